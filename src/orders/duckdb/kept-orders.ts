/**
 * What a store needs to be opened again when its file is gone: the file's facts, and the cells of every row that has a
 * fault. The tables `order_file` and `rejected_cells` stand beside `lines`; everything else is made anew by cleaning.
 */
import type { OrderFile } from '../../core/order-file.ts';
import type { LinesShape } from './clean.ts';
import type { Database } from './connection.ts';
import { copyTo, numberedRows, REASON_IN_WORDS, rejectedColumns, someRejected, unreadableBecause } from './exports.ts';
import { readUnreadable } from './load.ts';
import { withoutFormula } from './sql.ts';

interface KeptFile {
  readonly file: OrderFile;
  /** Exact repeats of whole rows can be found. */
  readonly wholeRows: boolean;
  /** Lines carry the number of their row, because some were taken out since. */
  readonly numbered?: boolean;
}

export const KEPT_FILE_TABLE = 'order_file';

/** From now on a line's place in the table says nothing of its row in the file. */
export const markNumbered = async (database: Database): Promise<void> => {
  const kept: KeptFile = { ...(await readKeptFile(database)), numbered: true };
  await database.run(`UPDATE ${KEPT_FILE_TABLE} SET facts = $1`, [JSON.stringify(kept)]);
};

/** Leaves everything in the database file itself, nothing in a log beside it. */
export const keepOrders = async (database: Database, file: OrderFile, shape: LinesShape): Promise<void> => {
  await database.run(`CREATE OR REPLACE TABLE ${KEPT_FILE_TABLE} (facts VARCHAR)`);
  const kept: KeptFile = { file: withoutPaths(file), wholeRows: shape.hasRowHashes };
  await database.run(`INSERT INTO ${KEPT_FILE_TABLE} VALUES ($1)`, [JSON.stringify(kept)]);
  await database.run(rejectedCells(file, shape));
  await database.run('CHECKPOINT');
};

export const readKeptFile = async (database: Database): Promise<KeptFile> => {
  const { facts } = await database.row<{ facts: string }>(`SELECT facts FROM ${KEPT_FILE_TABLE}`);
  return JSON.parse(facts) as KeptFile;
};

const withoutPaths = (file: OrderFile): OrderFile => ({
  ...file,
  path: '',
  cleaned: file.cleaned && { unreadable: { ...file.cleaned.unreadable, path: '' } },
});

/** Reads the file a second time, whole rows now. Of an unreadable row there is one cell, its text. */
const rejectedCells = (file: OrderFile, shape: LinesShape): string => `
  CREATE OR REPLACE TABLE rejected_cells AS
  SELECT numbered.row_number, NULL::VARCHAR AS why, [${file.columns.map((_, index) => `c${index}`).join(', ')}] AS cells
  FROM (${numberedRows(file)}) numbered
  JOIN (SELECT ${shape.rowNumber} AS row_number FROM lines WHERE fault IS NOT NULL) faulty
    ON faulty.row_number = numbered.row_number
  ${file.cleaned ? `UNION ALL SELECT row_number::BIGINT, why, [row_text] FROM ${readUnreadable(file.cleaned.unreadable.path)}` : ''}`;

/** Rows that only settings reject are not kept as they stood in the file: of them the parsed figures are written. */
export const exportKeptRejected = async (database: Database, path: string, file: OrderFile): Promise<number> => {
  const known = knownCells(file);
  const cells = file.columns.map(
    (_, index) =>
      `CASE WHEN cells IS NULL THEN ${known.get(index) ?? 'NULL'} ELSE cells[${index + 1}] END AS c${index}`,
  );
  return database.copy(
    copyTo(
      path,
      rejectedColumns(file),
      `
    SELECT row_number, reason, ${file.columns.map((_, index) => withoutFormula(`c${index}`)).join(', ')}
    FROM (
      SELECT judged.row_number, coalesce(${unreadableBecause('why')}, ${REASON_IN_WORDS}) AS reason, ${cells.join(', ')}
      FROM judged LEFT JOIN rejected_cells ON rejected_cells.row_number = judged.row_number
      WHERE reason IS NOT NULL
    )
    ORDER BY row_number`,
      await someRejected(database),
    ),
  );
};

/** SQL by 0-based column. Where rows have quantity and price, their total stands in no column. */
const knownCells = ({ mapping }: OrderFile): ReadonlyMap<number | undefined, string> => {
  const isTotal = mapping.quantity === undefined || mapping.price === undefined;
  return new Map([
    ...(isTotal ? [[mapping.amount ?? mapping.price, "rtrim(rtrim(line_total::VARCHAR, '0'), '.')"] as const] : []),
    [mapping.date, "strftime(ordered_at, '%Y-%m-%d %H:%M:%S')"],
    [mapping.order, 'order_id'],
    [mapping.customer, 'customer'],
  ]);
};
