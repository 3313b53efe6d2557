import type { ReadingHints } from '../core/order-file.ts';
import { ExpectedError } from '../errors.ts';
import { COLUMN_NAMES, squashedName } from './column-names.ts';
import { findColumn } from './columns.ts';
import { readDate } from './dates.ts';
import { detectDialect, type FoundDialect } from './dialect.ts';
import { digitsOf } from './numbers.ts';
import { type Dialect, readRows } from './read-rows.ts';

/** What the first part of a file says about the whole. */
export interface TableHead {
  readonly dialect: Dialect;
  /** The text above the header, or above the first record: a title, `sep=;`, blank lines. */
  readonly preamble: string;
  readonly header: boolean;
  readonly columns: readonly string[];
  /** Data rows of the first part that have the right number of columns. */
  readonly rows: readonly (readonly string[])[];
  /** A strict reader with this dialect can take the file as it stands. */
  readonly plain: boolean;
  /** The number of each row stands before its columns. */
  readonly numbered?: true;
  readonly notes: readonly string[];
}

const MOST_PREAMBLE_LINES = 30;
const LONGEST_HEADER = 16_384;
const KNOWN_NAMES: ReadonlySet<string> = new Set(Object.values(COLUMN_NAMES).flat());

/** `text` is the beginning of the file, cut at a line end. Throws `file_empty` and `not_a_table`. */
export const readTableHead = (text: string, name: string, map: ReadingHints['map']): TableHead => {
  if (text.trim() === '') throw new ExpectedError('file_empty', { name });
  const found = detectDialect(text);
  if (found === null) throw new ExpectedError('not_a_table', { name, kind: 'text in a single column' });
  const dialect: Dialect = { delimiter: found.delimiter, quote: found.quote };
  const preamble = text.slice(0, preambleLength(text, found));
  const [first = [], ...rest] = readRows(text.slice(preamble.length), dialect);
  const header = isHeader(first, map);
  const records = header ? rest : [first, ...rest];
  const width = modalWidth(records) ?? first.length;
  const { columns, notes } = header ? namedColumns(first, width) : numberedColumns(width);
  return {
    dialect,
    preamble,
    header,
    columns,
    rows: rowsThatFit(records, columns.length),
    plain: dialect.delimiter !== ' ' && /^[\r\n]*$/.test(preamble),
    notes: [...preambleNotes(preamble), ...notes],
  };
};

/** Rows of a table's width, also those that end with delimiters too many. */
export const rowsThatFit = (rows: readonly (readonly string[])[], width: number): readonly (readonly string[])[] =>
  rows.filter(row => row.length === width || (row.length > width && row.slice(width).every(cell => cell === '')));

/** Characters above the first line that has as many columns as the table, or names for most of them. */
const preambleLength = (text: string, { hintLength, width, ...dialect }: FoundDialect): number => {
  let offset = hintLength;
  for (let line = 0; line < MOST_PREAMBLE_LINES && offset < text.length; line++) {
    const row = readRows(text.slice(offset, offset + LONGEST_HEADER), dialect, 1)[0] ?? [];
    const next = offset + (/^[^\r\n]*(\r\n|\n|\r)?/.exec(text.slice(offset))?.[0].length ?? 0);
    const blank = text.slice(offset, next).trim() === '';
    if (!blank && (row.length === width || isNameRow(row, width))) return offset;
    offset = next;
  }
  return hintLength;
};

export const isNameRow = (row: readonly string[], width: number): boolean =>
  row.length > 1 && row.filter(cell => cell.trim() !== '').length >= width * 0.6 && row.every(isName);

const modalWidth = (rows: readonly (readonly string[])[]): number | undefined => {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
};

export const knownNames = (row: readonly string[]): number =>
  row.filter(cell => KNOWN_NAMES.has(squashedName(cell))).length;

/** Column names are known ones, the ones the person named, or at least neither numbers nor dates nor addresses. */
export const isHeader = (row: readonly string[], map: ReadingHints['map']): boolean => {
  if (knownNames(row) >= 2) return true;
  const asked = Object.values(map)
    .filter(column => column !== null)
    .filter(column => !/^\d+$/.test(column));
  if (asked.length > 0 && asked.every(column => findColumn(row, column) !== undefined)) return true;
  const filled = row.filter(cell => cell.trim() !== '');
  return filled.length * 2 > row.length && new Set(filled).size > 1 && row.every(isName);
};

const isName = (cell: string): boolean =>
  readDate(cell) === null && digitsOf(cell) === null && !/^\S+@\S+\.\S+$/.test(cell.trim());

interface NamedColumns {
  readonly columns: readonly string[];
  readonly notes: readonly string[];
}

export const numberedColumns = (width: number): NamedColumns => ({
  columns: Array.from({ length: width }, (_, column) => String(column + 1)),
  notes: ['The first line holds no column names, so columns go by number.'],
});

export const namedColumns = (header: readonly string[], width: number): NamedColumns => {
  const cells = header.map(cell => cell.replace(/\s+/g, ' ').trim());
  while (cells.length > width && cells.at(-1) === '') cells.pop();
  // R writes row names without a name for their column: every row has one cell more than the header.
  if (cells.length === width - 1 && cells.length > 1) cells.unshift('');
  const notes: string[] = [];
  const taken = new Set<string>();
  const columns = cells.map((cell, column) => {
    const name = uniqueName(cell === '' ? `column ${column + 1}` : cell, taken);
    if (cell !== '' && name !== cell)
      notes.push(`There are several columns "${cell}": a later one is called "${name}".`);
    taken.add(name.toLowerCase());
    return name;
  });
  return { columns, notes };
};

const uniqueName = (name: string, taken: ReadonlySet<string>): string => {
  let unique = name;
  for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${name} (${copy})`;
  return unique;
};

const preambleNotes = (preamble: string): readonly string[] => {
  const lines = preamble.split(/\r\n|\n|\r/).filter(line => line.trim() !== '' && !/^sep=.[ \t]*$/i.test(line)).length;
  if (lines === 0) return [];
  return [`Skipped ${lines === 1 ? 'one line' : `${lines} lines`} of text above the table.`];
};
