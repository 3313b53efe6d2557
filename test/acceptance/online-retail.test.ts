/** UCI Online Retail with default settings, against figures computed with pandas 1.5.3 and scikit-learn 1.2.1. */
import { beforeAll, expect, it } from 'vitest';
import type { SegmentReport } from '../../src/core/report.ts';
import { describeWithReference, referencePath, referenceTruth } from '../reference-data.ts';
import { movesOf, reportOf } from './run-file.ts';

interface KMeansTruth {
  readonly inertia: number;
  readonly silhouette: number;
  readonly calinski_harabasz: number;
  readonly davies_bouldin: number;
}

interface OnlineRetailTruth {
  readonly standard_cleaning: {
    readonly monthly: readonly {
      month: string;
      revenue: number;
      orders: number;
      active_customers: number;
      new_customers: number;
    }[];
    readonly quintiles: {
      readonly value_cuts: Record<'R_counts' | 'F_counts' | 'M_counts', Record<string, number>> & {
        readonly cuts: Record<'recency' | 'frequency' | 'monetary', readonly number[]>;
      };
    };
  };
  readonly kmeans: { readonly features: Record<'log1p' | 'raw', { readonly k: Record<string, KMeansTruth> }> };
}

const PATH = referencePath('data', 'online-retail', 'data.csv');

const sizes = (report: SegmentReport): number[] =>
  report.segments.map(segment => segment.customers).sort((a, b) => a - b);

const expectNear = (actual: number, expected: number, relative: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(Math.abs(expected) * relative);
};

