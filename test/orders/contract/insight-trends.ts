import { describe, expect, test } from 'vitest';
import type { OrderStore } from '../../../src/orders/order-store.ts';
import { inShop, keptAndReopened, type OpenStore, type ReopenStore, RULES, writeOrders } from '../shop.ts';
import { csvOfRows, distinct, grouped, insightRows, type SoldRow, sum } from './insight-shop.ts';

const month = ({ date }: SoldRow): string => `${date.slice(0, 7)}-01`;
const quarter = ({ date }: SoldRow): string =>
  `${date.slice(0, 5)}${['01', '04', '07', '10'][Math.floor((Number(date.slice(5, 7)) - 1) / 3)]}-01`;

/** The same figures in plain JavaScript. */
const periodsOf = (rows: readonly SoldRow[], period: (row: SoldRow) => string) => {
  const firstMonth = new Map(
    [...grouped(rows, ({ customer }) => customer)].map(([customer, own]) => [customer, own.map(period).sort()[0]]),
  );
  return [...grouped(rows, period)].sort().map(([start, sold]) => ({
    start,
    cluster: null,
    revenue: sum(sold.map(({ amount }) => amount)),
    orders: distinct(sold.map(({ order }) => order)),
    activeCustomers: distinct(sold.map(({ customer }) => customer)),
    newCustomers: distinct(sold.map(({ customer }) => customer).filter(customer => firstMonth.get(customer) === start)),
  }));
};

const sellersOf = (rows: readonly SoldRow[], nameOf: (row: SoldRow) => string, most: number) =>
  [
    ...grouped(
      rows.filter(row => nameOf(row) !== ''),
      nameOf,
    ),
  ]
    .map(([name, sold]) => ({
      name,
      revenue: sum(sold.map(({ amount }) => amount)),
      orders: distinct(sold.map(({ order }) => order)),
      customers: distinct(sold.map(({ customer }) => customer)),
      periods: Object.fromEntries(
        [...grouped(sold, month)].map(([start, own]) => [start, sum(own.map(row => row.amount))]),
      ),
    }))
    .sort((a, b) => b.revenue - a.revenue)
    .slice(0, most);

const cleaned = async (store: OrderStore): Promise<Awaited<ReturnType<OrderStore['insight']>>> => {
  await store.clean(RULES);
  await store.scores();
  return store.insight();
};

export const insightTrendsContract = (stores: { readonly open: OpenStore; readonly reopen: ReopenStore }): void => {
  describe('trends (issue 7: by month, by segment; top products and categories)', () => {
    test.each([1, 2, 3])(
      'months and quarters of all customers, as plain JavaScript counts them: shop %i',
      async seed => {
        const rows = insightRows(seed);
        await inShop(stores.open, csvOfRows(rows), async ({ store }) => {
          const queries = await cleaned(store);
          expect(await queries.periods('month')).toEqual(periodsOf(rows, month));
          expect(await queries.periods('quarter')).toEqual(periodsOf(rows, quarter));
        });
      },
    );

    test('weeks begin on Monday; the clusters add up to all customers', async () => {
      await inShop(stores.open, csvOfRows(insightRows(4)), async ({ store }) => {
        await cleaned(store);
        await store.scaleFeatures({ features: 'rfm', scaling: 'log', outliers: 'keep' });
        await store.assign([
          [-1, 0, 0],
          [1, 0, 0],
        ]);
        const found = await (await store.insight()).periods('week');
        expect(found.every(({ start }) => new Date(start).getUTCDay() === 1)).toBe(true);
        const all = found.filter(({ cluster }) => cluster === null);
        expect(new Set(found.map(({ cluster }) => cluster))).toEqual(new Set([null, 0, 1]));
        for (const week of all) {
          const parts = found.filter(({ start, cluster }) => start === week.start && cluster !== null);
          expect(sum(parts.map(({ revenue }) => revenue))).toBe(week.revenue);
          expect(sum(parts.map(({ orders }) => orders))).toBe(week.orders);
          expect(sum(parts.map(({ activeCustomers }) => activeCustomers))).toBe(week.activeCustomers);
          expect(sum(parts.map(({ newCustomers }) => newCustomers))).toBe(week.newCustomers);
        }
      });
    });

    test('products by what they are called most often, categories; loaded or opened again', async () => {
      const rows = insightRows(5);
      const { kept, reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, csvOfRows(rows)),
        async ({ store }) => {
          const queries = await cleaned(store);
          return {
            details: queries.details,
            products: await queries.bestSellers('product', 'month', 5),
            categories: await queries.bestSellers('category', 'month', 5),
          };
        },
      );
      const named = (row: SoldRow): string => `Thing ${row.product.slice(1)}`;
      expect(kept).toEqual({
        details: ['product', 'title', 'category', 'country', 'channel', 'age', 'signup'],
        products: sellersOf(rows, named, 5),
        categories: sellersOf(rows, ({ category }) => category, 5),
      });
      expect(reopened).toEqual(kept);
    });

    test('a file without products says nothing of them', async () => {
      await inShop(stores.open, 'customer,order,date,amount\na,1,2024-01-05,10\n', async ({ store }) => {
        const queries = await cleaned(store);
        expect([queries.details, await queries.bestSellers('product', 'month', 5)]).toEqual([[], []]);
      });
    });
  });
};
