/** Hand-made reports for the charts: as many segments and months as asked, with figures like those of a real shop. */
import type { ChartInput, MapPoint } from '../../src/charts/chart.ts';
import type { ClusterQuality, FiveCounts, Month, Segment, SegmentReport } from '../../src/core/report.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly customers: number;
  readonly revenueShare: number;
  readonly recencyDays: number;
  readonly orders: number;
  readonly spend: number;
  /** Recency, frequency, monetary in z units. */
  readonly z: readonly [number, number, number];
}

/** The four segments of Online Retail. */
export const FOUR: readonly Profile[] = [
  profile('champions', 'Champions', 714, 0.65, 8, 10, 3734, [-1.21, 1.52, 1.41]),
  profile('loyal', 'Loyal', 1178, 0.24, 54, 3, 1349, [0.02, 0.38, 0.52]),
  profile('lost', 'Lost', 1612, 0.06, 185, 1, 268, [0.88, -0.83, -0.81]),
  profile('new', 'New', 834, 0.05, 19, 2, 516, [-0.72, -0.27, -0.37]),
];

const LONG_NAMES = [
  'Best customers',
  'Loyal customers: big spenders now inactive · higher spend',
  'Loyal customers: big spenders now inactive · longer ago',
  'Loyal customers: big spenders now inactive · more orders',
  'Potential loyal customers with few but large orders',
  'Frequent shoppers · lower spend',
  'Need attention · longer ago',
  'At risk of leaving after many orders',
  'Almost lost · higher spend',
  'Lost cheap customers · longer ago',
  'About to sleep · fewer orders',
  'Hibernating',
] as const;

/** Up to twelve segments, the richest first, several of them close together. */
export const manyProfiles = (count: number, names: readonly string[] = LONG_NAMES): readonly Profile[] =>
  Array.from({ length: count }, (_, index) => {
    const rank = count === 1 ? 0 : index / (count - 1);
    const name = names[index % names.length]!;
    const share = (count - index) ** 2 / ((count * (count + 1) * (2 * count + 1)) / 6);
    const recency = 6 * 60 ** rank * (index % 3 === 1 ? 0.7 : 1);
    return profile(
      slug(name, index),
      name,
      100 + 90 * index,
      share,
      Math.round(recency),
      Math.max(1, 14 - index * 2),
      5200 * 0.04 ** rank,
      [-1.4 + 2.6 * rank, 1.9 - 3 * rank, 1.8 - 3 * rank],
    );
  });

function profile(
  id: string,
  name: string,
  customers: number,
  revenueShare: number,
  recencyDays: number,
  orders: number,
  spend: number,
  z: readonly [number, number, number],
): Profile {
  return { id, name, customers, revenueShare, recencyDays, orders, spend, z };
}

const slug = (name: string, index: number): string =>
  name
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '') || `segment-${index + 1}`;

export interface ReportOptions {
  readonly profiles?: readonly Profile[];
  readonly months?: readonly Month[];
  readonly currency?: string | null;
  readonly revenue?: number;
  readonly firstOrder?: string;
  readonly lastOrder?: string;
  readonly features?: 'rfm' | 'rfa';
}

export function fixtureReport(options: ReportOptions = {}): SegmentReport {
  const { profiles = FOUR, months = monthly(13), currency = null, revenue = 8_911_407.904, features = 'rfm' } = options;
  const customers = profiles.reduce((sum, each) => sum + each.customers, 0);
  return {
    schema: 1,
    run: { id: 'fixture', seed: 1, asOf: '2011-12-10T12:50:00', settings: { ...DEFAULT_SETTINGS, features } },
    source: { name: 'orders.csv', notes: [] },
    receipt: { rows: 541_909, kept: 397_884, rejected: {} },
    totals: {
      customers,
      orders: 18_532,
      revenue,
      averageOrderValue: revenue / 18_532,
      repeatPurchaseRate: 0.655832,
      topShare: { '10': 0.613751, '20': 0.746 },
      firstOrder: options.firstOrder ?? '2010-12-01T08:26:00',
      lastOrder: options.lastOrder ?? '2011-12-09T12:50:00',
      currency,
    },
    months,
    scores: {
      cuts: { recency: [14, 33, 72, 179.6], frequency: [1, 2, 4, 7], monetary: [250, 490, 942, 2058] },
      counts: { R: [868, 866, 862, 870, 872], F: [1493, 835, 896, 557, 557], M: [868, 868, 867, 867, 868] },
      recencyByFrequency: RECENCY_BY_FREQUENCY,
      fixedFrequencyCuts: true,
    },
    quality: QUALITY,
    choice: profiles.length === 0 ? null : { k: profiles.length, why: 'The inertia curve bends most here.' },
    segments: profiles.map(each => segment(each, customers, revenue, features)),
    rfmGroups: [],
    warnings: [],
  };
}

