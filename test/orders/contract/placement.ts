import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SCHEMES } from '../../../src/core/schemes/all-schemes.ts';
import { type CutRule, type MapScores, placeOf, type Scheme } from '../../../src/core/schemes/scheme.ts';
import type { OrderStore } from '../../../src/orders/order-store.ts';
import { csvOf } from '../order-file.ts';
import { randomShop } from '../random-shop.ts';
import { inShop, type OpenStore, RULES, rowsOf, type Shop } from '../shop.ts';

const HEADER = 'customer,order,date,amount';
const DAY_MS = 86_400_000;

interface Line {
  readonly customer: string;
  readonly order: string;
  readonly at: number;
  readonly amount: number;
}

interface Figures {
  readonly customer: string;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/** Every third order has two lines, so that rows are not orders. */
const twoLines = (rows: readonly string[]): readonly string[] =>
  rows.flatMap((row, index) => (index % 3 === 0 ? [row, row] : [row]));

const linesOf = (rows: readonly string[]): readonly Line[] =>
  rows.map(row => {
    const [customer = '', order = '', date = '', amount] = row.split(',');
    return { customer, order, at: Date.parse(`${date}T00:00:00Z`), amount: Number(amount) };
  });

/** What the publisher counts, from the lines, in plain JavaScript. */
const figuresOf = (lines: readonly Line[], { rule }: Scheme): readonly Figures[] => {
  const asOf = Math.max(...lines.map(({ at }) => at)) + DAY_MS;
  const looked = lines.filter(({ at }) => rule.windowDays === null || asOf - at <= rule.windowDays * DAY_MS);
  return [...Map.groupBy(looked, ({ customer }) => customer)].map(([customer, own]) => ({
    customer,
    recency: Math.floor((asOf - Math.max(...own.map(({ at }) => at))) / DAY_MS),
    frequency: rule.purchases === 'rows' ? own.length : new Set(own.map(({ order }) => order)).size,
    monetary: Math.round(own.reduce((sum, { amount }) => sum + amount, 0) * 100) / 100,
  }));
};

/** Type 7: linear between the two nearest of the sorted values. */
const quantile = (sorted: readonly number[], share: number): number => {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)]!;
  return below + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - below);
};

const scorer = (values: readonly number[], { cuts, onCut, smallestIsBelow }: CutRule): ((value: number) => number) => {
  const sorted = values.toSorted((a, b) => a - b);
  const points = 'fixed' in cuts ? cuts.fixed : cuts.shares.map(share => quantile(sorted, share) + cuts.plus);
  return value => {
    if (smallestIsBelow && value === sorted[0]) return 0;
    return points.filter(cut => (onCut === 'above' ? value >= cut - 1e-9 : value > cut + 1e-9)).length;
  };
};

/** Place of every customer with an order that the map looks at. */
const placesOf = (figures: readonly Figures[], scheme: Scheme): ReadonlyMap<string, number | null> => {
  const { rule } = scheme;
  const [recency, frequency, monetary] = (['recency', 'frequency', 'monetary'] as const).map(name =>
    scorer(
      figures.map(each => each[name]),
      rule[name],
    ),
  );
  const scores = (each: Figures): MapScores => ({
    R: rule.highest - recency!(each.recency),
    F: rule.lowest + frequency!(each.frequency),
    M: rule.lowest + monetary!(each.monetary),
  });
  return new Map(figures.map(each => [each.customer, placeOf(scheme, scores(each))]));
};

const customersAt = (places: ReadonlyMap<string, number | null>, all: number): Record<string, number> => {
  const counts = new Map<number | null, number>([[null, all - places.size]]);
  for (const place of places.values()) counts.set(place, (counts.get(place) ?? 0) + 1);
  return Object.fromEntries([...counts].filter(([, count]) => count > 0));
};

const prepared = async (store: OrderStore): Promise<OrderStore> => {
  await store.clean(RULES);
  await store.scores();
  return store;
};

const byHand = ['ann,1,2024-06-30,10', 'ann,2,2024-01-02,10', 'bob,3,2024-01-02,20', 'cid,4,2023-06-30,30'];

