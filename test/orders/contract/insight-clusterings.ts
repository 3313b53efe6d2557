import { describe, expect, test } from 'vitest';
import { EXTRA_FEATURES } from '../../../src/core/insight/clusterings.ts';
import { inShop, type OpenStore, RULES } from '../shop.ts';
import { csvOfRows, distinct, grouped, insightRows, sum } from './insight-shop.ts';

const DAY_MS = 86_400_000;
const time = (date: string): number => Date.parse(`${date.replace(' ', 'T')}Z`);

export const insightClusteringsContract = (open: OpenStore): void => {
  describe('a sample for other clusterings (issue 7: extra features)', () => {
    test('what else describes a customer, as plain JavaScript works it out', async () => {
      const rows = insightRows(11);
      await inShop(open, csvOfRows(rows), async ({ store }) => {
        await store.clean(RULES);
        await store.scores();
        await store.scaleFeatures({ features: 'rfm', scaling: 'log', outliers: 'keep' });
        const queries = await store.insight();
        const { points, extras } = await queries.clusterSample({ size: 1_000, seed: 1, extras: EXTRA_FEATURES });
        expect(points.count).toBe(distinct(rows.map(({ customer }) => customer)));
        const asOf = Math.max(...rows.map(({ date }) => time(date))) + DAY_MS;
        const expected = [...grouped(rows, ({ customer }) => customer).values()].map(own => {
          const orders = distinct(own.map(({ order }) => order));
          const times = own.map(({ date }) => time(date));
          const [first, last] = [Math.min(...times), Math.max(...times)];
          const age = own[0]!.age.split('-').map(Number);
          return [
            Math.log(1 + sum(own.map(({ amount }) => amount)) / orders),
            (asOf - first) / DAY_MS,
            orders > 1 ? Math.log(1 + (last - first) / DAY_MS / (orders - 1)) : null,
            distinct(own.map(({ category }) => category).filter(category => category !== '')),
            own[0]!.age === '' ? null : (age[0]! + age[1]!) / 2,
          ];
        });
        const described = extras[0]!.map((_, row) => extras.map(column => column[row]!));
        const byTenure = (a: readonly (number | null)[], b: readonly (number | null)[]): number => a[1]! - b[1]!;
        const [actual, wanted] = [described.toSorted(byTenure), expected.toSorted(byTenure)];
        for (const [row, values] of wanted.entries())
          for (const [place, value] of values.entries())
            if (value === null) expect(actual[row]![place]).toBeNull();
            else expect(actual[row]![place]).toBeCloseTo(value, 6);
      });
    });

    test('the first customers of a larger sample are the smaller one', async () => {
      await inShop(open, csvOfRows(insightRows(12)), async ({ store }) => {
        await store.clean(RULES);
        await store.scores();
        await store.scaleFeatures({ features: 'rfm', scaling: 'log', outliers: 'keep' });
        const queries = await store.insight();
        const few = await queries.clusterSample({ size: 10, seed: 3, extras: [] });
        const many = await queries.clusterSample({ size: 20, seed: 3, extras: [] });
        expect([few.points.count, many.points.count, few.extras]).toEqual([10, 20, []]);
        expect(many.points.values.slice(0, 30)).toEqual(few.points.values);
      });
    });
  });
};
