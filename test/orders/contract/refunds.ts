import { describe, expect, test } from 'vitest';
import { csvOf } from '../order-file.ts';
import { inShop, type OpenStore, RULES, scoredCustomers } from '../shop.ts';

const HEADER = 'customer,order,date,quantity,price';
const NET = { refunds: 'net' } as const;

/** Ann gives one of two back, Ben more than he bought, Cid bought nothing that is in the file. */
const SHOP = csvOf(HEADER, [
  'ann,1,2024-01-05,2,10',
  'ann,C1,2024-02-01,-1,10',
  'ben,2,2024-01-06,1,5',
  'ben,3,2024-03-01,-9,10',
  'cid,C3,2024-01-07,-1,10',
]);

export const refundsContract = (open: OpenStore): void => {
  describe('refunds: net (design, section 4)', () => {
    test('lower the spend, not below 0; are no order and no recency', async () => {
      await inShop(open, SHOP, async shop => {
        const customers = await scoredCustomers(shop, NET);
        expect(
          customers.map(({ customer, orders, spend, recencyDays }) => [customer, orders, spend, recencyDays]),
        ).toEqual([
          ['ann', 1, 10, 2],
          ['ben', 1, 0, 1],
        ]);
        const totals = await shop.store.totals();
        expect(totals).toMatchObject({ customers: 2, orders: 2, revenue: 10, lastOrder: '2024-01-06T00:00:00' });
      });
    });

    test('the receipt counts them as kept; who never bought stays rejected', async () => {
      await inShop(open, SHOP, async ({ store }) => {
        const { receipt, asOf } = await store.clean({ ...RULES, ...NET });
        expect(receipt).toEqual({
          rows: 5,
          kept: 4,
          rejected: { cancelled: { rows: 1, value: -10, exampleRows: [5] } },
        });
        expect(asOf).toBe('2024-01-07T00:00:00');
        expect((await store.clean(RULES)).receipt).toEqual({
          rows: 5,
          kept: 2,
          rejected: {
            cancelled: { rows: 2, value: -20, exampleRows: [2, 5] },
            nonpositive_quantity: { rows: 1, value: -90, exampleRows: [4] },
          },
        });
      });
    });

    test('months show the money of the refund in its own month, without order or customer', async () => {
      await inShop(open, SHOP, async ({ store }) => {
        await store.clean({ ...RULES, ...NET });
        expect(await store.months()).toEqual([
          { month: '2024-01', revenue: 25, orders: 2, activeCustomers: 2, newCustomers: 2 },
          { month: '2024-02', revenue: -10, orders: 0, activeCustomers: 0, newCustomers: 0 },
          { month: '2024-03', revenue: -90, orders: 0, activeCustomers: 0, newCustomers: 0 },
        ]);
      });
    });

    test('a refund of an order that comes after the as-of day belongs to nobody yet', async () => {
      const content = csvOf(HEADER, [
        'ann,1,2024-01-05,2,10',
        'dee,C9,2024-01-10,-1,10',
        'dee,10,2024-06-01,1,10',
        'ann,C1,2024-06-01,-1,10',
      ]);
      await inShop(open, content, async shop => {
        const { receipt } = await shop.store.clean({ ...RULES, ...NET, asOf: '2024-03-01' });
        expect(receipt).toMatchObject({ kept: 1, rejected: { cancelled: { rows: 1 }, after_as_of: { rows: 2 } } });
        const customers = await scoredCustomers(shop, { ...NET, asOf: '2024-03-01' });
        expect(customers.map(({ customer, orders, spend }) => [customer, orders, spend])).toEqual([['ann', 1, 20]]);
      });
    });

    test('a positive amount that was cancelled is no refund', async () => {
      const content = csvOf('customer,order,date,amount,status', [
        'ann,1,2024-01-05,20,paid',
        'ann,2,2024-01-06,30,refunded',
        'ann,3,2024-01-07,-5,refunded',
      ]);
      await inShop(open, content, async shop => {
        const { receipt } = await shop.store.clean({ ...RULES, ...NET });
        expect(receipt).toMatchObject({ kept: 2, rejected: { cancelled: { rows: 1, value: 30 } } });
        expect((await scoredCustomers(shop, NET))[0]).toMatchObject({ orders: 1, spend: 15 });
      });
    });

    test('the order that is refunded under its own id still counts once', async () => {
      const content = csvOf(HEADER, ['ann,1,2024-01-05,2,10', 'ann,1,2024-01-09,-1,10', 'ann,1,2024-01-05,1,3']);
      await inShop(open, content, async shop => {
        expect((await scoredCustomers(shop, NET))[0]).toMatchObject({ orders: 1, spend: 13, recencyDays: 1 });
      });
    });
  });
};
