import { describe, expect, test } from 'vitest';
import { csvOf } from '../order-file.ts';
import { inShop, type OpenStore, RULES } from '../shop.ts';

const HEADER = 'customer,order,date,amount';

export const figuresContract = (open: OpenStore): void => {
  describe('totals (design, section 4)', () => {
    test('by hand: customers, distinct orders, revenue, repeat rate, first and last order', async () => {
      const content = csvOf(HEADER, [
        'a,1,2024-01-05 10:00,10',
        'a,1,2024-01-05 10:00,5.5',
        'a,2,2024-02-05,20',
        'b,3,2024-01-01,4.5',
        'c,4,2024-03-01 23:59:59,60',
        ',5,2024-04-01,1000',
      ]);
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        expect(await store.totals()).toEqual({
          customers: 3,
          orders: 4,
          revenue: 100,
          averageOrderValue: 25,
          repeatPurchaseRate: 1 / 3,
          topShare: { '10': 0.6, '20': 0.6 },
          firstOrder: '2024-01-01T00:00:00',
          lastOrder: '2024-03-01T23:59:59',
          currency: null,
        });
      });
    });

    test('the top share takes ceil(10 % of n) customers', async () => {
      const amounts = [50, 30, 10, 5, 1, 1, 1, 1, 1, 0.5, 0.5];
      const content = csvOf(
        HEADER,
        amounts.map((amount, row) => `c${row},${row},2024-01-05,${amount}`),
      );
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        const { topShare, revenue } = await store.totals();
        expect(topShare['10']).toBeCloseTo(80 / revenue, 12);
        expect(topShare['20']).toBeCloseTo(90 / revenue, 12);
      });
    });

    test('the currency, where kept rows agree on one', async () => {
      const rows = ['a,1,2024-01-05,1,EUR', 'b,2,2024-01-05,1,EUR', ',3,2024-01-05,1,USD', 'c,4,2024-01-05,1,'];
      const currencies = [rows, [...rows, 'd,5,2024-01-05,1,USD']].map(lines =>
        inShop(open, csvOf(`${HEADER},currency`, lines), async ({ store }) => {
          await store.clean(RULES);
          return (await store.totals()).currency;
        }),
      );
      expect(await Promise.all(currencies)).toEqual(['EUR', null]);
    });

    test('without order ids every row is an order; without quantity the amount counts', async () => {
      const content = csvOf('customer,date,amount', ['a,2024-01-05,1', 'a,2024-01-05,1', 'b,2024-01-05,2']);
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        expect(await store.totals()).toMatchObject({ customers: 2, orders: 3, revenue: 4, repeatPurchaseRate: 0.5 });
      });
    });

    test('quantity times price comes before an amount', async () => {
      const content = csvOf('customer,date,amount,quantity,price', ['a,2024-01-05,999,2,3', 'b,2024-01-05,999,1,4']);
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        expect((await store.totals()).revenue).toBe(10);
      });
    });
  });

  describe('months (design, section 4)', () => {
    test('every month from the first to the last order, also those without one', async () => {
      const content = csvOf(HEADER, [
        'a,1,2023-11-30 23:59:59,10',
        'a,2,2024-02-01 00:00:00,20',
        'b,3,2024-02-29,5.25',
        'c,4,2024-05-05,1',
        ',5,2024-07-01,9',
      ]);
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        expect(await store.months()).toEqual([
          { month: '2023-11', revenue: 10, orders: 1, activeCustomers: 1, newCustomers: 1 },
          { month: '2023-12', revenue: 0, orders: 0, activeCustomers: 0, newCustomers: 0 },
          { month: '2024-01', revenue: 0, orders: 0, activeCustomers: 0, newCustomers: 0 },
          { month: '2024-02', revenue: 25.25, orders: 2, activeCustomers: 2, newCustomers: 1 },
          { month: '2024-03', revenue: 0, orders: 0, activeCustomers: 0, newCustomers: 0 },
          { month: '2024-04', revenue: 0, orders: 0, activeCustomers: 0, newCustomers: 0 },
          { month: '2024-05', revenue: 1, orders: 1, activeCustomers: 1, newCustomers: 1 },
        ]);
      });
    });

    test('an order whose lines span two months is active in both and counts once in the totals', async () => {
      const content = csvOf(HEADER, ['a,1,2024-01-31 23:59,10', 'a,1,2024-02-01 00:01,5']);
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        expect(
          (await store.months()).map(({ orders, activeCustomers, newCustomers }) => [
            orders,
            activeCustomers,
            newCustomers,
          ]),
        ).toEqual([
          [1, 1, 1],
          [1, 1, 0],
        ]);
        expect(await store.totals()).toMatchObject({ customers: 1, orders: 1, revenue: 15, repeatPurchaseRate: 0 });
      });
    });

    test('months add up to the totals', async () => {
      const rows = Array.from({ length: 400 }, (_, row) => {
        const day = String((row % 28) + 1).padStart(2, '0');
        const month = String((row % 12) + 1).padStart(2, '0');
        return `c${row % 37},${Math.floor(row / 2)},2024-${month}-${day},${row % 7}.${row % 10}`;
      });
      await inShop(open, csvOf(HEADER, rows), async ({ store }) => {
        await store.clean(RULES);
        const [months, totals] = [await store.months(), await store.totals()];
        const sum = (figure: 'revenue' | 'newCustomers'): number => months.reduce((all, row) => all + row[figure], 0);
        expect(sum('revenue')).toBeCloseTo(totals.revenue, 8);
        expect(sum('newCustomers')).toBe(totals.customers);
      });
    });
  });

  describe('fingerprint', () => {
    const rows = ['a,1,2024-01-05,10,EUR', 'b,2,2024-01-06,20,EUR', 'b,2,2024-01-06,20,EUR', ',3,soon,x,EUR'];
    const print = (lines: readonly string[]): Promise<string> =>
      inShop(open, csvOf(`${HEADER},currency`, lines), ({ store }) => store.fingerprint(false));

    test('same orders, same text, whatever the order of the rows', async () => {
      expect(await print(rows.toReversed())).toBe(await print(rows));
    });

    test('another text for anything that a report depends on', async () => {
      const others = [
        rows.with(0, 'A,1,2024-01-05,10,EUR'),
        rows.with(0, 'a,9,2024-01-05,10,EUR'),
        rows.with(0, 'a,1,2024-01-05 00:00:01,10,EUR'),
        rows.with(0, 'a,1,2024-01-05,10.01,EUR'),
        rows.with(0, 'a,1,2024-01-05,10,USD'),
        rows.with(3, ',3,2024-01-05,x,EUR'),
        rows.slice(0, 3),
        [...rows, rows[1]!],
      ];
      const prints = await Promise.all([rows, ...others].map(print));
      expect(new Set(prints).size).toBe(prints.length);
    });

    test('columns without a meaning count where repeats of whole rows are looked for', async () => {
      const header = `${HEADER},note`;
      const [first, second] = ['gift', 'no gift'].map(note =>
        inShop(open, csvOf(header, ['a,1,2024-01-05,10,gift', `a,1,2024-01-05,10,${note}`]), async ({ store }) => ({
          print: await store.fingerprint(true),
          kept: (await store.clean({ ...RULES, duplicates: 'drop' })).receipt.kept,
        })),
      );
      expect((await first!).kept).not.toBe((await second!).kept);
      expect((await first!).print).not.toBe((await second!).print);
    });
  });
};
