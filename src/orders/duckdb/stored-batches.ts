/**
 * Kept imports, oldest first, as one set of orders. Each stays as it is; which of its lines a later one replaces is worked
 * out anew whenever they are opened, so that any of them can be taken away again.
 *
 * A batch with order ids replaces every order that it holds, whatever became of its lines. One without them replaces what
 * lies between its first and its last order. Rejected lines without a place (no order id, or no date) go when nothing
 * else of their batch is left. Items give way to amounts of their orders (`kept-amounts.ts`).
 */
import type { MergedOrders } from '../../core/batch.ts';
import { DETAILS, type Detail, type ItemDetail } from '../../core/order-file.ts';
import type { LinesShape } from './clean.ts';
import type { Database } from './connection.ts';
import { hasRefunds } from './export-rows.ts';
import { findGivingWay, givingWayOf } from './kept-amounts.ts';
import { type KeptFile, readKeptFile } from './kept-orders.ts';
import { MONEY } from './parse-number.ts';
import { sqlText } from './sql.ts';

export interface StoredBatch extends KeptFile {
  readonly details: readonly Detail[];
  /** Of the attached database. */
  readonly name: string;
  /** From 0, oldest first. */
  readonly number: number;
  readonly rows: number;
  readonly hasOrderIds: boolean;
  /** SQL for a line's row number in its file, from 1. */
  readonly rowNumber: string;
}

/** Opens the database file of every folder for reading. */
export const attachBatches = async (
  database: Database,
  folders: readonly string[],
): Promise<readonly StoredBatch[]> => {
  const batches: StoredBatch[] = [];
  for (const [number, folder] of folders.entries()) {
    const name = `batch_${number}`;
    await database.run(`ATTACH ${sqlText(`${folder}/orders.duckdb`)} AS ${name} (READ_ONLY)`);
    const kept = await readKeptFile(database, name);
    const isNumbered = kept.file.cleaned !== null || kept.numbered === true;
    batches.push({
      ...kept,
      details: kept.details ?? [],
      name,
      number,
      rows: await count(database, `${name}.lines`),
      hasOrderIds: kept.file.mapping.order !== undefined,
      rowNumber: isNumbered ? 'row_number' : 'rowid + 1',
    });
  }
  return batches;
};

/**
 * Makes the view `lines` of what is left of every batch, and the table `superseded` of what is not. A line's number is
 * unique over all batches and keeps their order. Gives the lines that are left of each.
 */
export const joinBatches = async (database: Database, batches: readonly StoredBatch[]): Promise<readonly number[]> => {
  await findSuperseded(database, batches);
  const left: number[] = [];
  for (const batch of batches) left.push(await rowsLeft(database, batch));
  // The newest is there even where it is empty: a view needs something to look at.
  const alive = batches.filter(({ number }) => left[number]! > 0 || number === batches.length - 1);
  const shape = {
    details: detailsOfAll(batches),
    items: itemsOfAll(batches),
    hasRefunds: batches.some(({ file }) => hasRefunds(file)),
  };
  await database.run(
    `CREATE TEMP VIEW lines AS ${alive.map(batch => linesOf(batch, left[batch.number]!, shape)).join(' UNION ALL ')}`,
  );
  return left;
};

/** Batch in the high bits, place in the batch in the low ones: room for a million batches of a trillion lines. */
const LINE_BITS = 40;

/** Details that any of the batches has. */
export const detailsOfAll = (batches: readonly StoredBatch[]): readonly Detail[] =>
  DETAILS.filter(detail => batches.some(({ details }) => details.includes(detail)));

/** Facts of items that any of the batches has. */
export const itemsOfAll = (batches: readonly StoredBatch[]): readonly ItemDetail[] => [
  ...new Set(batches.flatMap(({ file }) => file.items ?? [])),
];

const linesOf = (
  batch: StoredBatch,
  left: number,
  { details, items, hasRefunds: some }: Pick<LinesShape, 'details' | 'items' | 'hasRefunds'>,
): string => `
  SELECT (${batch.number}::BIGINT << ${LINE_BITS}) + line AS line, row_number, ${batch.number} AS batch,
    customer, order_id, ordered_at, line_total, currency, ${batch.wholeRows ? 'row_hash' : 'NULL::UBIGINT AS row_hash'},
    ${details.map(detail => `${batch.details.includes(detail) ? '' : `NULL AS `}${detail}, `).join('')}
    ${items.length === 0 ? '' : `${batch.file.items ? '' : 'NULL::VARCHAR AS '}items, `}fault::rejection_reason AS fault${some ? `, ${givenBack(batch)} AS given_back` : ''}
  FROM (SELECT *, rowid AS line, ${batch.rowNumber} AS row_number FROM ${batch.name}.lines) numbered
  ${left === batch.rows ? '' : `ANTI JOIN (SELECT line FROM superseded WHERE batch = ${batch.number}) gone ON gone.line = numbered.line`}`;

const givenBack = ({ file }: StoredBatch): string => (hasRefunds(file) ? 'given_back' : `0::${MONEY}`);

