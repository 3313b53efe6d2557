import { afterAll, describe, expect, test } from 'vitest';
import { wordsFor } from '../../../src/error-messages.ts';
import { isExpected } from '../../../src/errors.ts';
import { wire } from '../../../src/wire.ts';
import { type Reading, readExport } from './shop-export.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());

describe('an Amazon report of new orders', () => {
  const read = (reading?: Reading) => readExport(program.segmentation, 'amazon-new-orders.tsv', reading);

  test('the price of a row is that of all its pieces', async () => {
    const { customers, report } = await read();
    // Three notebooks for 30 together and a pencil for 5, then two mugs for 24.
    expect(customers).toEqual({ 'buyer1@example.com': [2, 59], 'buyer2@example.com': [1, 12.5] });
    expect(report.totals).toMatchObject({ firstOrder: '2024-05-01T10:00:00', lastOrder: '2024-06-10T09:00:00' });
  });

  test('promotions come off where the report has them', async () => {
    const promoted = (text: string): string =>
      text.replace('\titem-tax\t', '\titem-promotion-discount\t').replace('30.00\t0.00', '30.00\t-4.50');
    expect((await read({ edited: promoted })).customers['buyer1@example.com']).toEqual([2, 54.5]);
  });
});

describe('an Amazon report of all orders', () => {
  const read = (reading?: Reading) => readExport(program.segmentation, 'amazon-all-orders.tsv', reading);

  test('does not say who bought, and which report does', async () => {
    const error = await read().catch(thrown => thrown);
    if (!isExpected(error, 'export_without_customers')) throw error;
    expect(wordsFor(error).problem).toBe(
      'amazon-all-orders.tsv is an Amazon report of all orders, which does not say who bought: it has no column for customers.',
    );
    expect(wordsFor(error, 'chat').fix).toBe(
      'Download the report "New Orders" instead (Seller Central, Orders, Order Reports): its column buyer-email tells customers apart.',
    );
  });

  test('with a column that somebody names it is read', async () => {
    const { customers, rejected, report } = await read({ hints: { map: { customer: 'ship-postal-code' } } });
    expect(customers).toEqual({ 10001: [1, 20.98], 10002: [1, 12.99] });
    expect(rejected).toEqual({
      3: 'cancelled or refunded',
      4: 'not paid',
      5: 'cancelled or refunded',
      6: 'cancelled or refunded',
    });
    expect(report.receipt).toMatchObject({ rows: 6, kept: 2 });
  });
});
