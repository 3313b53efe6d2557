/**
 * What a store needs to be opened again when its file is gone: the file's facts, and the cells of every row that has a
 * fault. The tables `order_file` and `rejected_cells` stand beside `lines`; everything else is made anew by cleaning.
 */
import type { Detail, OrderFile } from '../../core/order-file.ts';
import type { LinesShape } from './clean.ts';
import type { Database } from './connection.ts';
import { numberedRows } from './exports.ts';
import { readUnreadable } from './load.ts';

export interface KeptFile {
  readonly file: OrderFile;
  /** Exact repeats of whole rows can be found. */
  readonly wholeRows: boolean;
  /** What was loaded beside what the figures need. */
  readonly details?: readonly Detail[];
  /** Lines carry the number of their row, because some were taken out since. */
  readonly numbered?: boolean;
}

const KEPT_FILE_TABLE = 'order_file';

/** Leaves everything in the database file itself, nothing in a log beside it. */
export const keepOrders = async (database: Database, file: OrderFile, shape: LinesShape): Promise<void> => {
  await writeKeptFile(database, { file: withoutPaths(file), wholeRows: shape.hasRowHashes, details: shape.details });
  await database.run(rejectedCells(file, shape));
  await database.run('CHECKPOINT');
};

export const writeKeptFile = async (database: Database, kept: KeptFile): Promise<void> => {
  await database.run(`CREATE OR REPLACE TABLE ${KEPT_FILE_TABLE} (facts VARCHAR)`);
  await database.run(`INSERT INTO ${KEPT_FILE_TABLE} VALUES ($1)`, [JSON.stringify(kept)]);
};

/** Of the database that is attached under the name. */
export const readKeptFile = async (database: Database, name: string): Promise<KeptFile> => {
  const { facts } = await database.row<{ facts: string }>(`SELECT facts FROM ${name}.${KEPT_FILE_TABLE}`);
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
  JOIN (SELECT row_number FROM ${shape.lines} WHERE fault IS NOT NULL) faulty
    ON faulty.row_number = numbered.row_number
  ${file.cleaned ? `UNION ALL SELECT row_number::BIGINT, why, [row_text] FROM ${readUnreadable(file.cleaned.unreadable.path)}` : ''}`;
