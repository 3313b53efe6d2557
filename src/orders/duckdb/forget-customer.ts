/** Writes kept orders and snapshots anew without a customer, so that nothing of them is left in a file. */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForgetRequest, RewrittenBatch } from '../order-store.ts';
import { Database, type StoreLimits } from './connection.ts';
import { findCustomerId, rowsAbout, snapshotsIn } from './customer-traces.ts';
import { writeKeptFile } from './kept-orders.ts';
import { createTypes } from './load.ts';
import { sqlPath, sqlText } from './sql.ts';
import { attachBatches, type StoredBatch } from './stored-batches.ts';

/**
 * The id as it is written, else in any case. Gives the batches that were written anew, `null` where there is
 * no such customer. A batch that does not know them stays as it is.
 */
export const forgetCustomer = async (
  request: ForgetRequest,
  limits: StoreLimits,
): Promise<readonly RewrittenBatch[] | null> => {
  const { batches, scratch, snapshotFolder } = request;
  const folders = batches.map(({ folder }) => folder);
  const own = { folder: scratch, inMemory: true, allowedFolders: [scratch, snapshotFolder, ...folders] };
  const database = await Database.open(own, limits);
  try {
    const attached = await attachBatches(database, folders);
    const snapshots = await snapshotsIn(snapshotFolder);
    const customer = await findCustomerId(database, { attached, snapshots, typed: request.customer.trim() });
    if (customer === null) return null;
    const changed: RewrittenBatch[] = [];
    for (const batch of attached) {
      const rowsGone = await countAbout(database, batch, customer);
      if (rowsGone > 0) changed.push({ place: batch.number, rowsGone });
    }
    for (const { place } of changed) await rewrite(batches[place]!, attached[place]!, customer, limits);
    await rewriteSnapshots(database, snapshots, customer);
    return changed;
  } finally {
    await database.close();
  }
};

const countAbout = async (database: Database, batch: StoredBatch, customer: string): Promise<number> => {
  const { rows } = await database.row<{ rows: number }>(
    `SELECT count(*)::DOUBLE AS rows FROM (${rowsAbout(batch, customer)})`,
  );
  return rows;
};

/** Rows keep the numbers that they had in the file, which their place in the table no longer tells. */
const rewrite = async (
  { folder, into }: ForgetRequest['batches'][number],
  batch: StoredBatch,
  customer: string,
  limits: StoreLimits,
): Promise<void> => {
  const database = await Database.open({ folder: into, allowedFolders: [into, folder] }, limits);
  try {
    await createTypes(database);
    await database.run(`ATTACH ${sqlText(join(folder, 'orders.duckdb'))} AS ${batch.name} (READ_ONLY)`);
    await database.run(`CREATE TEMP TABLE about AS ${rowsAbout(batch, customer)}`);
    const others = 'ANTI JOIN about ON about.row_number = kept.row_number';
    const columns = batch.rowNumber === 'row_number' ? '*' : `${batch.rowNumber} AS row_number, *`;
    await database.run(`
      CREATE TABLE lines AS
      SELECT kept.* REPLACE (fault::rejection_reason AS fault)
      FROM (SELECT ${columns} FROM ${batch.name}.lines) kept ${others} ORDER BY kept.row_number`);
    await database.run(`
      CREATE TABLE rejected_cells AS
      SELECT kept.* FROM ${batch.name}.rejected_cells kept ${others} ORDER BY kept.row_number`);
    const { file, wholeRows, details } = batch;
    await writeKeptFile(database, { file, wholeRows, details, numbered: true });
    await database.run(`DETACH ${batch.name}`);
    await database.run('CHECKPOINT');
  } finally {
    await database.close();
  }
};

/** One after the other, each by a rename: cut off in between, every snapshot is whole. */
const rewriteSnapshots = async (database: Database, paths: readonly string[], customer: string): Promise<void> => {
  for (const path of paths) {
    const anew = `${path}.new`;
    await database.run(
      `COPY (SELECT * FROM read_parquet(${sqlPath(path)}) WHERE customer <> ${sqlText(customer)}) TO ${sqlText(anew)} (FORMAT parquet)`,
    );
    await rename(anew, path);
  }
};
