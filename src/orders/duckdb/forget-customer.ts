/** Writes kept orders and snapshots anew without a customer, so that nothing of them is left in a file. */
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForgetRequest } from '../order-store.ts';
import { Database, type StoreLimits } from './connection.ts';
import { KEPT_FILE_TABLE, markNumbered } from './kept-orders.ts';
import { createTypes } from './load.ts';
import { sqlPath, sqlText } from './sql.ts';

/** The id as it is written, else in any case. False, and nothing written, where there is no such customer. */
export const forgetCustomer = async (request: ForgetRequest, limits: StoreLimits): Promise<boolean> => {
  const { folder, into, snapshotFolder } = request;
  const database = await Database.open({ folder: into, allowedFolders: [into, folder, snapshotFolder] }, limits);
  try {
    await createTypes(database);
    await database.run(`ATTACH ${sqlText(join(folder, 'orders.duckdb'))} AS kept (READ_ONLY)`);
    const customer = await findId(database, request.customer.trim());
    if (customer === null) return false;
    await copyOthers(database, customer);
    await database.run('DETACH kept');
    await database.run('CHECKPOINT');
    await rewriteSnapshots(database, snapshotFolder, customer);
    return true;
  } finally {
    await database.close();
  }
};

const findId = async (database: Database, typed: string): Promise<string | null> => {
  const { id } = await database.row<{ id: string | null }>(
    `SELECT coalesce(max(customer) FILTER (customer = $1), min(customer)) AS id
     FROM kept.lines WHERE customer = $1 OR lower(customer) = lower($1)`,
    [typed],
  );
  return id;
};

/** Rows keep the numbers that they had in the file, which their place in the table no longer tells. */
const copyOthers = async (database: Database, customer: string): Promise<void> => {
  const numbered = await isNumbered(database);
  const number = numbered ? 'row_number' : 'rowid + 1 AS row_number';
  const columns = numbered ? '* EXCLUDE (row_number)' : '*';
  const fault = 'fault::VARCHAR::rejection_reason AS fault';
  await database.run(
    `CREATE TABLE lines AS
     SELECT ${number}, ${columns} REPLACE (${fault}) FROM kept.lines
     WHERE customer IS DISTINCT FROM ${sqlText(customer)} ORDER BY row_number`,
  );
  await database.run(
    `CREATE TABLE rejected_cells AS
     SELECT * FROM kept.rejected_cells WHERE row_number IN (SELECT row_number FROM lines) ORDER BY row_number`,
  );
  await database.run(`CREATE TABLE ${KEPT_FILE_TABLE} AS SELECT * FROM kept.${KEPT_FILE_TABLE}`);
  await markNumbered(database);
};

const isNumbered = async (database: Database): Promise<boolean> => {
  const { found } = await database.row<{ found: boolean }>(
    `SELECT count(*) > 0 AS found FROM duckdb_columns()
     WHERE database_name = 'kept' AND table_name = 'lines' AND column_name = 'row_number'`,
  );
  return found;
};

/** One after the other, each by a rename: cut off in between, every snapshot is whole. */
const rewriteSnapshots = async (database: Database, folder: string, customer: string): Promise<void> => {
  for (const name of (await readdir(folder)).filter(each => each.endsWith('.parquet'))) {
    const path = join(folder, name);
    const anew = `${path}.new`;
    await database.run(
      `COPY (SELECT * FROM read_parquet(${sqlPath(path)}) WHERE customer <> ${sqlText(customer)}) TO ${sqlText(anew)} (FORMAT parquet)`,
    );
    await rename(anew, path);
  }
};
