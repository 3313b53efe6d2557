import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { SegmentReport } from '../../src/core/report.ts';
import type { Settings } from '../../src/core/settings.ts';
import { isExpected } from '../../src/errors.ts';
import { wire } from '../../src/wire.ts';
import { csvOf } from '../orders/order-file.ts';
import { randomShop, randomShopCsv } from '../orders/random-shop.ts';
import { rowsOf } from '../orders/shop.ts';
import { segmented } from './shop-run.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());

const HEADER = 'customer,order,date,amount';

const reportOf = (content: string, settings: Partial<Settings> = {}): Promise<SegmentReport> =>
  segmented(program.segmentation, content, settings, async ({ report }) => report);

const failureOf = async (content: string, settings: Partial<Settings> = {}): Promise<unknown> =>
  reportOf(content, settings).then(
    () => null,
    (error: unknown) => (isExpected(error) ? { code: error.code, facts: error.facts } : error),
  );

describe('small shops (design, section 4: any kept order gives a report)', () => {
  test('one customer: totals and a warning, no segments', async () => {
    const report = await reportOf(csvOf(HEADER, ['ann,1,2024-01-31,10.5']));
    expect(report).toMatchObject({ segments: [], quality: [], choice: null });
    expect(report.totals).toMatchObject({ customers: 1, orders: 1, revenue: 10.5, repeatPurchaseRate: 0 });
    expect(report.months).toHaveLength(1);
    expect(report.rfmGroups.reduce((sum, group) => sum + group.customers, 0)).toBe(1);
    expect(report.warnings).toContainEqual(expect.stringMatching(/^No segments for 1 customer:/));
  });

  test('nine customers: too few for segments, ten are enough', async () => {
    const nine = await reportOf(randomShopCsv(9));
    expect(nine).toMatchObject({ segments: [], choice: null, totals: { customers: 9 } });
    const ten = await reportOf(randomShopCsv(10));
    expect(ten.segments.length).toBeGreaterThanOrEqual(2);
    expect(ten.warnings).toContainEqual(expect.stringMatching(/^Only 10 customers/));
  });

  test('twelve customers of three kinds: too much alike for segments, four kinds are enough', async () => {
    const kinds = (count: number): string =>
      csvOf(
        HEADER,
        Array.from(
          { length: 12 },
          (_, row) => `c${row},${row},2024-01-${15 + (row % count)},${10 + 20 * (row % count)}`,
        ),
      );
    const three = await reportOf(kinds(3));
    expect(three).toMatchObject({ segments: [], quality: [], choice: null });
    expect(three.warnings).toContainEqual(expect.stringContaining('different combinations'));
    const four = await reportOf(kinds(4));
    expect(four.quality.map(row => row.k)).toEqual([2, 3]);
    expect(four.segments.reduce((sum, segment) => sum + segment.customers, 0)).toBe(12);
  });

  test('fifty customers: segments that add up, with a warning how far to trust them', async () => {
    const { segments, totals, quality, choice, warnings } = await reportOf(randomShopCsv(50));
    expect(quality.map(row => row.k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(segments).toHaveLength(choice!.k);
    expect(segments.reduce((sum, segment) => sum + segment.customers, 0)).toBe(50);
    expect(segments.reduce((sum, segment) => sum + segment.orders, 0)).toBe(totals.orders);
    expect(segments.reduce((sum, segment) => sum + segment.revenue, 0)).toBeCloseTo(totals.revenue, 6);
    expect(new Set(segments.map(segment => segment.id)).size).toBe(segments.length);
    expect(warnings).toContainEqual(expect.stringMatching(/^Only 50 customers/));
  });
});

describe('a k that was asked for', () => {
  test('is taken; above ten it is compared too', async () => {
    const report = await reportOf(randomShopCsv(60), { k: 12 });
    expect(report.choice!.k).toBe(12);
    expect(report.segments).toHaveLength(12);
    expect(report.quality.map(row => row.k).at(-1)).toBe(12);
    expect(new Set(report.segments.map(segment => segment.name)).size).toBe(12);
  });

  test('above what the customers allow it is capped, and the report says so', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, row) => `c${row},${row},2024-01-${15 + (row % 6)},${10 + 20 * (row % 6)}`,
    );
    const { choice, segments } = await reportOf(csvOf(HEADER, rows), { k: 9 });
    expect(choice!.k).toBe(5);
    expect(choice!.why).toContain('the most these customers allow (9 was asked for)');
    expect(segments).toHaveLength(5);
  });
});

