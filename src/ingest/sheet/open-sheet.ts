/** From a workbook to the table in it: which sheet, and its rows as CSV with their numbers in front. */
import { join } from 'node:path';
import type { NumberFormat, ReadingHints } from '../../core/order-file.ts';
import { ExpectedError } from '../../errors.ts';
import type { UnpackMeter } from '../unpack/limits.ts';
import type { Zip } from '../unpack/zip.ts';
import { type SheetHead, sheetHead } from './sheet-head.ts';
import { sheetNotes } from './sheet-notes.ts';
import { type ColumnNumbers, SheetReader, type SheetRow } from './sheet-rows.ts';
import { openWorkbook, type Sheet, type Workbook } from './workbook.ts';
import { type SheetTable, writeSheet } from './write-sheet.ts';

export interface OpenedSheet {
  readonly table: SheetTable;
  /** Names of those that can be seen and look like orders. */
  readonly plausible: readonly string[];
  readonly notes: readonly string[];
}

export interface SheetChoice {
  readonly sheet: Sheet;
  readonly head: SheetHead;
}

const LOOKED_ROWS = 200;
const MOST_SHEETS = 50;

interface SheetRequest {
  readonly meter: UnpackMeter;
  readonly hints: ReadingHints;
  /** For what comes out. */
  readonly folder: string;
}

/** @throws {ExpectedError} `workbook_damaged`, `workbook_empty`, `sheet_unknown`, `sheet_too_wide`, `header_only` */
export const openSheet = async (zip: Zip, { meter, hints, folder }: SheetRequest): Promise<OpenedSheet> => {
  const { name, limits } = meter;
  const workbook = await openWorkbook(zip, meter);
  const reader = (decimal: NumberFormat['decimal'] = '.') =>
    new SheetReader({ ...workbook, decimal, columns: limits.columns + 1 });
  const tables: SheetChoice[] = [];
  for (const sheet of candidates(workbook, hints)) {
    const head = sheetHead(await firstRows(reader().read(zip.read(sheet.part), name)), hints.map);
    if (head !== null) tables.push({ sheet, head });
  }
  const choice = bestTable(tables);
  if (choice === undefined) throw new ExpectedError('workbook_empty', { name });
  const { sheet, head } = choice;
  if (head.to > limits.columns)
    throw new ExpectedError('sheet_too_wide', { name, columns: head.to, most: limits.columns });
  const files = { path: join(folder, 'rows.csv'), unreadablePath: join(folder, 'unreadable.csv') };
  const readAll = async (decimal: NumberFormat['decimal']) => {
    const whole = reader(decimal);
    const rows = whole.read(zip.read(sheet.part), name);
    return { whole, table: await writeSheet(rows, head, { name, lastRow: limits.rows, ...files }) };
  };
  const asked = hints.decimal === 'comma' ? ',' : '.';
  const first = await readAll(asked);
  const isMixed = hints.decimal === 'auto' && mixesDecimals(first.whole.numbers, head);
  const { whole, table } = isMixed ? await readAll(',') : first;
  if (table.records === 0) throw new ExpectedError('header_only', { name, columns: head.columns });
  const plausible = tables.filter(isPlausible).map(({ sheet }) => sheet.name);
  return { table, plausible, notes: sheetNotes({ choice, tables, workbook, table, oddities: whole.oddities }) };
};

/**
 * Amounts are texts with decimal commas in some rows and numbers in others: then all are to be written with commas, as
 * text has one decimal sign only and 19.5 would become 195.
 */
const mixesDecimals = (numbers: readonly (ColumnNumbers | undefined)[], { money }: SheetHead): boolean => {
  const sum = (kind: keyof ColumnNumbers): number => money.reduce((sum, at) => sum + (numbers[at]?.[kind] ?? 0), 0);
  return sum('stored') > 0 && sum('comma') > sum('point');
};

const candidates = ({ sheets }: Workbook, { sheet: wanted }: ReadingHints): readonly Sheet[] => {
  if (wanted === undefined) return sheets.slice(0, MOST_SHEETS);
  const asked = wanted.trim().toLowerCase();
  const found =
    sheets.find(({ name }) => name.toLowerCase() === asked) ?? sheets[/^\d+$/.test(asked) ? Number(asked) - 1 : -1];
  if (found === undefined)
    throw new ExpectedError('sheet_unknown', { sheet: wanted, sheets: sheets.map(({ name }) => name) });
  return [found];
};

const isPlausible = ({ sheet, head }: SheetChoice): boolean => head.looksLikeOrders && !sheet.hidden;

/** The first that looks like orders, hidden ones after the others; failing that, the first table that is to be seen. */
const bestTable = (tables: readonly SheetChoice[]): SheetChoice | undefined => {
  const ranks: readonly ((choice: SheetChoice) => boolean)[] = [
    isPlausible,
    ({ head }) => head.looksLikeOrders,
    ({ sheet, head }) => head.headerRow !== null && !sheet.hidden,
    ({ sheet }) => !sheet.hidden,
    () => true,
  ];
  return ranks.map(rank => tables.find(rank)).find(choice => choice !== undefined);
};

const firstRows = async (batches: AsyncGenerator<readonly SheetRow[]>): Promise<readonly SheetRow[]> => {
  const rows: SheetRow[] = [];
  for await (const batch of batches) {
    rows.push(...batch);
    if (rows.length >= LOOKED_ROWS) break;
  }
  return rows.slice(0, LOOKED_ROWS);
};
