import { FIELDS, type Field, type Mapping, type ReadingHints } from '../core/order-file.ts';
import { ExpectedError } from '../errors.ts';
import { COLUMN_NAMES, COLUMN_PATTERNS, nameWords, squashedName } from './column-names.ts';
import { readAnyDate } from './date-format.ts';
import { digitsOf } from './numbers.ts';

/** Columns by name, with the cells that were looked at: `cells[column][row]`. */
export interface Columns {
  readonly names: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

/** What each column means: the person's word first, then exact names of the table, then names that contain the meaning. */
export const mapColumns = (columns: Columns, hints: ReadingHints['map']): Mapping => {
  const mapping = hintedColumns(columns.names, hints);
  const used = new Set(Object.values(mapping));
  const take = (field: Field, candidates: readonly number[]): void => {
    if (hints[field] !== undefined || mapping[field] !== undefined) return;
    // Quantity × price would count before the amount that the person named.
    if (field === 'price' && hints.amount != null) return;
    const column = bestColumn(field, candidates, columns.cells, used);
    if (column === undefined) return;
    mapping[field] = column;
    used.add(column);
  };
  for (const field of FIELDS) take(field, columnsByName(field, columns.names));
  for (const field of FIELDS) take(field, columnsByPattern(field, columns.names));
  return priceAsAmount(mapping, hints);
};

/** Fields without which there is no segmentation. */
export const missingFields = (mapping: Mapping): readonly Field[] => {
  const money = mapping.amount !== undefined || (mapping.quantity !== undefined && mapping.price !== undefined);
  const missing: readonly (Field | null)[] = [
    mapping.customer === undefined ? 'customer' : null,
    mapping.date === undefined ? 'date' : null,
    money ? null : 'amount',
  ];
  return missing.filter(field => field !== null);
};

/** 0-based column that a name (in any case) or a number from 1 stands for, or undefined. */
export const findColumn = (names: readonly string[], wanted: string): number | undefined => {
  const asked = wanted.trim();
  const tests: readonly ((name: string) => boolean)[] = [
    name => name === asked,
    name => name.toLowerCase() === asked.toLowerCase(),
    name => squashedName(name) !== '' && squashedName(name) === squashedName(asked),
  ];
  for (const test of tests) {
    const column = names.findIndex(test);
    if (column >= 0) return column;
  }
  const number = /^\d{1,5}$/.test(asked) ? Number(asked) : 0;
  return number >= 1 && number <= names.length ? number - 1 : undefined;
};

type MutableMapping = { -readonly [F in keyof Mapping]: Mapping[F] };

/** 0-based columns that the person named. Throws `unknown_column`. */
export const hintedColumns = (names: readonly string[], hints: ReadingHints['map']): MutableMapping => {
  const mapping: MutableMapping = {};
  for (const field of FIELDS) {
    const wanted = hints[field];
    if (wanted === undefined || wanted === null) continue;
    const column = findColumn(names, wanted);
    if (column === undefined) throw new ExpectedError('unknown_column', { field, column: wanted, found: names });
    mapping[field] = column;
  }
  return mapping;
};

export const columnsByName = (field: Field, names: readonly string[]): readonly number[] => {
  const squashed = names.map(squashedName);
  return COLUMN_NAMES[field].flatMap(entry => indexesWhere(squashed, name => name === entry));
};

const columnsByPattern = (field: Field, names: readonly string[]): readonly number[] =>
  columnsByEachPattern(field, names).flat();

/** Columns that match the first pattern, the second, … */
export const columnsByEachPattern = (field: Field, names: readonly string[]): readonly (readonly number[])[] =>
  (COLUMN_PATTERNS[field] ?? []).map(({ has, not }) =>
    indexesWhere(names.map(nameWords), name => has.test(name) && !not.test(name)),
  );

const indexesWhere = (names: readonly string[], test: (name: string) => boolean): readonly number[] =>
  names.flatMap((name, column) => (test(name) ? [column] : []));

/** The first unused candidate whose cells are of the right kind; failing that, the first that is not empty. */
const bestColumn = (
  field: Field,
  candidates: readonly number[],
  cells: Columns['cells'],
  used: ReadonlySet<number>,
): number | undefined => {
  const free = candidates.filter(column => !used.has(column));
  const filled = free.filter(column => (cells[column] ?? []).some(cell => cell.trim() !== ''));
  return filled.find(column => isOfKind(field, cells[column] ?? [])) ?? filled[0] ?? free[0];
};

const JUDGED_CELLS = 400;

/** The cells can mean the field: dates, numbers, or for the others anything. */
export const isOfKind = (field: Field, cells: readonly string[]): boolean => {
  if (field === 'date') return mostly(cells, cell => readAnyDate(cell) !== null);
  if (field === 'quantity' || field === 'price' || field === 'amount')
    return mostly(cells, cell => digitsOf(cell) !== null);
  return true;
};

/** Four of five filled cells pass, by a few hundred cells from all over the column. */
export const mostly = (cells: readonly string[], test: (cell: string) => boolean): boolean => {
  const step = Math.max(1, Math.floor(cells.length / JUDGED_CELLS));
  const filled = cells.filter((cell, row) => row % step === 0 && cell.trim() !== '');
  return filled.length > 0 && filled.filter(test).length >= filled.length * 0.8;
};

/** A price without a quantity is what the row cost. */
const priceAsAmount = (mapping: MutableMapping, hints: ReadingHints['map']): Mapping => {
  const { price, ...rest } = mapping;
  const alone = price !== undefined && mapping.quantity === undefined && mapping.amount === undefined;
  return alone && hints.price === undefined ? { ...rest, amount: price } : mapping;
};
