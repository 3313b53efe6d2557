import { afterAll, describe, expect, test } from 'vitest';
import { wire } from '../../../src/wire.ts';
import { type Reading, readExport, rejectedRows } from './shop-export.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());
const read = (reading?: Reading) => readExport(program.segmentation, 'shopify-orders.csv', reading);

describe('a Shopify orders export', () => {
  test('all items of an order are those of the customer on its first row', async () => {
    const { report, customers } = await read();
    // 2 × 9.99 + 10 of Ann; Bob's 110 less a code of 10, and 20; Dan's 30 and 40.
    expect(customers).toEqual({
      'ann@example.com': [1, 29.98],
      'bob@example.com': [2, 120],
      'dan@example.com': [2, 70],
      '555-0107': [1, 12.5],
    });
    expect(report.totals).toMatchObject({ customers: 4, orders: 6, revenue: 232.48, currency: 'USD' });
    expect(report.totals).toMatchObject({ firstOrder: '2024-05-01T09:58:12', lastOrder: '2024-07-20T13:00:00' });
  });

  test('every other row has its reason, on all rows of its order', async () => {
    const { report, rejected } = await read();
    expect(report.receipt).toMatchObject({ rows: 17, kept: 8 });
    expect(rejected).toEqual({
      6: 'cancelled or refunded',
      7: 'cancelled or refunded',
      8: 'cancelled or refunded',
      9: 'test order',
      11: 'no customer id',
      12: 'no customer id',
      14: 'price or amount zero or negative',
      16: 'cancelled or refunded',
      17: 'not paid',
    });
  });

  test('with refunds net, what was given back of an order in part comes off', async () => {
    const { report, customers } = await read({ settings: { refunds: 'net' } });
    expect(customers['bob@example.com']).toEqual([2, 115]);
    expect(report.receipt).toMatchObject({ rows: 17, kept: 8 });
    expect(report.totals.revenue).toBe(227.48);
    expect(report.source.notes).toContain('Refunded in part: 1 order; 5.00 was given back in all.');
  });

  test('the receipt says what it was taken for, and what counts', async () => {
    const { notes } = (await read()).report.source;
    expect(notes).toContain(
      'Read as a Shopify orders export: one row per item, order columns filled on the first row only.',
    );
    expect(notes).toContain(
      'What counts is the subtotal of an order: its products after discounts, without shipping and taxes.',
    );
  });

  test('another amount of the order counts once, too; another column of the row as it stands', async () => {
    const total = await read({ hints: { map: { amount: 'Total' } } });
    // 34.98 + 100 + 24 + 12.5 + 35 + 40
    expect(total.report.totals).toMatchObject({ customers: 4, orders: 6, revenue: 246.48 });
    const listed = await read({ hints: { map: { amount: 'Lineitem price' } } });
    // 9.99 + 10 of the first order, 34.9 + 5.3 of the second, then 20, 12.5, 30 and 20
    expect(listed.report.totals.revenue).toBe(142.69);
  });

  test('the columns may come in any order and case, and some may be missing', async () => {
    const turned = (text: string): string =>
      text.replace(/^.*/, header => header.toUpperCase().replace('FINANCIAL STATUS', ' financial_status '));
    const { report } = await read({ edited: turned });
    expect(report.totals).toMatchObject({ customers: 4, orders: 6, revenue: 232.48 });
    const fewer = await read({ edited: text => text.replace('Refunded Amount', 'x').replace('Cancelled at', 'y') });
    // Orders 1005 and 1004 say by their status what they are, 1011 by nothing else.
    expect(fewer.report.totals).toMatchObject({ customers: 4, orders: 7, revenue: 242.48 });
  });

  test('rows of an order need not stand together', async () => {
    const apart = (text: string): string => {
      const [header, first, second, ...rest] = text.trimEnd().split('\n');
      return `${[header, second, ...rest, first].join('\n')}\n`;
    };
    const { customers, report } = await read({ edited: apart });
    expect(customers['ann@example.com']).toEqual([1, 29.98]);
    expect(rejectedRows(report.receipt)).toEqual({
      cancelled: 4,
      test_order: 1,
      missing_customer: 2,
      nonpositive_price: 1,
      unpaid: 1,
    });
  });

  test('joined to a file of customers it is read in the same way', async () => {
    const alone = await read({ settings: { refunds: 'net' } });
    const beside = { 'customers.csv': 'Email,Country\nann@example.com,AT\nbob@example.com,DE\n' };
    const joined = await read({ settings: { refunds: 'net' }, beside });
    expect(joined.customers).toEqual(alone.customers);
    expect(joined.rejected).toEqual(alone.rejected);
    expect(joined.report.receipt.unmatched).toMatchObject({ unknownCustomers: 3 });
    expect(joined.report.source.notes.some(note => note.includes('Read as a Shopify orders export'))).toBe(true);
  });
});
