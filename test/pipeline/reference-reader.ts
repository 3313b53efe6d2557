/** A dirty file as csv-parse reads it, and what has to become of every row by what its cells mean. */
import { parse } from 'csv-parse/sync';
import type { RejectionReason } from '../../src/core/report.ts';
import type { DirtyFile, DirtyRow, Meant } from './dirty-file.ts';

/** A kept line by what it is worth. */
export type Line = readonly [customer: string, order: string, date: string, cents: number];

/** What becomes of a row: a line, or the reason why it is left out. */
export type Fate = Line | string;

export const isKept = (fate: Fate): fate is Line => typeof fate !== 'string';

const HOW = { bom: true, relax_column_count: true, skip_empty_lines: true } as const;

/** Records with their header, or null where csv-parse cannot read the text at all. */
export const referenceRecords = (content: string, delimiter: string, relax_quotes = false): string[][] | null => {
  try {
    return parse(content, { ...HOW, delimiter, relax_quotes });
  } catch {
    return null;
  }
};

export const referenceFates = (records: readonly (readonly string[])[], file: DirtyFile): readonly Fate[] =>
  records.map(cells => fateOf(cells, file));

/** A row read without the ones around it. */
export const rowByItself = ({ line }: DirtyRow, file: DirtyFile): Fate =>
  fateOf(referenceRecords(line, file.delimiter, true)?.[0] ?? [], file);

const COLUMNS = 5;

const fateOf = (cells: readonly string[], { rows }: DirtyFile): Fate => {
  if (cells.length !== COLUMNS) return reason('unreadable');
  const meaning = <K extends keyof Meant>(field: K, text: string): Meant[K]['meaning'] =>
    rows.find(row => row[field].text === text)?.[field].meaning ?? null;
  const customer = meaning('customer', cells[0]!);
  const order = meaning('order', cells[1]!);
  const date = meaning('date', cells[2]!);
  const cents = meaning('cents', cells[3]!);
  if (customer === null) return reason('missing_customer');
  if (order === null) return reason('missing_order');
  if (date === null) return reason('bad_date');
  if (cents === null) return reason('bad_number');
  return cents > 0 ? [customer, order, date, cents] : reason('nonpositive_price');
};

const reason = (of: RejectionReason): RejectionReason => of;