describe('settings that change who is looked at', () => {
  test('every combination of features, scaling and outliers gives segments of all customers', async () => {
    const content = randomShopCsv(120);
    for (const features of ['rfm', 'rfa'] as const) {
      for (const scaling of ['log', 'standard'] as const) {
        for (const outliers of ['keep', 'iqr', 'cap'] as const) {
          const { segments, quality } = await reportOf(content, { features, scaling, outliers });
          expect(segments.reduce((sum, segment) => sum + segment.customers, 0)).toBe(120);
          expect(quality.every(row => row.inertia > 0 && row.silhouette > -1 && row.daviesBouldin > 0)).toBe(true);
          expect(segments[0]!.centroid).toHaveProperty(features === 'rfa' ? 'averageValue' : 'monetary');
        }
      }
    }
  });

  test('inertia falls with k, whatever the settings', async () => {
    for (const scaling of ['log', 'standard'] as const) {
      const inertias = (await reportOf(randomShopCsv(300), { scaling })).quality.map(row => row.inertia);
      expect(inertias).toEqual(inertias.toSorted((a, b) => b - a));
    }
  });
});

describe('nothing to show (errors.ts)', () => {
  test('nothing kept: the reasons with their rows', async () => {
    const rows = [',1,2024-01-31,5', ',2,2024-01-31,5', 'ann,3,2024-01-31,-5'];
    expect(await failureOf(csvOf(HEADER, rows))).toEqual({
      code: 'nothing_kept',
      facts: {
        name: 'orders.csv',
        rows: 3,
        reasons: 'no customer id (2 rows), price or amount zero or negative (1 row)',
      },
    });
  });

  test('an as-of day before the first order names that order', async () => {
    const rows = ['ann,1,2024-01-31,5', 'bob,2,2024-02-01,5'];
    expect(await failureOf(csvOf(HEADER, rows), { asOf: '2024-01-01' })).toEqual({
      code: 'as_of_before_orders',
      facts: { asOf: '2024-01-01', firstOrder: '2024-01-31' },
    });
  });
});

describe('the id of a run (design, section 3: a hash of input and settings)', () => {
  test('stable for the same orders and settings, another for other settings or orders', async () => {
    const rows = randomShop(30);
    const idOf = async (lines: readonly string[], settings: Partial<Settings> = {}): Promise<string> =>
      (await reportOf(csvOf(HEADER, lines), settings)).run.id;
    const id = await idOf(rows);
    expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(await idOf(rows)).toBe(id);
    expect(await idOf(rows.toReversed())).toBe(id);
    const others = [
      await idOf(rows, { seed: 2 }),
      await idOf(rows, { k: 3 }),
      await idOf(rows, { names: 'vip' }),
      await idOf(rows, { asOf: '2025-06-01' }),
      await idOf(rows.slice(1)),
    ];
    expect(new Set([id, ...others]).size).toBe(6);
  });
});

describe('what stays to be asked until close', () => {
  test('exports name every customer with the segment of the report; the map has the same counts', async () => {
    await segmented(
      program.segmentation,
      `${randomShopCsv(80)},99,2024-01-31,5\n`,
      {},
      async (segmentation, request) => {
        const paths = ['customers.csv', 'rejected.csv'].map(name => join(request.exportFolder!, name));
        await segmentation.exportCustomers(paths[0]!);
        await segmentation.exportRejected(paths[1]!);
        const [customers, rejected] = await Promise.all(
          paths.map(async path => rowsOf(await readFile(path, 'utf8')).slice(1)),
        );
        for (const [index, segment] of segmentation.report.segments.entries()) {
          expect(customers!.filter(row => row[8] === segment.name)).toHaveLength(segment.customers);
          expect(segmentation.points.filter(point => point.segment === index)).toHaveLength(segment.customers);
        }
        expect(rejected!.map(row => row.slice(0, 3))).toEqual([
          [String(segmentation.report.receipt.rows), 'no customer id', ''],
        ]);
      },
    );
  });
});
