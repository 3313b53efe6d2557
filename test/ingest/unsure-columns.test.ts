import { describe, expect, it } from 'vitest';
import type { ReadingHints } from '../../src/core/order-file.ts';
import { mapColumns } from '../../src/ingest/columns.ts';
import { unsureColumns } from '../../src/ingest/unsure-columns.ts';

/** Two rows of cells that suit any of these names. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  date: ['2024-01-31', '2024-02-01'],
  money: ['9.50', '12.00'],
  text: ['x', 'y'],
  empty: ['', ''],
};

/** `columns`: name to kind of cells. */
const unsure = (columns: Readonly<Record<string, string>>, map: ReadingHints['map'] = {}) => {
  const table = { names: Object.keys(columns), cells: Object.values(columns).map(kind => CELLS[kind]!) };
  const found = unsureColumns(table, mapColumns(table, map), map);
  return found && [found.field, ...found.candidates.map(column => table.names[column])];
};

describe('unsureColumns: two columns match the same pattern equally', () => {
  it.each([
    ['customers', { 'client key': 'text', 'buyer ref': 'text', date: 'date', amount: 'money' }, 'customer'],
    ['dates', { customer: 'text', 'date of sale': 'date', 'date of note': 'date', amount: 'money' }, 'date'],
    ['amounts', { customer: 'text', date: 'date', 'total of row': 'money', 'total in shop': 'money' }, 'amount'],
    ['prices', { customer: 'text', date: 'date', qty: 'money', 'price a': 'money', 'price b': 'money' }, 'price'],
    ['prices without a quantity', { customer: 'text', date: 'date', 'price a': 'money', 'price b': 'money' }, 'amount'],
  ])('%s', (_, columns, field) => {
    const found = unsure(columns);
    expect(found?.[0]).toBe(field);
    expect(found).toHaveLength(3);
  });

  it('not where the person has said it', () => {
    const columns = { 'client key': 'text', 'buyer ref': 'text', date: 'date', amount: 'money' };
    expect(unsure(columns, { customer: 'client key' })).toBeNull();
  });

  it.each([
    [
      'a name that is known',
      { customerid: 'text', 'client key': 'text', 'buyer ref': 'text', date: 'date', amount: 'money' },
    ],
    ['the other one is empty', { 'client key': 'text', 'buyer ref': 'empty', date: 'date', amount: 'money' }],
    [
      'the other one holds no dates',
      { customer: 'text', 'date of sale': 'date', 'date of note': 'text', amount: 'money' },
    ],
    ['the other one is something else', { customer: 'text', date: 'date', amount: 'money', 'total in shop': 'money' }],
    ['only one', { 'client key': 'text', date: 'date', amount: 'money' }],
  ])('not where there is %s', (_, columns) => {
    expect(unsure(columns)).toBeNull();
  });
});
