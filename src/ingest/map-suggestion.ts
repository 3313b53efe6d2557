import type { Field, Mapping } from '../core/order-file.ts';
import { type Columns, mostly } from './columns.ts';
import { readDate } from './dates.ts';
import { digitsOf } from './numbers.ts';

/** The `--map` options that would name the missing fields, guessed from what the cells look like. */
export const suggestMap = (columns: Columns, mapping: Mapping, missing: readonly Field[]): string => {
  const guesses = guessColumns(columns, mapping, missing);
  const nameOf = (field: Field): string => columns.names[guesses[field] ?? -1] ?? 'COLUMN';
  return missing.map(field => `--map ${field}=${quoted(nameOf(field))}`).join(' ');
};

/** Columns of the missing fields, guessed from what the cells look like. */
export const guessColumns = (columns: Columns, mapping: Mapping, missing: readonly Field[]): Mapping => {
  const used = new Set(Object.values(mapping));
  const guesses: Partial<Record<Field, number>> = {};
  for (const field of missing.toSorted(byCertainty)) {
    const column = guess(field, columns, used);
    if (column === undefined) continue;
    used.add(column);
    guesses[field] = column;
  }
  return guesses;
};

/** Dates are the easiest to tell, customers are what is left. */
const byCertainty = (one: Field, other: Field): number => CERTAINTY.indexOf(one) - CERTAINTY.indexOf(other);
const CERTAINTY: readonly Field[] = ['date', 'amount', 'customer'];

const guess = (field: Field, { names, cells }: Columns, used: ReadonlySet<number>): number | undefined => {
  const free = names.map((_, column) => column).filter(column => !used.has(column));
  if (field === 'date') return free.find(column => isDates(cells[column]!));
  if (field === 'amount') return guessMoney(free, cells);
  return guessCustomer(
    free.filter(column => !isDates(cells[column]!) && !isDecimals(cells[column]!)),
    cells,
  );
};

export const isDates = (cells: readonly string[]): boolean => mostly(cells, cell => readDate(cell) !== null);

/** The last of the free columns that looks like money: totals stand to the right. */
export const guessMoney = (free: readonly number[], cells: Columns['cells']): number | undefined =>
  free.findLast(column => isDecimals(cells[column]!)) ?? free.findLast(column => isMoneyLike(cells[column]!));

export const isNumbers = (cells: readonly string[]): boolean => mostly(cells, cell => digitsOf(cell) !== null);

const isDecimals = (cells: readonly string[]): boolean =>
  isNumbers(cells) && cells.filter(cell => /[.,]\d{1,2}\b/.test(cell)).length > cells.length * 0.3;

/** Whole numbers of different lengths: ids mostly have one length. */
const isMoneyLike = (cells: readonly string[]): boolean =>
  isNumbers(cells) && !isDates(cells) && new Set(cells.map(cell => cell.trim().length)).size > 1;

/** E-mail addresses; else the column with most different values of those that repeat, the first of equals. */
const guessCustomer = (free: readonly number[], cells: Columns['cells']): number | undefined => {
  const mail = free.find(column => mostly(cells[column]!, cell => cell.includes('@')));
  if (mail !== undefined) return mail;
  const repeating = free.filter(column => distinct(cells[column]!) < cells[column]!.length);
  const most = Math.max(...repeating.map(column => distinct(cells[column]!)));
  return repeating.find(column => distinct(cells[column]!) === most) ?? free[0];
};

const distinct = (cells: readonly string[]): number => new Set(cells).size;

/** As a shell takes it. */
const quoted = (name: string): string => (/^[\p{L}\p{N}_.-]+$/u.test(name) ? name : `"${name.replaceAll('"', '\\"')}"`);
