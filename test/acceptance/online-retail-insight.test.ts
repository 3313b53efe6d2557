/** Insight on UCI Online Retail, against figures computed with pandas 1.5.3. */
import { beforeAll, expect, it } from 'vitest';
import { TOPICS } from '../../src/core/insight/insight.ts';
import type { SegmentReport } from '../../src/core/report.ts';
import { describeWithReference, referencePath, referenceTruth } from '../reference-data.ts';
import { reportOf } from './run-file.ts';

interface Truth {
  readonly standard_cleaning: {
    readonly monthly: readonly {
      month: string;
      lines: number;
      revenue: number;
      orders: number;
      active_customers: number;
      new_customers: number;
    }[];
    readonly repeat_purchase_rate: number;
    readonly repeat_customers: number;
    readonly top_share: Readonly<Record<string, number>>;
  };
}

const quarterOf = (month: string): string => `${month.slice(0, 4)} ${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

/** Sums of doubles end in a few digits of their own. */
const exact = (amount: number): number => Number(amount.toFixed(4));

describeWithReference('insight on Online Retail', () => {
  const truth = () => (referenceTruth('online-retail.json') as Truth).standard_cleaning;
  let report: SegmentReport;
  beforeAll(async () => {
    report = await reportOf(referencePath('data', 'online-retail', 'data.csv'), {}, {}, TOPICS);
  });

  it('trends: every month to the cent; the last one is not complete', () => {
    const { unit, periods } = report.insight!.trends!;
    expect(unit).toBe('month');
    expect(
      periods.map(period => ({
        month: period.start.slice(0, 7),
        revenue: period.revenue,
        orders: period.orders,
        active_customers: period.activeCustomers,
        new_customers: period.newCustomers,
      })),
    ).toEqual(truth().monthly.map(({ lines: _lines, ...month }) => ({ ...month, revenue: exact(month.revenue) })));
    expect(periods.filter(({ complete }) => !complete).map(({ start }) => start)).toEqual(['2011-12-01']);
  });

  it('trends: the segments of a month add up to it, those of all months to the segments', () => {
    const { periods } = report.insight!.trends!;
    for (const { revenue, segments } of periods)
      expect(segments.reduce((sum, segment) => sum + segment.revenue, 0)).toBeCloseTo(revenue, 4);
    for (const [place, { id, revenue }] of report.segments.entries()) {
      expect(periods[0]!.segments[place]!.segment).toBe(id);
      expect(periods.reduce((sum, { segments }) => sum + segments[place]!.revenue, 0)).toBeCloseTo(revenue, 4);
    }
  });

  it('investor: quarters are the sums of their months; the best segment is the first', () => {
    const { quarters, bestSegment } = report.insight!.investor!;
    const months = truth().monthly;
    const sums = quarters.map(({ start }) => {
      const own = months.filter(({ month }) => quarterOf(month) === quarterOf(start));
      return [
        exact(own.reduce((sum, { revenue }) => sum + revenue, 0)),
        own.reduce((sum, { orders }) => sum + orders, 0),
      ];
    });
    expect(quarters.map(({ revenue, orders }) => [exact(revenue), orders])).toEqual(sums);
    expect(quarters.map(({ start, complete }) => [start, complete])).toEqual([
      ['2010-10-01', false],
      ['2011-01-01', true],
      ['2011-04-01', true],
      ['2011-07-01', true],
      ['2011-10-01', false],
    ]);
    expect(bestSegment).toBe(report.segments[0]!.id);
  });

  it('trends: products by their names; the file names no categories, and says so', () => {
    const { products, categories, missing } = report.insight!.trends!;
    // One order of 80,995 pieces, which was cancelled minutes later.
    expect(products[0]).toMatchObject({
      name: 'PAPER CRAFT , LITTLE BIRDIE',
      revenue: 168_469.6,
      orders: 1,
      customers: 1,
    });
    expect(products[1]!.name).toBe('REGENCY CAKESTAND 3 TIER');
    expect({ categories, missing }).toEqual({ categories: [], missing: ['category'] });
  });

  it('retention: cohorts are the new customers of each month; together they are the active ones', () => {
    const { cohorts, lastMonth, repeat } = report.insight!.retention!;
    const { monthly, ...all } = truth();
    expect(cohorts.map(({ start, customers }) => [start.slice(0, 7), customers])).toEqual(
      monthly.map(({ month, new_customers }) => [month, new_customers]),
    );
    const activeIn = (month: number): number =>
      cohorts.reduce((sum, { activeCustomers }, cohort) => sum + (activeCustomers[month - cohort] ?? 0), 0);
    expect(monthly.map((_, month) => activeIn(month))).toEqual(monthly.map(month => month.active_customers));
    expect(lastMonth).toEqual({ start: '2011-12-01', complete: false });
    const { repeatCustomers, repeatPurchaseRate } = repeat.at(-1)!;
    expect([repeatCustomers, repeatPurchaseRate]).toEqual([all.repeat_customers, all.repeat_purchase_rate]);
  });

  it('retention: the first month, as a spreadsheet of the same orders shows it', () => {
    const { cohorts } = report.insight!.retention!;
    expect(cohorts[0]!.activeCustomers).toEqual([885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]);
    const again = [527, 203, 167, 189, 125, 109, 94, 82, 78];
    expect(cohorts.map(({ reorderRate }) => reorderRate)).toEqual(
      cohorts.map(({ customers }, place) => (place < again.length ? again[place]! / customers : null)),
    );
  });

  it('concentration: shares of the best customers as pandas has them; the report says the same', () => {
    const { customers, gini, half, top, curve } = report.insight!.concentration!;
    const { top_share: known } = truth();
    expect(customers).toBe(4338);
    expect(top.map(share => share.customers)).toEqual([44, known.top10pct_n_ceil, known.top20pct_n_ceil]);
    [known.top1pct_ceil, known.top10pct_ceil, known.top20pct_ceil].forEach((share, place) => {
      expect(top[place]!.revenueShare).toBeCloseTo(share!, 10);
    });
    expect(top.slice(1).map(({ revenueShare }) => revenueShare)).toEqual(Object.values(report.totals.topShare));
    // Σ (2i − n − 1) xᵢ / (n Σ x) over decimals, in Python.
    expect([gini, half!.customers]).toEqual([expect.closeTo(0.715139617937, 10), 212]);
    expect(curve).toHaveLength(101);
  });

  /** Days between orders were computed in Python's standard library from the same file. */
  it('behaviour: days between orders, weekdays, countries; the segments add up to all customers', () => {
    const { all, segments, missing } = report.insight!.behaviour!;
    expect(all.rhythm).toMatchObject({
      customers: 2_790,
      daysBetweenOrders: [28, 52.5, 97],
      judged: 1_916,
      overdue: 236,
    });
    expect(all.times!.weekdays).toEqual([2_863, 3_184, 3_455, 4_032, 2_829, 0, 2_169]);
    expect(all.times!.hours!.reduce((sum, day) => sum + day[12]!, 0)).toBe(3_129);
    expect(all.countries!.parts[0]).toMatchObject({ name: 'United Kingdom', count: 3_920 });
    expect(missing).toEqual(['channel', 'category', 'age', 'signup']);
    for (const [day, orders] of all.times!.weekdays.entries())
      expect(segments.reduce((sum, { times }) => sum + times!.weekdays[day]!, 0)).toBe(orders);
    expect(segments.reduce((sum, { rhythm }) => sum + rhythm!.overdue, 0)).toBe(236);
    expect(segments.reduce((sum, { countries }) => sum + countries!.known, 0)).toBe(4_338);
    expect(segments[0]!.products[0]).toMatchObject({ name: 'LUNCH BAG RED VINTAGE DOILY' });
  });

  it('clusterings: k-means has the figures of the report, the others their own; one is recommended', () => {
    const { methods, customers, sampled, recommended, why } = report.insight!.clusterings!;
    expect({ customers, sampled, recommended }).toEqual({ customers: 4_338, sampled: false, recommended: 'k-means' });
    const chosen = report.quality.find(({ k }) => k === report.choice!.k)!;
    const [own, ward, density] = methods;
    expect(own!.quality!.silhouette).toBeCloseTo(chosen.silhouette, 3);
    expect(own!.quality!.inertia / chosen.inertia).toBeCloseTo(1, 4);
    expect(own!.agreement).toBe(1);
    expect([ward!.clusters, ward!.unclusteredShare]).toEqual([4, 0]);
    expect(ward!.quality!.inertia).toBeGreaterThan(own!.quality!.inertia);
    expect(density!.unclusteredShare).toBeGreaterThan(0);
    expect(why).toMatch(/^k-means: Hierarchical .+ and Density-based /);
  });
});
