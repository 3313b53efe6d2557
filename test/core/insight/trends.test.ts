import { expect, it } from 'vitest';
import {
  lastWhole,
  revenueChange,
  type SellerRow,
  type TrendsInput,
  trendsOf,
} from '../../../src/core/insight/trends.ts';

const TOTALS = {
  customers: 3,
  orders: 8,
  revenue: 400,
  averageOrderValue: 50,
  repeatPurchaseRate: 0.5,
  topShare: { '10': 0.5, '20': 0.5 },
  firstOrder: '2024-01-02T00:00:00',
  lastOrder: '2024-05-10T12:00:00',
  currency: null,
};

const row = (start: string, cluster: number | null, revenue: number, orders = 1) => ({
  ...{ start, cluster, revenue, orders },
  activeCustomers: 1,
  newCustomers: 0,
});

const seller = (periods: Record<string, number>): SellerRow => ({
  ...{ name: 'Lamp', revenue: 100, orders: 60, customers: 2 },
  periods,
});

const INPUT: TrendsInput = {
  totals: TOTALS,
  rows: [
    row('2024-01-01', null, 100, 2),
    row('2024-01-01', 7, 100, 2),
    row('2024-03-01', null, 200, 4),
    row('2024-03-01', 3, 200, 4),
    row('2024-05-01', null, 100, 2),
    row('2024-05-01', 7, 100, 2),
  ],
  products: [seller({ '2024-01-01': 40, '2024-03-01': 20, '2024-05-01': 40 })],
  categories: [],
  segments: [
    { id: 'champions', cluster: 7 },
    { id: 'lost', cluster: 3 },
  ],
  missing: ['category'],
};

it('every month from the first to the last, with its segments in the order of the report', () => {
  const { unit, periods, missing } = trendsOf(INPUT);
  expect({ unit, missing }).toEqual({ unit: 'month', missing: ['category'] });
  expect(periods.map(({ start, revenue, complete }) => [start, revenue, complete])).toEqual([
    ['2024-01-01', 100, true],
    ['2024-02-01', 0, true],
    ['2024-03-01', 200, true],
    ['2024-04-01', 0, true],
    ['2024-05-01', 100, false],
  ]);
  expect(periods.map(({ averageOrderValue }) => averageOrderValue)).toEqual([50, null, 50, null, 50]);
  expect(periods[2]!.segments.map(({ segment, revenue }) => [segment, revenue])).toEqual([
    ['champions', 0],
    ['lost', 200],
  ]);
});

it('what is compared are the last two whole months', () => {
  expect(lastWhole(trendsOf(INPUT)).map(({ start }) => start)).toEqual(['2024-03-01', '2024-04-01']);
});

it('a change between periods is said from twenty orders on, and never from nothing', () => {
  const [january, february] = trendsOf(INPUT).periods;
  const of = (revenue: number, orders: number) => ({ ...january!, revenue, orders });
  expect(revenueChange(of(100, 20), of(150, 20))).toBe(0.5);
  expect(revenueChange(of(100, 19), of(150, 20))).toBeNull();
  expect(revenueChange(of(100, 20), of(150, 19))).toBeNull();
  expect(revenueChange(february!, of(150, 20))).toBeNull();
});

it('a product moves from one whole month to the next; from nothing there is no change', () => {
  const [lamp] = trendsOf(INPUT).products;
  expect(lamp).toEqual({
    ...{ name: 'Lamp', revenue: 100, orders: 60, customers: 2, revenueShare: 0.25 },
    series: [40, 0, 20, 0, 40],
    change: -1,
  });
  const [none] = trendsOf({ ...INPUT, products: [seller({ '2024-04-01': 5 })] }).products;
  expect(none!.change).toBeNull();
  const rare = { ...seller({ '2024-01-01': 40, '2024-03-01': 20, '2024-05-01': 40 }), orders: 59 };
  expect(trendsOf({ ...INPUT, products: [rare] }).products[0]!.change).toBeNull();
});
