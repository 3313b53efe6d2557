import { describe, expect, test } from 'vitest';
import { toRows } from '../../../src/core/points.ts';
import type { FeatureRules } from '../../../src/orders/order-store.ts';
import { csvOf } from '../order-file.ts';
import { randomShop, randomShopCsv } from '../random-shop.ts';
import { type ExportedCustomer, inShop, type OpenStore, RULES, type Shop, scoredCustomers } from '../shop.ts';

type Column = readonly number[];

const LOG: FeatureRules = { features: 'rfm', scaling: 'log', outliers: 'keep' };

/** The definitions of the design's table of settings, in plain TypeScript: one column per feature. */
const featuresOf = (customers: readonly ExportedCustomer[], rules: FeatureRules): readonly Column[] => {
  const natural = [
    customers.map(customer => customer.recencyDays),
    customers.map(customer => customer.orders),
    customers.map(customer => (rules.features === 'rfa' ? customer.spend / customer.orders : customer.spend)),
  ];
  const capped = rules.outliers === 'cap' ? natural.map(cap) : natural;
  const transformed = rules.scaling === 'log' ? capped.map(column => column.map(Math.log1p)) : capped;
  return transformed.map(standardise);
};

/** Type-7 quantile. */
const quantile = (column: Column, share: number): number => {
  const sorted = column.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (place % 1) * (sorted[Math.ceil(place)]! - below);
};

const cap = (column: Column): Column => {
  const [low, high] = [quantile(column, 0.01), quantile(column, 0.99)];
  return column.map(value => Math.min(Math.max(value, low), high));
};

/** Population standard deviation. */
const standardise = (column: Column): Column => {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
  return column.map(value => (deviation === 0 ? 0 : (value - mean) / deviation));
};

const insideFences = (columns: readonly Column[]): boolean[] => {
  const fences = columns.map(column => {
    const [lower, upper] = [quantile(column, 0.25), quantile(column, 0.75)];
    return [lower - 1.5 * (upper - lower), upper + 1.5 * (upper - lower)] as const;
  });
  return columns[0]!.map((_, row) =>
    columns.every((column, d) => column[row]! >= fences[d]![0] && column[row]! <= fences[d]![1]),
  );
};

const sampled = async ({ store }: Shop, size = 1000, seed = 1): Promise<number[][]> =>
  toRows(await store.sample(size, seed));

const expectClose = (found: readonly Column[], expected: readonly Column[]): void => {
  expect(found).toHaveLength(expected.length);
  for (const [row, values] of expected.entries()) {
    for (const [d, value] of values.entries()) expect(found[row]![d]).toBeCloseTo(value, 7);
  }
};

export const featuresContract = (open: OpenStore): void => {
  describe('features (design, section 4: settings)', () => {
    test.each<FeatureRules>([
      LOG,
      { ...LOG, scaling: 'standard' },
      { ...LOG, features: 'rfa' },
      { ...LOG, features: 'rfa', scaling: 'standard', outliers: 'cap' },
      { ...LOG, outliers: 'cap' },
    ])('as computed from the definitions: $features, $scaling, outliers $outliers', async rules => {
      await inShop(open, randomShopCsv(150), async shop => {
        const columns = featuresOf(await scoredCustomers(shop), rules);
        expect(await shop.store.scaleFeatures(rules)).toEqual({ customers: 150, fitted: 150 });
        expectClose(
          await sampled(shop),
          columns[0]!.map((_, row) => columns.map(column => column[row]!)),
        );
      });
    });

    test('iqr: customers beyond the 1.5 IQR fences of any feature take no part in the fit', async () => {
      await inShop(open, randomShopCsv(150), async shop => {
        const rules: FeatureRules = { ...LOG, scaling: 'standard', outliers: 'iqr' };
        const columns = featuresOf(await scoredCustomers(shop), rules);
        const inside = insideFences(columns);
        const fitted = inside.filter(Boolean).length;
        expect(fitted).toBeLessThan(150);
        expect(await shop.store.scaleFeatures(rules)).toEqual({ customers: 150, fitted });
        const rows = columns[0]!.map((_, row) => columns.map(column => column[row]!));
        expectClose(
          await sampled(shop),
          rows.filter((_, row) => inside[row]),
        );
      });
    });

    test('a feature that is the same for everybody is 0', async () => {
      const content = csvOf('customer,order,date,amount', [
        'a,1,2024-01-05,0.1',
        'b,2,2024-01-05,0.3',
        'c,3,2024-01-05,0.1',
      ]);
      await inShop(open, content, async shop => {
        await scoredCustomers(shop);
        for (const scaling of ['log', 'standard'] as const) {
          await shop.store.scaleFeatures({ ...LOG, scaling });
          const rows = await sampled(shop);
          expect(rows.map(([recency, frequency]) => [recency, frequency])).toEqual(Array(3).fill([0, 0]));
          expect(rows[1]![2]).toBeCloseTo(Math.SQRT2, 6);
        }
      });
    });

    test('rules can be changed without cleaning again', async () => {
      await inShop(open, randomShopCsv(60), async shop => {
        await scoredCustomers(shop);
        await shop.store.scaleFeatures(LOG);
        const before = await sampled(shop);
        await shop.store.scaleFeatures({ ...LOG, outliers: 'iqr', scaling: 'standard' });
        await shop.store.scaleFeatures(LOG);
        expect(await sampled(shop)).toEqual(before);
      });
    });
  });

  describe('samples of customers', () => {
    test('seeded: the same seed the same customers, another seed others, never more than asked for', async () => {
      await inShop(open, randomShopCsv(150), async shop => {
        await scoredCustomers(shop);
        await shop.store.scaleFeatures(LOG);
        const all = await sampled(shop, 1000);
        const some = await sampled(shop, 40, 7);
        expect(some).toHaveLength(40);
        expect(await sampled(shop, 40, 7)).toEqual(some);
        expect(await sampled(shop, 40, 8)).not.toEqual(some);
        expect(all).toHaveLength(150);
        // In the order of ids, as the whole is.
        const places = some.map(row => all.findIndex(other => other.join() === row.join()));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      });
    });

    test('the order of the rows in the file does not matter', async () => {
      const rows = randomShop(80);
      const [found, turned] = [rows, rows.toReversed()].map(lines =>
        inShop(open, csvOf('customer,order,date,amount', lines), async shop => {
          await scoredCustomers(shop);
          await shop.store.scaleFeatures(LOG);
          return sampled(shop, 30);
        }),
      );
      expect(await turned).toEqual(await found);
    });

    test('a shop where everybody is the same gives points that are all 0', async () => {
      const content = csvOf('customer,order,date,amount', ['a,1,2024-01-05,5', 'b,2,2024-01-05,5']);
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        await store.scores();
        expect(await store.scaleFeatures(LOG)).toEqual({ customers: 2, fitted: 2 });
        expect(toRows(await store.sample(10, 1))).toEqual([
          [0, 0, 0],
          [0, 0, 0],
        ]);
      });
    });
  });
};
