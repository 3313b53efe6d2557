import { afterAll, describe, expect, test } from 'vitest';
import { wire } from '../../../src/wire.ts';
import { type Reading, readExport } from './shop-export.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());
const read = (reading?: Reading) => readExport(program.segmentation, 'stripe-payments.csv', reading);

describe('a Stripe payments export', () => {
  test('counts what payments brought in the currency of the account, by e-mail before id', async () => {
    const { report, customers } = await read();
    // Ann has two ids and one address; Ben paid 120 dollars, which are 111 euros, and 80.
    expect(customers).toEqual({
      'ann@example.com': [2, 98],
      'ben@example.com': [2, 191],
      'cid@example.com': [1, 35.5],
      cus_D1: [1, 60],
    });
    expect(report.totals).toMatchObject({ revenue: 384.5, currency: 'EUR', lastOrder: '2024-04-13T08:00:00' });
  });

  test('payments that brought nothing say why', async () => {
    expect((await read()).rejected).toEqual({
      5: 'cancelled or refunded',
      7: 'no customer id',
      8: 'not paid',
      9: 'test order',
      10: 'not paid',
      11: 'cancelled or refunded',
      13: 'cancelled or refunded',
    });
  });

  test('with refunds net, a refund in part comes off', async () => {
    const { customers } = await read({ settings: { refunds: 'net' } });
    expect(customers['ben@example.com']).toEqual([2, 161]);
  });

  test('without converted amounts those of the customers count, in one currency', async () => {
    const plain = (text: string): string =>
      text.replace(/^.*/, header =>
        header.replace('Converted Amount,Converted Amount Refunded', 'x,y').replace('Converted Currency', 'z'),
      );
    await expect(read({ edited: plain })).rejects.toMatchObject({ code: 'several_currencies' });
    const { report, customers } = await read({
      edited: plain,
      hints: { currency: 'EUR' },
      settings: { refunds: 'net' },
    });
    // Ben's 80 less 30; his dollars are left out.
    expect(customers['ben@example.com']).toEqual([1, 50]);
    expect(report.receipt.rejected).toMatchObject({ cancelled: { rows: 2 }, other_currency: { rows: 2 } });
  });

  test('newer exports call the date otherwise', async () => {
    const newer = (text: string): string => text.replace('Created (UTC)', 'Created date (UTC)');
    expect((await read({ edited: newer })).report.totals.revenue).toBe(384.5);
  });
});
