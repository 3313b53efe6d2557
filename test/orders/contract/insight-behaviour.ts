import { describe, expect, test } from 'vitest';
import type { InsightQueries } from '../../../src/orders/insight-queries.ts';
import type { OrderStore } from '../../../src/orders/order-store.ts';
import {
  exportedCustomers,
  inShop,
  keptAndReopened,
  type OpenStore,
  type ReopenStore,
  RULES,
  type Shop,
  writeOrders,
} from '../shop.ts';
import { csvOfRows, grouped, insightRows, type SoldRow } from './insight-shop.ts';

/** Orders, so that some customers have one or two only. */
const FEW = 90;
const DAY_MS = 86_400_000;
const NAMES = [
  { cluster: 0, name: 'often' },
  { cluster: 1, name: 'seldom' },
];

const queriesOf = async (store: OrderStore, rules = RULES): Promise<InsightQueries> => {
  await store.clean(rules);
  await store.scores();
  await store.scaleFeatures({ features: 'rfm', scaling: 'log', outliers: 'keep' });
  await store.assign([
    [0, 1, 0],
    [0, -1, 0],
  ]);
  return store.insight();
};

/** Customers by cluster as the export has them, and all of them under `null`. */
const membersOf = async (shop: Shop): Promise<ReadonlyMap<number | null, readonly string[]>> => {
  const customers = await exportedCustomers(shop, NAMES);
  const named = (name: string): string[] => customers.flatMap(each => (each.segment === name ? [each.customer] : []));
  return new Map([
    [null, customers.map(({ customer }) => customer)],
    ...NAMES.map(({ cluster, name }) => [cluster, named(name)] as const),
  ]);
};

/** Type 7, as R and NumPy have it by default. */
const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (place - Math.floor(place)) * (sorted[Math.ceil(place)]! - below);
};
const quartiles = (values: readonly number[]): number[] => [0.25, 0.5, 0.75].map(share => quantile(values, share));

const of = (rows: readonly SoldRow[], members: readonly string[]): readonly SoldRow[] => {
  const wanted = new Set(members);
  return rows.filter(({ customer }) => wanted.has(customer));
};

const ordersIn = (rows: readonly SoldRow[]): readonly SoldRow[] =>
  [...grouped(rows, ({ order }) => order).values()].map(lines => lines[0]!);

const dayNumber = (date: string): number => Date.parse(date.slice(0, 10)) / DAY_MS;

/** Own gap and number of gaps of everybody who ordered on two days or more. */
const gapsIn = (rows: readonly SoldRow[]): readonly { customer: string; gap: number; gaps: number }[] =>
  [...grouped(rows, ({ customer }) => customer)].flatMap(([customer, own]) => {
    const days = [...new Set(own.map(({ date }) => dayNumber(date)))].sort((a, b) => a - b);
    const gaps = days.slice(1).map((day, place) => day - days[place]!);
    return gaps.length === 0 ? [] : [{ customer, gap: quantile(gaps, 0.5), gaps: gaps.length }];
  });

