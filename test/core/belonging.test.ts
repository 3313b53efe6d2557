import { expect, it } from 'vitest';
import { byOwnKey, roleOf } from '../../src/core/belonging.ts';
import type { Mapping } from '../../src/core/order-file.ts';

it.each<[string, readonly string[], Mapping, string | null]>([
  ['customers have an address', ['id', 'E-mail', 'Joined'], { order: 0, customer: 1, signup: 2 }, 'customers'],
  [
    'a day beside it is that of signing up',
    ['ID', 'email', 'created'],
    { order: 0, customer: 1, date: 2 },
    'customers',
  ],
  ['products have a name', ['id', 'name', 'price'], { order: 0, product: 1, amount: 2 }, 'products'],
  ['products have a category', ['id', 'kind', 'price'], { order: 0, category: 1, amount: 2 }, 'products'],
  ['orders have an amount', ['id', 'email', 'created', 'sum'], { order: 0, customer: 1, date: 2, amount: 3 }, 'orders'],
  [
    'orders have a status',
    ['id', 'email', 'created', 'status'],
    { order: 0, customer: 1, date: 2, status: 3 },
    'orders',
  ],
  ['orders name customers by a key', ['id', 'customer_id', 'day'], { order: 0, customer: 1, date: 2 }, 'orders'],
  ['items have quantities', ['id', 'sku', 'qty', 'price'], { order: 0, product: 1, quantity: 2, price: 3 }, 'items'],
  ['another name is what it says', ['order_id', 'email'], { order: 0, customer: 1 }, 'orders'],
])('A column "id" is the key of its own table: %s', (_, columns, mapping, role) => {
  expect(roleOf(byOwnKey(mapping, columns))).toBe(role);
});
