import { expect, it } from 'vitest';
import { type JoinedFiles, MOST_ITEMS } from '../../../src/core/joined-files.ts';
import { joinNotes } from '../../../src/core/words/joined.ts';

const beside = (rows: number): JoinedFiles => ({
  files: [{ name: 'items.csv', role: 'items', rows, unreadable: 0, repeated: 0 }],
  unmatched: {
    ...{ ordersWithoutItems: 0, itemsWithoutOrders: 0, customersWithoutOrders: null },
    ...{ unknownCustomers: null, unknownProducts: null },
  },
  amounts: null,
});

it('says where there are too many items to speak of products', () => {
  const notes = (rows: number) => joinNotes({ name: 'orders.csv', records: 9 }, beside(rows));
  expect(notes(MOST_ITEMS)).toHaveLength(2);
  expect(notes(MOST_ITEMS + 1).slice(2)).toEqual([
    'items.csv has more than 1,000,000 rows: nothing is said of its products.',
  ]);
});