const countedBy = <T>(values: readonly T[]): ReadonlyMap<T, number> => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** Customers by what `detail` says, where each has one answer only. */
const sharesIn = (
  rows: readonly SoldRow[],
  detail: 'country' | 'age',
): readonly (readonly [string | null, number])[] => {
  const said = [...grouped(rows, ({ customer }) => customer).values()]
    .map(own => own[0]![detail])
    .filter(each => each !== '');
  const counts = [...countedBy(said)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return [[null, said.length], ...counts];
};

export const insightBehaviourContract = (stores: { readonly open: OpenStore; readonly reopen: ReopenStore }): void => {
  describe('behaviour of each segment (issue 7), as plain JavaScript counts it', () => {
    test.each([11, 12])('days between orders, who is overdue, weekdays and hours: shop %i', async seed => {
      const rows = insightRows(seed, FEW);
      await inShop(stores.open, csvOfRows(rows), async shop => {
        const { rhythms, times } = await (await queriesOf(shop.store)).rhythms();
        const members = await membersOf(shop);
        const recency = new Map((await exportedCustomers(shop)).map(each => [each.customer, each.recencyDays]));
        for (const [cluster, customers] of members) {
          const own = gapsIn(of(rows, customers));
          const judged = own.filter(({ gaps }) => gaps >= 2);
          expect(rhythms.find(row => row.cluster === cluster)).toEqual({
            cluster,
            customers: own.length,
            quartiles: quartiles(own.map(({ gap }) => gap)),
            judged: judged.length,
            overdue: judged.filter(({ customer, gap }) => recency.get(customer)! > 2 * gap).length,
          });
          const starts = ordersIn(of(rows, customers)).map(({ date }) => new Date(`${date.replace(' ', 'T')}Z`));
          expect(
            new Map(
              times.filter(row => row.cluster === cluster).map(row => [`${row.weekday} ${row.hour}`, row.orders]),
            ),
          ).toEqual(new Map([...countedBy(starts.map(at => `${at.getUTCDay() || 7} ${at.getUTCHours()}`))].sort()));
        }
        expect(rhythms.some(({ overdue }) => overdue > 0)).toBe(true);
      });
    });

    test('an order that lasts over midnight and two months starts once; orders of one day are one', async () => {
      const content = [
        'customer,order,date,amount',
        'a,1,2024-01-31 23:00,10',
        'a,1,2024-02-01 01:00,10',
        'a,2,2024-02-10 09:00,10',
        'a,3,2024-02-10 18:00,10',
        'a,4,2024-02-14 18:00,10',
      ].join('\n');
      await inShop(stores.open, content, async ({ store }) => {
        await store.clean(RULES);
        await store.scores();
        const { rhythms, times } = await (await store.insight()).rhythms();
        expect(rhythms).toEqual([{ cluster: null, customers: 1, quartiles: [7, 7, 7], judged: 1, overdue: 0 }]);
        expect(times.map(({ weekday, hour, orders }) => [weekday, hour, orders])).toEqual([
          [3, 18, 1],
          [3, 23, 1],
          [6, 9, 1],
          [6, 18, 1],
        ]);
      });
    });

    test('channels of orders, and who uses one only', async () => {
      const rows = insightRows(13, FEW);
      await inShop(stores.open, csvOfRows(rows), async shop => {
        const { shares, oneChannel } = await (await queriesOf(shop.store)).channels(6);
        for (const [cluster, customers] of await membersOf(shop)) {
          const orders = ordersIn(of(rows, customers));
          const counts = countedBy(orders.map(({ channel }) => channel));
          expect(new Map(shares.filter(row => row.cluster === cluster).map(row => [row.name, row.count]))).toEqual(
            new Map([[null, orders.length], ...counts]),
          );
          const again = [...grouped(orders, ({ customer }) => customer).values()].filter(own => own.length > 1);
          expect(oneChannel.find(row => row.cluster === cluster)).toEqual({
            cluster,
            customers: again.length,
            oneChannel: again.filter(own => new Set(own.map(({ channel }) => channel)).size === 1).length,
          });
        }
      });
    });

    test('countries, ages and days from sign-up, loaded or opened again', async () => {
      // Some signed up when they had ordered already.
      const rows = insightRows(14, FEW).map(row =>
        /[27]$/.test(row.customer) ? { ...row, signup: '2024-05-20' } : row,
      );
      const { kept, reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, csvOfRows(rows)),
        async shop => {
          const queries = await queriesOf(shop.store);
          return {
            members: await membersOf(shop),
            countries: await queries.countries(6),
            ages: await queries.ages(10),
            signups: await queries.signups(),
          };
        },
      );
      expect(reopened).toEqual(kept);
      for (const [cluster, customers] of kept.members) {
        const own = of(rows, customers);
        for (const [detail, found] of [
          ['country', kept.countries],
          ['age', kept.ages],
        ] as const)
          expect(found.filter(row => row.cluster === cluster).map(({ name, count }) => [name, count])).toEqual(
            sharesIn(own, detail),
          );
        const days = [...grouped(own, ({ customer }) => customer).values()].flatMap(orders => {
          const first = Math.min(...orders.map(({ date }) => dayNumber(date)));
          return orders[0]!.signup === ''
            ? []
            : [{ signup: orders[0]!.signup, days: first - dayNumber(orders[0]!.signup) }];
        });
        expect(kept.signups.find(row => row.cluster === cluster)).toEqual({
          cluster,
          customers: days.length,
          quartiles: quartiles(days.flatMap(each => (each.days < 0 ? [] : [each.days]))),
          before: days.filter(each => each.days < 0).length,
          medianDay: days.map(({ signup }) => signup).sort()[Math.ceil(days.length / 2) - 1],
        });
      }
    });

    test('years of age become ranges; impossible ones are left out', async () => {
      const ages = ['17', '18', '24.5', '65', '99', '240', '25-34', ''];
      const content = csvOfRows(
        ages.map((age, place) => ({ ...insightRows(1)[0]!, customer: `c${place}`, order: `o${place}`, age })),
      );
      await inShop(stores.open, content, async ({ store }) => {
        await store.clean(RULES);
        await store.scores();
        expect((await (await store.insight()).ages(10)).map(({ name, count }) => [name, count])).toEqual([
          [null, 6],
          ['18-24', 2],
          ['65+', 2],
          ['25-34', 1],
          ['<18', 1],
        ]);
      });
    });

    test('the country is that of the newest order', async () => {
      const [row] = insightRows(1);
      const moved = [
        { ...row!, order: 'o2', date: '2024-06-01 10:00', country: 'Germany' },
        { ...row!, order: 'o1', date: '2024-05-01 10:00', country: 'France' },
        { ...row!, order: 'o3', date: '2024-07-01 10:00', country: '' },
      ];
      await inShop(stores.open, csvOfRows(moved), async ({ store }) => {
        await store.clean(RULES);
        await store.scores();
        expect(await (await store.insight()).countries(5)).toEqual([
          { cluster: null, name: null, count: 1 },
          { cluster: null, name: 'Germany', count: 1 },
        ]);
      });
    });

    test('favourites: enough buyers, beyond chance, by what they are called', async () => {
      await inShop(stores.open, csvOfRows(tasteRows()), async shop => {
        const queries = await queriesOf(shop.store);
        const members = await membersOf(shop);
        expect([...members].map(([cluster, customers]) => [cluster, customers.length])).toEqual([
          [null, 200],
          [0, 100],
          [1, 100],
        ]);
        expect(await queries.favourites('product', 3)).toEqual([
          { cluster: 0, name: 'Lamp', buyers: 80, share: 0.8, shareOfAll: 0.425, lift: 0.8 / 0.425 },
        ]);
        expect(await queries.favourites('category', 3)).toEqual([
          { cluster: 0, name: 'light', buyers: 80, share: 0.8, shareOfAll: 0.425, lift: 0.8 / 0.425 },
        ]);
      });
    });

    test('a file without these columns says nothing of them', async () => {
      await inShop(stores.open, 'customer,order,date,amount\na,1,2024-01-05,10\n', async ({ store }) => {
        const queries = await queriesOf(store);
        expect([
          await queries.channels(5),
          await queries.countries(5),
          await queries.ages(5),
          await queries.signups(),
        ]).toEqual([{ shares: [], oneChannel: [] }, [], [], []]);
        expect([await queries.favourites('product', 3), await queries.favourites('category', 3)]).toEqual([[], []]);
      });
    });
  });
};

