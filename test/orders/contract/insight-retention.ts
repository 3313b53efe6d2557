import { describe, expect, test } from 'vitest';
import type { CohortActivity, SecondOrders } from '../../../src/core/insight/retention.ts';
import type { OrderStore } from '../../../src/orders/order-store.ts';
import { inShop, keptAndReopened, type OpenStore, type ReopenStore, RULES, writeOrders } from '../shop.ts';
import { csvOfRows, distinct, grouped, insightRows, type SoldRow } from './insight-shop.ts';

const DAY_MS = 86_400_000;
const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;
const timeOf = (date: string): number => Date.parse(`${date.replace(' ', 'T')}Z`);

interface Buyer {
  readonly cohort: string;
  readonly months: readonly string[];
  readonly second: string | null;
  readonly soon: boolean;
}

/** Customers one by one, in plain JavaScript. */
const buyersOf = (rows: readonly SoldRow[], soonDays: number): readonly Buyer[] =>
  [...grouped(rows, ({ customer }) => customer).values()].map(own => {
    const placed = [...grouped(own, ({ order }) => order).values()].map(
      lines => lines.map(({ date }) => date).sort()[0]!,
    );
    const [first, second = null] = placed.sort();
    return {
      cohort: monthOf(first!),
      months: [...new Set(own.map(({ date }) => monthOf(date)))],
      second: second && monthOf(second),
      soon: second !== null && timeOf(second) - timeOf(first!) <= soonDays * DAY_MS,
    };
  });

const activityOf = (buyers: readonly Buyer[]): readonly CohortActivity[] => {
  const cells = buyers.flatMap(({ cohort, months }) => months.map(month => ({ cohort, month })));
  return [...grouped(cells, ({ cohort, month }) => `${cohort} ${month}`)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, same]) => ({ ...same[0]!, customers: same.length }));
};

const secondsOf = (buyers: readonly Buyer[]): readonly SecondOrders[] =>
  [...grouped(buyers, ({ cohort, second }) => `${cohort} ${second ?? '9'}`)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, same]) => ({
      cohort: same[0]!.cohort,
      month: same[0]!.second,
      customers: same.length,
      soon: same.filter(({ soon }) => soon).length,
    }));

const asked = async (store: OrderStore, soonDays: number, rules = RULES) => {
  await store.clean(rules);
  await store.scores();
  const queries = await store.insight();
  return { activity: await queries.cohortActivity(), seconds: await queries.secondOrders(soonDays) };
};

export const insightRetentionContract = (stores: { readonly open: OpenStore; readonly reopen: ReopenStore }): void => {
  describe('retention (issue 7: cohorts by the month of the first kept order, second orders)', () => {
    test.each([
      [1, 90],
      [2, 30],
      [3, 7],
    ])('cohorts and second orders, as plain JavaScript counts them: shop %i, %i days', async (seed, days) => {
      // Few enough orders that some customers have one only.
      const rows = insightRows(seed, 70);
      await inShop(stores.open, csvOfRows(rows), async ({ store }) => {
        const buyers = buyersOf(rows, days);
        const found = await asked(store, days);
        expect(found).toEqual({ activity: activityOf(buyers), seconds: secondsOf(buyers) });
        expect(found.seconds.some(({ month }) => month === null)).toBe(true);
        expect(found.seconds.reduce((sum, { customers }) => sum + customers, 0)).toBe(
          distinct(rows.map(({ customer }) => customer)),
        );
      });
    });

    test('loaded or opened again they are the same', async () => {
      const rows = insightRows(4);
      const { kept, reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, csvOfRows(rows)),
        ({ store }) => asked(store, 90),
      );
      expect(kept.activity).toEqual(activityOf(buyersOf(rows, 90)));
      expect(reopened).toEqual(kept);
    });

    test('an order over two months is one order and no return; both its months are active', async () => {
      const csv = 'customer,order,date,amount\na,1,2024-01-31 23:00,10\na,1,2024-02-01 01:00,10\n';
      await inShop(stores.open, csv, async ({ store }) => {
        expect(await asked(store, 90)).toEqual({
          activity: [
            { cohort: '2024-01-01', month: '2024-01-01', customers: 1 },
            { cohort: '2024-01-01', month: '2024-02-01', customers: 1 },
          ],
          seconds: [{ cohort: '2024-01-01', month: null, customers: 1, soon: 0 }],
        });
      });
    });

    test('what is given back is no return, also where it lowers the spend', async () => {
      const csv = 'customer,order,date,amount\na,1,2024-01-05,10\na,2,2024-02-05,-4\na,3,2024-04-04,10\n';
      await inShop(stores.open, csv, async ({ store }) => {
        expect(await asked(store, 90, { ...RULES, refunds: 'net' })).toEqual({
          activity: [
            { cohort: '2024-01-01', month: '2024-01-01', customers: 1 },
            { cohort: '2024-01-01', month: '2024-04-01', customers: 1 },
          ],
          // The 90th day after.
          seconds: [{ cohort: '2024-01-01', month: '2024-04-01', customers: 1, soon: 1 }],
        });
        expect((await asked(store, 89)).seconds[0]!.soon).toBe(0);
      });
    });
  });
};
