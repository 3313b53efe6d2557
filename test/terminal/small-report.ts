/** A report small enough to be read as a whole. */
import type { Segment, SegmentReport } from '../../src/core/report.ts';
import { fixtureReport } from '../charts/fixture-report.ts';

const ACTION = {
  title: 'Write first',
  why: 'They know you.',
  channel: 'Email',
  offer: 'No discount',
  timing: 'Today',
  kpi: 'Orders within 30 days',
  cost: 'low',
} as const;

const segment = (from: Segment, change: Partial<Segment>): Segment => ({
  ...from,
  actions: [ACTION],
  avoid: null,
  ...change,
});

const base = fixtureReport({ revenue: 1_000, currency: 'EUR' });

export const SMALL_REPORT: SegmentReport = {
  ...base,
  run: { ...base.run, id: '0123456789ab' },
  source: { name: 'orders.csv', notes: ['Read as UTF-8 text, columns separated by commas.'] },
  receipt: {
    rows: 1_200,
    kept: 1_100,
    rejected: {
      missing_customer: { rows: 98, value: 1_234.5, exampleRows: [5, 1_006, 1_015] },
      cancelled: { rows: 2, value: -20, exampleRows: [7, 9] },
    },
  },
  totals: { ...base.totals, customers: 40, orders: 100, averageOrderValue: 10 },
  quality: base.quality.slice(0, 2),
  choice: { k: 3, why: 'The inertia curve bends most at 3.' },
  segments: [
    segment(base.segments[0]!, {
      customers: 10,
      customerShare: 0.25,
      budget: {
        ...base.segments[0]!.budget,
        revenueAtStake: 120,
        hint: '65 % of revenue: start with about 33 % of the budget.',
      },
    }),
    segment(base.segments[2]!, {
      name: 'Lost · longer ago',
      customers: 30,
      customerShare: 0.75,
      avoid: 'No print.',
      budget: { ...base.segments[2]!.budget, hint: '6 % of revenue: start with about 3 % of the budget.' },
    }),
  ],
  rfmGroups: [
    { id: 'champions', name: 'Champions', customers: 10, orders: 60, revenue: 650 },
    { id: 'lost', name: 'Lost', customers: 30, orders: 40, revenue: 1_350 },
  ],
  warnings: ['Only 40 customers: a few orders more can change the segments.'],
};
