/** Where the table of a sheet begins, by its first rows. */
import type { Mapping, ReadingHints } from '../../core/order-file.ts';
import { type Columns, missingFields } from '../columns.ts';
import { mappingOf } from '../presets/recognise.ts';
import { isHeader, isNameRow, knownNames, namedColumns, numberedColumns } from '../table-head.ts';
import type { SheetRow } from './sheet-rows.ts';

export interface SheetHead {
  /** 0-based first column of the table, and the one after its last. */
  readonly from: number;
  readonly to: number;
  /** Number of the row with the column names; `null` where there are none. */
  readonly headerRow: number | null;
  /** Rows up to this number are no data. */
  readonly skipTo: number;
  readonly columns: readonly string[];
  /** The first rows of data, each as wide as the table. */
  readonly rows: readonly (readonly string[])[];
  /** Customer, date and money are there. */
  readonly looksLikeOrders: boolean;
  /** 0-based columns of the sheet that hold quantities, prices and amounts. */
  readonly money: readonly number[];
  readonly notes: readonly string[];
}

const MOST_ROWS_ABOVE = 30;

/** `rows`: the first that are not blank. `null` where they are no table. */
export const sheetHead = (rows: readonly SheetRow[], map: ReadingHints['map']): SheetHead | null => {
  const width = usualWidth(rows);
  if (width < 2) return null;
  const found = headerIndex(rows, width, map);
  const header = found < 0 ? null : rows[found]!;
  const data = rows.slice(found < 0 ? rows.findIndex(row => row.cells.length >= width) : found + 1);
  const from = Math.min(...[...(header ? [header] : []), ...data].map(row => row.cells.findIndex(isFilled)));
  const to = Math.max(header?.cells.length ?? 0, width);
  const { columns, notes } = header
    ? namedColumns(tableCells(header, from, to), to - from)
    : numberedColumns(to - from);
  const cells = data.map(row => tableCells(row, from, to));
  const byColumn = { names: columns, cells: columns.map((_, column) => cells.map(row => row[column]!)) };
  const skipTo = header?.number ?? (data[0]?.number ?? 1) - 1;
  const mapping = mappingIn(byColumn, map);
  const looksLikeOrders = cells.length > 0 && mapping !== null && missingFields(mapping).length === 0;
  const money = [mapping?.quantity, mapping?.price, mapping?.amount].flatMap(at =>
    at === undefined ? [] : [from + at],
  );
  const headerRow = header?.number ?? null;
  return { from, to, headerRow, skipTo, columns, rows: cells, looksLikeOrders, money, notes };
};

/** The cells of a row that belong to the table, as many as it has columns. */
export const tableCells = ({ cells }: SheetRow, from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, column) => cells[from + column] ?? '');

const isFilled = (cell: string): boolean => cell.trim() !== '';

/** Two known names make a header wherever they stand; without them, the first row of names does. */
const headerIndex = (rows: readonly SheetRow[], width: number, map: ReadingHints['map']): number => {
  const first = rows.slice(0, MOST_ROWS_ABOVE + 1);
  const known = first.findIndex(({ cells }) => knownNames(cells) >= 2);
  if (known >= 0) return known;
  return first.findIndex(({ cells }) => isHeader(cells, map) && (isNameRow(cells, width) || asksFor(map)));
};

const asksFor = (map: ReadingHints['map']): boolean => Object.keys(map).length > 0;

/** How far most rows reach; the last cell of some may be blank, so the longer of two that are about as frequent. */
const usualWidth = (rows: readonly SheetRow[]): number => {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return Math.max(0, ...[...counts].filter(([, count]) => count * 2 >= most).map(([width]) => width));
};

const mappingIn = (columns: Columns, map: ReadingHints['map']): Mapping | null => {
  try {
    return mappingOf(columns, map);
  } catch {
    // A column that the person named is on another sheet.
    return null;
  }
};