describeWithReference('Online Retail', () => {
  const truth = () => referenceTruth('online-retail.json') as OnlineRetailTruth;
  let report: SegmentReport;
  beforeAll(async () => {
    report = await reportOf(PATH);
  });

  it('accounts for every row', () => {
    const { rows, kept, rejected } = report.receipt;
    const counts = Object.fromEntries(Object.entries(rejected).map(([reason, { rows: lost }]) => [reason, lost]));
    expect({ rows, kept }).toEqual({ rows: 541_909, kept: 397_884 });
    expect(counts).toEqual({ missing_customer: 135_080, cancelled: 8_905, nonpositive_price: 40 });
    expect(rejected.cancelled?.value).toBe(-611_342.09);
  });

  it('moves every customer from one RFM group to one, whatever the day it is compared with', async () => {
    for (const moves of await movesOf(PATH, [30, 90, 365])) {
      const now = new Map<string | null, number>();
      for (const { to, customers } of moves) now.set(to, (now.get(to) ?? 0) + customers);
      expect(Object.fromEntries(now)).toEqual(
        Object.fromEntries(report.rfmGroups.map(({ id, customers }) => [id, customers])),
      );
      const revenue = moves.reduce((sum, move) => sum + move.revenue, 0);
      expect(revenue).toBeCloseTo(report.totals.revenue, 2);
    }
  });

  it('names rows of the file as examples', () => {
    // Row 142 after the header is C536379, the first cancellation with a customer.
    expect(report.receipt.rejected.cancelled?.exampleRows).toEqual([142, 155, 236]);
    expect(report.receipt.rejected.missing_customer?.exampleRows).toEqual([623, 1_444, 1_445]);
  });

  it('adds up customers, orders and revenue', () => {
    expect(report.totals).toMatchObject({ customers: 4_338, orders: 18_532, revenue: 8_911_407.904 });
    expect(report.totals.repeatPurchaseRate).toBeCloseTo(0.655832, 6);
    expect(report.totals.topShare['10']).toBeCloseTo(0.613751, 6);
    expect(report.totals.topShare['20']).toBeCloseTo(0.746171, 6);
    expect(report.totals).toMatchObject({ firstOrder: '2010-12-01T08:26:00', lastOrder: '2011-12-09T12:50:00' });
    expect(report.run.asOf).toBe('2011-12-10T12:50:00');
  });

  it('gives the monthly series to the cent', () => {
    const cents = (value: number): number => Math.round(value * 100);
    const ours = report.months.map(m => [m.month, cents(m.revenue), m.orders, m.activeCustomers, m.newCustomers]);
    const theirs = truth().standard_cleaning.monthly.map(m => [
      m.month,
      cents(m.revenue),
      m.orders,
      m.active_customers,
      m.new_customers,
    ]);
    expect(ours).toEqual(theirs);
  });

  it('scores by value cuts', () => {
    const { cuts, ...counts } = truth().standard_cleaning.quintiles.value_cuts;
    for (const dimension of ['recency', 'frequency', 'monetary'] as const) {
      report.scores.cuts[dimension].forEach((cut, index) => {
        expect(cut).toBeCloseTo(cuts[dimension][index]!, 9);
      });
    }
    for (const score of ['R', 'F', 'M'] as const) {
      expect(report.scores.counts[score]).toEqual([1, 2, 3, 4, 5].map(s => counts[`${score}_counts`][s]));
    }
    expect(report.scores.fixedFrequencyCuts).toBe(false);
  });

  it("fills the design's RFM groups", () => {
    expect(Object.fromEntries(report.rfmGroups.map(({ name, customers }) => [name, customers]))).toEqual({
      Champions: 697,
      Loyal: 568,
      'Potential loyal': 260,
      New: 242,
      Promising: 140,
      'Need attention': 366,
      'About to sleep': 357,
      'At risk': 562,
      "Can't lose": 70,
      Hibernating: 394,
      Lost: 682,
    });
  });

  it("reaches scikit-learn's best of 50 starts (log scaling)", () => {
    for (const row of report.quality) {
      const reference = truth().kmeans.features.log1p.k[row.k]!;
      expect(row.inertia / reference.inertia - 1).toBeLessThanOrEqual(row.k <= 8 ? 2e-4 : 5e-3);
      if (row.k > 8) continue;
      expectNear(row.silhouette, reference.silhouette, 0.01);
      expectNear(row.calinskiHarabasz, reference.calinski_harabasz, 0.01);
      expectNear(row.daviesBouldin, reference.davies_bouldin, 0.02);
    }
    expect(report.quality.map(row => row.k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('chooses four segments', () => {
    expect(report.choice?.k).toBe(4);
    expect(report.choice?.why).toContain('silhouette alone would say 2');
    for (const [index, size] of [714, 834, 1_178, 1_612].entries()) expectNear(sizes(report)[index]!, size, 0.03);
    expect(report.segments.map(segment => segment.name)).toEqual([
      'Champions',
      'Need attention',
      'Hibernating',
      'Promising',
    ]);
  });

  it('adds up over segments', () => {
    const sum = (figure: (segment: SegmentReport['segments'][number]) => number): number =>
      report.segments.reduce((total, segment) => total + figure(segment), 0);
    expect(sum(s => s.customers)).toBe(4_338);
    expect(sum(s => s.orders)).toBe(18_532);
    expect(sum(s => s.revenue)).toBeCloseTo(8_911_407.904, 4);
    expect(sum(s => s.revenueShare)).toBeCloseTo(1, 12);
    expect(sum(s => s.budget.suggestedShare)).toBeCloseTo(1, 12);
  });

  it("reaches scikit-learn's best of 50 starts (standard scaling)", async () => {
    const standard = await reportOf(PATH, { scaling: 'standard' });
    for (const row of standard.quality) {
      const reference = truth().kmeans.features.raw.k[row.k]!;
      expect(row.inertia / reference.inertia - 1).toBeLessThanOrEqual(row.k <= 5 ? 2e-4 : 1e-2);
    }
    expect(standard.choice?.k).toBe(4);
    for (const [index, size] of [13, 204, 1_067, 3_054].entries()) expectNear(sizes(standard)[index]!, size, 0.03);
  });

  it('drops exact duplicates when asked', async () => {
    const { receipt, totals } = await reportOf(PATH, { duplicates: 'drop' });
    expect(receipt).toMatchObject({ rows: 541_909, kept: 392_692, rejected: { duplicate: { rows: 5_192 } } });
    expect(totals.revenue).toBe(8_887_208.894);
  });

  it('nets refunds when asked', async () => {
    const { receipt, totals } = await reportOf(PATH, { refunds: 'net' });
    expect(receipt.kept + Object.values(receipt.rejected).reduce((sum, { rows }) => sum + rows, 0)).toBe(541_909);
    expect(totals).toMatchObject({ customers: 4_338, orders: 18_532 });
    expect(totals.revenue).toBeLessThan(8_911_407.904);
    expect(totals.revenue).toBeGreaterThan(8_300_065.81);
  });
});
