import { describe, expect, test } from 'vitest';
import type { ConcentrationRow } from '../../../src/core/insight/concentration.ts';
import type { OrderStore } from '../../../src/orders/order-store.ts';
import { inShop, keptAndReopened, type OpenStore, type ReopenStore, RULES, writeOrders } from '../shop.ts';
import { csvOfRows, grouped, insightRows, type SoldRow, sum } from './insight-shop.ts';

const ASKED = { percents: [1, 10, 20], points: 100 };

const spendsOf = (rows: readonly SoldRow[]): readonly number[] =>
  [...grouped(rows, ({ customer }) => customer).values()].map(own => sum(own.map(({ amount }) => amount)));

/** The same figures in plain JavaScript. */
const expected = (spends: readonly number[], points: number): ConcentrationRow => {
  const sorted = [...spends].sort((a, b) => a - b);
  const n = sorted.length;
  const upTo = (customers: number): number => sum(sorted.slice(0, customers));
  const best = (customers: number): number => sum(sorted.slice(n - customers));
  const all = sorted.map((_, place) => place + 1);
  return {
    sumOfRunningRevenue: sum(all.map(upTo)),
    curve: all
      .filter(place => Math.floor((place * points) / n) > Math.floor(((place - 1) * points) / n))
      .map(customers => ({ customers, revenue: upTo(customers) })),
    top: ASKED.percents.map(percent => {
      const customers = Math.ceil((n * percent) / 100);
      return { customers, revenue: best(customers) };
    }),
    half: all.find(customers => best(customers) * 2 >= upTo(n))!,
  };
};

const asked = async (store: OrderStore, points = ASKED.points, rules = RULES) => {
  await store.clean(rules);
  await store.scores();
  return (await store.insight()).concentration({ ...ASKED, points });
};

export const insightConcentrationContract = (stores: {
  readonly open: OpenStore;
  readonly reopen: ReopenStore;
}): void => {
  describe('concentration (issue 7: Lorenz curve, Gini, shares of the best 1, 10, 20 %)', () => {
    test.each([
      [1, 100],
      [2, 7],
      [3, 1],
    ])('as plain JavaScript counts it: shop %i, %i points', async (seed, points) => {
      const rows = insightRows(seed);
      await inShop(stores.open, csvOfRows(rows), async ({ store }) => {
        const found = await asked(store, points);
        expect(found).toEqual(expected(spendsOf(rows), points));
        expect(found.curve.length).toBeLessThanOrEqual(points);
      });
    });

    test('more customers than points; loaded or opened again', async () => {
      const rows = Array.from(
        { length: 230 },
        (_, place) => `c${place},o${place},2024-01-05,${((place * 89) % 230) + 0.25}`,
      );
      const { kept, reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, `customer,order,date,amount\n${rows.join('\n')}\n`),
        ({ store }) => asked(store),
      );
      expect(kept).toEqual(
        expected(
          rows.map(row => Number(row.split(',')[3])),
          100,
        ),
      );
      expect(kept.curve).toHaveLength(100);
      expect(reopened).toEqual(kept);
    });

    test('who has got everything back counts, with nothing', async () => {
      const csv = 'customer,order,date,amount\na,1,2024-01-05,10\na,2,2024-02-05,-12\nb,3,2024-04-04,10\n';
      await inShop(stores.open, csv, async ({ store }) => {
        expect(await asked(store, 100, { ...RULES, refunds: 'net' })).toEqual(expected([0, 10], 100));
      });
    });

    test('a single customer; of two who spend the same one brings half', async () => {
      const csv = 'customer,order,date,amount\na,1,2024-01-05,10\n';
      await inShop(stores.open, csv, async ({ store }) => {
        expect(await asked(store)).toEqual(expected([10], 100));
      });
      await inShop(stores.open, `${csv}b,2,2024-01-05,10\n`, async ({ store }) => {
        expect(await asked(store)).toMatchObject({ ...expected([10, 10], 100), half: 1 });
      });
    });
  });
};
