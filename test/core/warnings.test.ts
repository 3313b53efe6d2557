import { describe, expect, test } from 'vitest';
import type { Receipt, Scores, Segment, Totals } from '../../src/core/report.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { SILHOUETTE_SAMPLE } from '../../src/core/silhouette.ts';
import { type WarningFacts, warningsFor } from '../../src/core/warnings.ts';

const TOTALS: Totals = {
  customers: 1000,
  orders: 3000,
  revenue: 100_000,
  averageOrderValue: 33.33,
  repeatPurchaseRate: 0.5,
  topShare: { '10': 0.5, '20': 0.6 },
  firstOrder: '2024-01-01T00:00:00',
  lastOrder: '2024-12-31T00:00:00',
  currency: null,
};
const FIVE = [200, 200, 200, 200, 200] as const;
const SCORES: Scores = {
  cuts: { recency: [1, 2, 3, 4], frequency: [1, 2, 3, 4], monetary: [1, 2, 3, 4] },
  counts: { R: FIVE, F: FIVE, M: FIVE },
  recencyByFrequency: [],
  fixedFrequencyCuts: false,
};
const RECEIPT: Receipt = { rows: 1000, kept: 1000, rejected: {} };

/** A shop about which there is nothing to warn. */
const FACTS: WarningFacts = {
  settings: DEFAULT_SETTINGS,
  receipt: RECEIPT,
  totals: TOTALS,
  months: [],
  scores: SCORES,
  segments: [],
  hasOrderIds: true,
  currencies: [],
  dateAssumption: null,
  fitted: 1000,
  tooFewForSegments: false,
};

const warnings = (facts: Partial<WarningFacts>): string[] => warningsFor({ ...FACTS, ...facts });
const customers = (count: number): Pick<WarningFacts, 'totals' | 'fitted'> => ({
  totals: { ...TOTALS, customers: count },
  fitted: count,
});
const rejected = (rows: number): Receipt => ({
  rows: 1000,
  kept: 1000 - rows,
  rejected: {
    bad_date: { rows: 1, value: 0, exampleRows: [7] },
    missing_customer: { rows: rows - 1, value: 5, exampleRows: [1, 2, 3] },
  },
});
const segment = (name: string, count: number): Segment =>
  ({ name, customers: count, customerShare: count / 1000 }) as Segment;

describe('warnings (design, sections 3 and 4)', () => {
  test('a shop like any other: none', () => {
    expect(warnings({})).toEqual([]);
  });

  test('too few customers for segments; then nothing is said about a fit', () => {
    const facts = {
      ...customers(9),
      tooFewForSegments: true,
      settings: { ...DEFAULT_SETTINGS, outliers: 'iqr' },
    } as const;
    expect(warnings(facts)).toEqual([
      'No segments for 9 customers: it takes 10 of them, with 4 different combinations of recency, orders and spend.',
    ]);
  });

  test('below 100 customers: how far to trust the segments', () => {
    expect(warnings(customers(99))).toEqual([expect.stringMatching(/^Only 99 customers: /)]);
    expect(warnings(customers(100))).toEqual([]);
  });

  test('segments below 1 % of customers are named with their size', () => {
    expect(warnings({ segments: [segment('Champions', 9), segment('Lost', 10), segment('Loyal', 3)] })).toEqual([
      expect.stringContaining('Fewer than 1 % of customers: Champions (9), Loyal (3).'),
    ]);
    expect(warnings({ segments: [segment('Champions', 10)] })).toEqual([]);
  });

  test('fixed frequency cuts are named', () => {
    expect(warnings({ scores: { ...SCORES, fixedFrequencyCuts: true } })).toEqual([
      expect.stringContaining('(1; 2; 3-4; 5-7; 8 and more orders)'),
    ]);
  });

  test('more than a tenth of the rows left out: the share and the most frequent reason', () => {
    expect(warnings({ receipt: rejected(101) })).toEqual([
      expect.stringMatching(/^10\.1 % of the rows were left out, most of them for this reason: no customer id \(100\)/),
    ]);
    expect(warnings({ receipt: rejected(100) })).toEqual([]);
  });

  test('a file without order ids', () => {
    expect(warnings({ hasOrderIds: false })).toEqual([
      expect.stringContaining('every row counts as an order of its own'),
    ]);
  });

  test('what was assumed about dates comes first, in its own words', () => {
    const found = warnings({ dateAssumption: 'Day and month could be the other way round.', hasOrderIds: false });
    expect(found).toHaveLength(2);
    expect(found[0]).toBe('Day and month could be the other way round.');
  });

  test('silhouettes from a sample, above the number up to which they are exact', () => {
    expect(warnings(customers(SILHOUETTE_SAMPLE + 1))).toEqual([
      expect.stringContaining('a seeded sample of 10,000 of 10,001 customers'),
    ]);
    expect(warnings(customers(SILHOUETTE_SAMPLE))).toEqual([]);
  });

  test('outliers left out of the fit are counted', () => {
    const settings = { ...DEFAULT_SETTINGS, outliers: 'iqr' } as const;
    expect(warnings({ settings, fitted: 988 })).toEqual([
      '12 customers with unusual figures were left out of the fit and then put into the nearest segment.',
    ]);
    expect(warnings({ settings: { ...settings, outliers: 'cap' }, fitted: 1000 })).toEqual([]);
  });

  test('several at once stay apart, the most important first', () => {
    const found = warnings({ ...customers(50), hasOrderIds: false, receipt: rejected(500) });
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(/^Only 50 customers/);
  });
});

describe('several currencies', () => {
  test('are named, as their amounts must not be added up', () => {
    expect(warnings({ currencies: ['EUR'] })).toEqual([]);
    expect(warnings({ currencies: ['EUR', 'USD'] })).toEqual([expect.stringContaining('2 currencies (EUR, USD)')]);
  });
});

const month = (name: string, orders: number) => ({
  ...{ month: name, revenue: orders * 10, orders, activeCustomers: orders, newCustomers: 0 },
});
const silent = (months: number) => Array.from({ length: months }, (_, at) => month(`2025-${at}`, 0));

test('a last order long after all others may be a mistyped year', () => {
  const months = [month('2024-01', 9), month('2024-02', 9), ...silent(12), month('2062-10', 1)];
  expect(warnings({ months })).toEqual([
    'The last order is of 2062-10, 12 months without orders after all others, and customers are looked at as of then. If that date is a mistake, correct it in the file.',
  ]);
  expect(warnings({ months: [...months.slice(0, -1), month('2062-10', 3)] })[0]).toMatch(/^The last 3 orders are of/);
});

test('a pause of less than a year, an early outlier or a chosen day are nothing to warn about', () => {
  expect(warnings({ months: [month('2024-01', 9), ...silent(11), month('2025-01', 1)] })).toEqual([]);
  expect(warnings({ months: [month('1999-01', 1), ...silent(30), month('2025-01', 9), month('2025-02', 9)] })).toEqual(
    [],
  );
  const settings = { ...DEFAULT_SETTINGS, asOf: '2025-01-01' };
  expect(warnings({ settings, months: [month('2024-01', 9), ...silent(20), month('2026-01', 1)] })).toEqual([]);
});
