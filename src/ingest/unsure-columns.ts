import type { Field, Mapping, ReadingHints } from '../core/order-file.ts';
import { type Columns, columnsByEachPattern, columnsByName, isOfKind } from './columns.ts';

export interface UnsureColumns {
  readonly field: Field;
  /** 0-based columns that may mean it, in file order. */
  readonly candidates: readonly number[];
}

/**
 * The first field that is needed and whose column was a choice among equals: no name is known, and several free columns
 * of the right kind match the same pattern. Null where the person said it or only one column can be meant.
 */
export const unsureColumns = (columns: Columns, mapping: Mapping, hints: ReadingHints['map']): UnsureColumns | null => {
  for (const field of neededFields(mapping)) {
    const candidates = hints[field] === undefined ? equals(field, columns, mapping) : [];
    if (candidates.length > 1) return { field, candidates };
  }
  return null;
};

/** Money is quantity × price where both are there, as the loader takes it. */
const neededFields = ({ quantity, price }: Mapping): readonly Field[] => [
  'customer',
  'date',
  ...(quantity === undefined || price === undefined ? (['amount'] as const) : (['quantity', 'price'] as const)),
];

/** An amount may have been found as a price without a quantity. */
const namesOf = (field: Field): readonly Field[] => (field === 'amount' ? ['amount', 'price'] : [field]);

const equals = (field: Field, { names, cells }: Columns, mapping: Mapping): readonly number[] => {
  const chosen = mapping[field];
  if (chosen === undefined) return [];
  const fields = namesOf(field);
  if (fields.some(known => columnsByName(known, names).includes(chosen))) return [];
  const matched = fields.flatMap(known => columnsByEachPattern(known, names)).find(found => found.includes(chosen));
  const taken = new Set(Object.values(mapping));
  return (matched ?? []).filter(
    column => column === chosen || (!taken.has(column) && isFilled(cells[column]!) && isOfKind(field, cells[column]!)),
  );
};

const isFilled = (cells: readonly string[]): boolean => cells.some(cell => cell.trim() !== '');
