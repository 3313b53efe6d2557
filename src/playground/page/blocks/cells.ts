/** Cells of tables: texts, numbers with their text, rich text; and how rows are put in order. */
import { list, record, string } from '../record.ts';

export type Cell = Readonly<Record<string, unknown>>;
export type Row = readonly Cell[];

export const rowsOf = (rows: unknown): readonly Row[] => (Array.isArray(rows) ? rows.map(row => list(row)) : []);

export const cellText = (cell: Cell): string => {
  if (cell.type === 'rich_text') return richTextOf(cell);
  return string(cell.text) || String(cell.value ?? '');
};

const richTextOf = (value: unknown): string => {
  const { text, elements } = record(value);
  return string(text) + list(elements).map(richTextOf).join('');
};

export const isNumber = ({ type }: Cell): boolean => type === 'raw_number';

export interface Order {
  readonly column: number;
  readonly isDescending: boolean;
}

/** As Slack does: by number only where the whole column is numbers, otherwise as text. */
export const ordered = (rows: readonly Row[], { column, isDescending }: Order): readonly Row[] => {
  const cell = (row: Row): Cell => row[column] ?? {};
  const isNumeric = rows.every(row => isNumber(cell(row)));
  const compare = (a: Row, b: Row): number =>
    isNumeric
      ? Number(cell(a).value) - Number(cell(b).value)
      : cellText(cell(a)).localeCompare(cellText(cell(b)), 'en', { numeric: false });
  return rows.toSorted((a, b) => (isDescending ? compare(b, a) : compare(a, b)));
};