const findSuperseded = async (database: Database, batches: readonly StoredBatch[]): Promise<void> => {
  const givingWay = await findGivingWay(database, batches);
  const later = batches.slice(1).filter(({ hasOrderIds }) => hasOrderIds);
  const ids = later.map(({ name, number }) => {
    const without = givingWay.has(number) ? `ANTI JOIN ${givingWayOf(number)} ON kept.order_id = lines.order_id` : '';
    return `SELECT DISTINCT lines.order_id, ${number} AS batch FROM ${name}.lines lines ${without}`;
  });
  await database.run(`
    CREATE TEMP TABLE replacing AS
    SELECT order_id, max(batch) AS batch FROM (${[NO_IDS, ...ids].join(' UNION ALL ')})
    WHERE order_id IS NOT NULL GROUP BY order_id`);
  await database.run('CREATE TEMP TABLE superseded (batch INTEGER, line BIGINT)');
  const periods = await readPeriods(database, batches.slice(1));
  const mayLose = batches.filter(({ number }) => number < batches.length - 1 || givingWay.has(number));
  for (const batch of mayLose) {
    const inPeriod = periods
      .filter(({ number }) => number > batch.number)
      .map(({ from, to }) => `(ordered_at BETWEEN TIMESTAMP ${sqlText(from)} AND TIMESTAMP ${sqlText(to)})`);
    const gives = givingWay.has(batch.number);
    await database.run(`
      INSERT INTO superseded
      SELECT ${batch.number}, line FROM (SELECT rowid AS line, order_id, ordered_at FROM ${batch.name}.lines) older
      LEFT JOIN replacing ON replacing.order_id = older.order_id
      ${gives ? `LEFT JOIN ${givingWayOf(batch.number)} ON kept.order_id = older.order_id` : ''}
      WHERE ${[`replacing.batch > ${batch.number}`, ...inPeriod, ...(gives ? ['kept.order_id IS NOT NULL'] : [])].join(' OR ')}`);
  }
};

const NO_IDS = "SELECT '' AS order_id, 0 AS batch WHERE false";

interface Period {
  readonly number: number;
  readonly from: string;
  readonly to: string;
}

/** First and last sound order of those batches that have no order ids. */
const readPeriods = async (database: Database, batches: readonly StoredBatch[]): Promise<readonly Period[]> => {
  const periods: Period[] = [];
  for (const { name, number, hasOrderIds } of batches) {
    if (hasOrderIds) continue;
    const { from, to } = await database.row<{ from: string | null; to: string | null }>(
      `SELECT min(ordered_at)::VARCHAR AS "from", max(ordered_at)::VARCHAR AS "to" FROM ${name}.lines WHERE fault IS NULL`,
    );
    if (from !== null && to !== null) periods.push({ number, from, to });
  }
  return periods;
};

const rowsLeft = async (database: Database, batch: StoredBatch): Promise<number> => {
  const gone = await count(database, `superseded WHERE batch = ${batch.number}`);
  if (gone === 0) return batch.rows;
  const place = batch.hasOrderIds ? 'order_id' : 'ordered_at';
  const placed = await count(database, `${batch.name}.lines WHERE ${place} IS NOT NULL`);
  return gone === placed ? 0 : batch.rows - gone;
};

const count = async (database: Database, from: string): Promise<number> => {
  const { rows } = await database.row<{ rows: number }>(`SELECT count(*)::DOUBLE AS rows FROM ${from}`);
  return rows;
};

/** What the newest batch brought, by orders; `null` where it has no order ids. */
export const readMerged = async (database: Database, batches: readonly StoredBatch[]): Promise<MergedOrders | null> => {
  const newest = batches.at(-1)!;
  if (!newest.hasOrderIds) return null;
  const older = batches.slice(0, -1).map(
    batch => `
      SELECT ${batch.number} AS batch, ${orderContent(batch)}
      FROM (SELECT *, rowid AS line FROM ${batch.name}.lines) older
      SEMI JOIN (SELECT line FROM superseded WHERE batch = ${batch.number}) gone ON gone.line = older.line
      SEMI JOIN fresh ON fresh.order_id = older.order_id
      GROUP BY order_id`,
  );
  return database.row<MergedOrders>(`
    WITH fresh AS (
      SELECT ${orderContent(newest)} FROM (SELECT *, rowid AS line FROM ${newest.name}.lines) newest
      ANTI JOIN (SELECT line FROM superseded WHERE batch = ${newest.number}) gone ON gone.line = newest.line
      WHERE order_id IS NOT NULL GROUP BY order_id
    ),
    earlier AS (${older.length === 0 ? 'SELECT 0 AS batch, * FROM fresh WHERE false' : older.join(' UNION ALL ')}),
    latest AS (SELECT * FROM earlier QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY batch DESC) = 1)
    SELECT count(*) FILTER (latest.order_id IS NULL)::DOUBLE AS "newOrders",
      (count(*) FILTER (latest.content = fresh.content)
        + (SELECT count(*) FROM giving_way WHERE batch = ${newest.number}))::DOUBLE AS "unchangedOrders",
      count(*) FILTER (latest.content <> fresh.content)::DOUBLE AS "changedOrders"
    FROM fresh LEFT JOIN latest ON latest.order_id = fresh.order_id`);
};

/** Equal for orders with the same lines, in any order of the lines. */
const orderContent = (batch: StoredBatch): string => `order_id,
  count(*) || ':' || sum(hash(customer, ordered_at, line_total, currency, fault::VARCHAR)) || ':' || coalesce(sum(${givenBack(batch)}), 0.0000) AS content`;