export const placementContract = (open: OpenStore): void => {
  describe.each(SCHEMES)('customers on the map $id', scheme => {
    test.each([11, 12, 13])(
      'are where plain JavaScript puts them, each in one segment or none (shop %d)',
      async seed => {
        const rows = twoLines(randomShop(400, seed));
        const lines = linesOf(rows);
        const all = new Set(lines.map(({ customer }) => customer)).size;
        const expected = customersAt(placesOf(figuresOf(lines, scheme), scheme), all);
        await inShop(open, csvOf(HEADER, rows), async ({ store }) => {
          const { groups, unplaced, byRfmGroup } = await (await prepared(store)).place(scheme);
          expect(Object.fromEntries(groups.map(({ place, customers }) => [place, customers]))).toEqual(expected);
          const sum = (each: readonly { readonly customers: number }[]) =>
            each.reduce((n, { customers }) => n + customers, 0);
          expect([sum(groups), sum(byRfmGroup)]).toEqual([all, all]);
          expect(sum(unplaced)).toBe(expected.null ?? 0);
          for (const { scores } of unplaced) if (scores !== null) expect(placeOf(scheme, scores)).toBeNull();
          const { revenue, orders } = await store.totals();
          expect(groups.reduce((total, group) => total + group.revenue, 0)).toBeCloseTo(revenue, 6);
          expect(groups.reduce((total, group) => total + group.orders, 0)).toBe(orders);
        });
      },
    );

    test('the RFM groups stay', async () => {
      await inShop(open, csvOf(HEADER, randomShop(50)), async ({ store }) => {
        await prepared(store);
        const before = await store.rfmGroups();
        await store.place(scheme);
        expect(await store.rfmGroups()).toEqual(before);
      });
    });

    test('one customer', async () => {
      await inShop(open, csvOf(HEADER, ['ann,1,2024-01-31,10.5']), async ({ store }) => {
        const { groups } = await (await prepared(store)).place(scheme);
        expect(groups).toMatchObject([{ customers: 1, orders: 1, revenue: 10.5 }]);
      });
    });

    test('nobody ordered for a year before the as-of day', async () => {
      await inShop(open, csvOf(HEADER, byHand), async ({ store }) => {
        await store.clean({ ...RULES, asOf: '2025-12-31' });
        await store.scores();
        const { groups, unplaced } = await store.place(scheme);
        expect(groups.reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
        if (scheme.rule.windowDays !== null) expect(unplaced).toEqual([{ scores: null, customers: 3 }]);
      });
    });
  });

  test('places on several maps add up to those on each', async () => {
    await inShop(open, csvOf(HEADER, twoLines(randomShop(300))), async ({ store }) => {
      const joint = await (await prepared(store)).placeOnMaps(SCHEMES);
      for (const [index, scheme] of SCHEMES.entries()) {
        const { byRfmGroup } = await store.place(scheme);
        const added = byRfmGroup.map(({ place, group }) =>
          joint
            .filter(cell => cell.group === group && cell.places[index] === place)
            .reduce((sum, { customers }) => sum + customers, 0),
        );
        expect(added).toEqual(byRfmGroup.map(({ customers }) => customers));
      }
      expect(joint.reduce((sum, { customers }) => sum + customers, 0)).toBe(300);
    });
  });

  test('customers.csv names the segment on the map, and nothing where there is none; cleaning anew forgets the map', async () => {
    const rows = ['ann,1,2024-06-30,10', 'ann,2,2024-01-02,10', 'bob,3,2024-01-02,20'];
    const exported = async ({ store, folder }: Shop): Promise<string[][]> => {
      await store.exportCustomers(join(folder, 'customers.csv'), []);
      return rowsOf(await readFile(join(folder, 'customers.csv'), 'utf8'));
    };
    await inShop(open, csvOf(HEADER, rows), async shop => {
      await prepared(shop.store);
      const before = await exported(shop);
      await shop.store.place(SCHEMES.find(({ id }) => id === 'braze')!);
      const after = await exported(shop);
      expect(after.map(row => row.slice(0, -1))).toEqual(before);
      expect(after.map(row => row.at(-1))).toEqual(['braze_segment', 'New Customer', '']);
      await shop.store.place(SCHEMES.find(({ id }) => id === 'r-rfm')!);
      expect((await exported(shop))[0]!.at(-1)).toBe('r_rfm_segment');
      await prepared(shop.store);
      expect(await exported(shop)).toEqual(before);
    });
  });

  describe('cut rules of the maps', () => {
    const cutsOf = (id: string, rows: readonly string[]) =>
      inShop(open, csvOf(HEADER, rows), async ({ store }) => {
        const { cuts } = await (await prepared(store)).place(SCHEMES.find(scheme => scheme.id === id)!);
        return cuts;
      });
    const spends = (values: readonly number[]) => values.map((spend, row) => `c${row},o${row},2024-01-05,${spend}`);

    test('r-rfm: quantiles of type 7, plus 1', async () => {
      expect((await cutsOf('r-rfm', spends([10, 20, 40, 80, 160, 321]))).monetary).toEqual([21, 41, 81, 161]);
    });

    test('klaviyo: days as published, thirds; where a third shares the smallest value, the next one is above', async () => {
      const cuts = await cutsOf('klaviyo', spends([10, 10, 10, 10, 10, 10, 10, 10, 30, 40]));
      expect(cuts.recency).toEqual([180, 365]);
      expect(cuts.monetary).toEqual([30, 30]);
      expect(cuts.frequency).toEqual([2, 2]);
    });

    test('braze: quarters of the orders of 60 days', async () => {
      const { frequency, monetary } = await cutsOf('braze', byHand.slice(0, 3));
      expect([frequency, monetary]).toEqual([
        [1, 1, 1],
        [10, 10, 10],
      ]);
    });

    test.each([
      ['r-rfm', [2, 2, 2, 2], [3, 5, 7, 9]],
      ['braze', [1, 1, 1], [2.5, 5, 7.5]],
    ])(
      '%s: with refunds net, these are no purchase and lower the spend, not below 0',
      async (id, frequency, monetary) => {
        const rows = [
          'ann,1,2024-01-05,2,10',
          'ann,C1,2024-01-05,-1,10',
          'ben,2,2024-01-06,1,5',
          'ben,3,2024-01-06,-9,10',
        ];
        await inShop(open, csvOf('customer,order,date,quantity,price', rows), async ({ store }) => {
          await store.clean({ ...RULES, refunds: 'net' });
          await store.scores();
          const { cuts } = await store.place(SCHEMES.find(scheme => scheme.id === id)!);
          expect([cuts.frequency, cuts.monetary]).toEqual([frequency, monetary]);
        });
      },
    );
  });
};