/** 100 customers with six orders and 100 with one: the lamp is bought by 80 of the first and 5 of the others. */
const tasteRows = (): readonly SoldRow[] => {
  const [any] = insightRows(1);
  const bought = (customer: number, order: number, product: string, category: string): SoldRow => ({
    ...any!,
    ...{ customer: `c${customer}`, order: `o${customer}-${order}`, date: `2024-0${order + 1}-10 10:00`, amount: 10 },
    ...{ product, title: product.toUpperCase(), category },
  });
  return Array.from({ length: 200 }, (_, customer) => {
    const isOften = customer < 100;
    const place = customer % 100;
    return [
      ...Array.from({ length: isOften ? 6 : 1 }, (_, order) => bought(customer, order, 'everybody', 'basics')),
      // Of one product under two names the more frequent one counts.
      ...(place < (isOften ? 80 : 5)
        ? [{ ...bought(customer, 0, 'lamp', 'light'), title: place % 3 === 0 ? 'Old lamp' : 'Lamp' }]
        : []),
      // Both have many more buyers among the first hundred: too few all the same.
      ...(isOften && place < 29 ? [bought(customer, 0, 'few buyers', '')] : []),
      // As often as chance would have it.
      ...(place < (isOften ? 26 : 20) ? [bought(customer, 0, 'by chance', '')] : []),
    ];
  }).flat();
};