const RECENCY_BY_FREQUENCY: readonly FiveCounts[] = [
  [553, 182, 106, 24, 3],
  [392, 219, 173, 65, 17],
  [250, 187, 222, 129, 74],
  [187, 156, 225, 163, 139],
  [111, 91, 170, 176, 324],
];

const QUALITY: readonly ClusterQuality[] = [7409.1, 5199.5, 3938.03, 3322.4, 2835.8, 2555.9, 2336.7, 2157, 2001].map(
  (inertia, index) => ({
    k: index + 2,
    inertia,
    silhouette: [0.433, 0.337, 0.338, 0.316, 0.314, 0.31, 0.301, 0.283, 0.28][index]!,
    calinskiHarabasz: 3000,
    daviesBouldin: 1,
  }),
);

function segment(from: Profile, customers: number, revenue: number, features: 'rfm' | 'rfa'): Segment {
  const [recency, frequency, money] = from.z;
  const spread = (median: number) => ({ mean: median * 1.2, median });
  return {
    id: from.id,
    name: from.name,
    meaning: 'Who they are.',
    profile: 'Recent, high frequency, high value',
    customers: from.customers,
    customerShare: customers === 0 ? 0 : from.customers / customers,
    orders: from.customers * from.orders,
    revenue: revenue * from.revenueShare,
    revenueShare: from.revenueShare,
    averageOrderValue: from.spend / Math.max(1, from.orders),
    recencyDays: spread(from.recencyDays),
    ordersPerCustomer: spread(from.orders),
    spend: spread(from.spend),
    centroid:
      features === 'rfa' ? { recency, frequency, averageValue: money } : { recency, frequency, monetary: money },
    actions: [],
    avoid: null,
    budget: {
      revenueShare: from.revenueShare,
      revenueAtStake: 0,
      atStakeShare: 0,
      suggestedShare: from.revenueShare / 2,
      hint: '',
    },
  };
}

/** A run of months that ends with December 2011, growing, with a peak in November. */
export const monthly = (count: number, scale = 1): readonly Month[] =>
  Array.from({ length: count }, (_, index) => {
    const number = 2011 * 12 + 11 - (count - 1 - index);
    const season = number % 12 === 10 ? 1.5 : 1 + 0.15 * Math.sin(number);
    return {
      month: `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`,
      revenue: 570_000 * scale * season * (0.8 + (0.6 * index) / count),
      orders: 1400,
      activeCustomers: Math.round(880 * season * (0.8 + (0.5 * index) / count)),
      newCustomers: 300,
    };
  });

/** Customers around the medians of the segments, log-normal, the same every time. */
function fixturePoints(profiles: readonly Profile[], perSegment?: number): readonly MapPoint[] {
  const random = sequence(7);
  const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  return profiles.flatMap(({ recencyDays, orders, spend, customers }, segment) =>
    Array.from({ length: perSegment ?? customers }, (_, place) => ({
      recencyDays: Math.floor(recencyDays * Math.exp(0.55 * normal())),
      orders: Math.max(1, Math.round(orders * (0.4 + (place % 9) / 6))),
      spend: spend * Math.exp(0.7 * normal()),
      segment,
    })),
  );
}

/** Lehmer's generator: numbers in [0, 1) that are the same in every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export const fixtureInput = (options: ReportOptions = {}, perSegment?: number): ChartInput => ({
  report: fixtureReport(options),
  points: fixturePoints(options.profiles ?? FOUR, perSegment),
});
