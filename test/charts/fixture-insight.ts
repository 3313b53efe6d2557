/** Insight for a hand-made report: figures like those of a real shop, with one foreign text wherever there can be one. */
import { budgetOf } from '../../src/core/insight/budget.ts';
import { type Clusterings, recommend } from '../../src/core/insight/clusterings.ts';
import { type Concentration, concentrationOf } from '../../src/core/insight/concentration.ts';
import type { Insight } from '../../src/core/insight/insight.ts';
import { investorOf } from '../../src/core/insight/investor.ts';
import { type Retention, retentionOf } from '../../src/core/insight/retention.ts';
import { type PeriodRow, type Trends, trendsOf } from '../../src/core/insight/trends.ts';
import type { SegmentReport } from '../../src/core/report.ts';
import { fixtureBehaviour } from './fixture-behaviour.ts';

export const fixtureInsight = (report: SegmentReport, text: string | null = null): Required<Insight> => {
  const [retention, concentration] = [fixtureRetention(report), fixtureConcentration(report)];
  return {
    clusterings: fixtureClusterings(),
    trends: fixtureTrends(report, text),
    behaviour: fixtureBehaviour(report, text),
    retention,
    concentration,
    budget: budgetOf(report),
    investor: investorOf({ report, segments: clusters(report), rows: quarterRows(report), retention, concentration }),
  };
};

const fixtureClusterings = (): Clusterings => {
  const quality = { inertia: 5_000, silhouette: 0.34, calinskiHarabasz: 2_500, daviesBouldin: 1.01 };
  const own = {
    method: 'k-means',
    clusters: 4,
    smallestShare: 0.16,
    unclusteredShare: 0,
    quality,
    agreement: 1,
  } as const;
  const methods = [
    own,
    { ...own, method: 'ward', agreement: 0.44 } as const,
    {
      ...own,
      method: 'dbscan',
      clusters: 1,
      unclusteredShare: 0.03,
      quality: null,
      agreement: 0,
      radius: 0.4,
    } as const,
  ];
  return { customers: 4_338, sampled: false, extras: ['tenure'], methods, missing: ['age'], ...recommend(methods) };
};

const clusters = ({ segments }: SegmentReport) => segments.map(({ id }, cluster) => ({ id, cluster }));

/** The first month that there is stands for its quarter. */
const quarterRows = (report: SegmentReport): readonly PeriodRow[] => {
  const rows = monthRows(report).map(row => ({ ...row, start: quarterStart(row.start) }));
  return [...Map.groupBy(rows, ({ start, cluster }) => `${start} ${cluster}`).values()].map(([first]) => first!);
};

const quarterStart = (month: string): string =>
  `${month.slice(0, 5)}${String(3 * Math.floor((Number(month.slice(5, 7)) - 1) / 3) + 1).padStart(2, '0')}-01`;

const monthRows = ({ months, segments }: SegmentReport): readonly PeriodRow[] =>
  months.flatMap(({ month, ...figures }) => [
    { start: `${month}-01`, cluster: null, ...figures },
    ...segments.map(({ revenueShare, customerShare }, cluster) => ({
      start: `${month}-01`,
      cluster,
      revenue: figures.revenue * revenueShare,
      orders: Math.round(figures.orders * customerShare),
      activeCustomers: Math.round(figures.activeCustomers * customerShare),
      newCustomers: Math.round(figures.newCustomers * customerShare),
    })),
  ]);

const fixtureTrends = (report: SegmentReport, text: string | null): Trends => {
  const starts = report.months.map(({ month }) => `${month}-01`);
  const sold = (name: string, revenue: number) => ({
    ...{ name, revenue, orders: 120, customers: 80 },
    periods: Object.fromEntries(starts.map((start, place) => [start, (revenue * (1 + (place % 3))) / 20])),
  });
  return trendsOf({
    totals: report.totals,
    rows: monthRows(report),
    products: [sold(text ?? 'Regency cakestand', 142_593), sold('Party bunting', 68_844)],
    categories: text === null ? [] : [sold(text, 80_000)],
    segments: clusters(report),
    missing: text === null ? ['category'] : [],
  });
};

/** A third comes back every month; of the customers of a month half have a second order in the next one. */
const fixtureRetention = ({ months, totals }: SegmentReport): Retention => {
  const newest = months.at(-1)!.month;
  const cohorts = months.filter(({ newCustomers }) => newCustomers > 0);
  return retentionOf({
    totals: { ...totals, firstOrder: `${months[0]!.month}-02T10:00:00`, lastOrder: `${newest}-09T10:00:00` },
    activity: cohorts.flatMap(({ month: first, newCustomers }) =>
      months
        .filter(({ month }) => month >= first)
        .map(({ month }) => ({
          cohort: `${first}-01`,
          month: `${month}-01`,
          customers: month === first ? newCustomers : Math.round(newCustomers / 3),
        })),
    ),
    secondOrders: cohorts.flatMap(({ month, newCustomers }) => {
      const again = month === newest ? 0 : Math.floor(newCustomers / 2);
      const cohort = `${month}-01`;
      return [
        { cohort, month: cohort, customers: again, soon: again },
        { cohort, month: null, customers: newCustomers - again, soon: 0 },
      ];
    }),
  });
};

/** The first n of N customers bring (n / N)³ of the revenue. */
const fixtureConcentration = ({ totals }: SegmentReport): Concentration => {
  const { customers, revenue } = totals;
  const upTo = (share: number) => ({ customers: Math.round(share * customers), revenue: revenue * share ** 3 });
  return concentrationOf(totals, {
    sumOfRunningRevenue: (revenue * customers) / 4,
    curve: Array.from({ length: 100 }, (_, point) => upTo((point + 1) / 100)),
    top: [0.01, 0.1, 0.2].map(share => ({
      customers: Math.ceil(share * customers),
      revenue: revenue - upTo(1 - share).revenue,
    })),
    half: Math.ceil(customers * (1 - 0.5 ** (1 / 3))),
  });
};
