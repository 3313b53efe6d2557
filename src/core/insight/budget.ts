/** Budget: what each segment brings, what could be lost with it, and where its customers stand in the three dimensions. */
import type { Budget, Segment, SegmentReport } from '../report.ts';

/** Medians of the customers of a segment. */
interface Position {
  readonly recencyDays: number;
  readonly ordersPerCustomer: number;
  readonly spend: number;
}

export interface SegmentBudget extends Pick<Segment, 'customers' | 'customerShare' | 'revenue'>, Omit<Budget, 'hint'> {
  /** Id of the segment. */
  readonly segment: string;
  readonly median: Position;
}

export interface BudgetView {
  /** In the order of the report; empty where there are none. */
  readonly segments: readonly SegmentBudget[];
  /** Revenue of all customers in RFM groups that are slipping away. */
  readonly revenueAtStake: number;
  /** The same as a share of all revenue. */
  readonly shareAtStake: number;
}

export const budgetOf = ({ segments, totals }: Pick<SegmentReport, 'segments' | 'totals'>): BudgetView => {
  const revenueAtStake = segments.reduce((sum, { budget }) => sum + budget.revenueAtStake, 0);
  return {
    segments: segments.map(viewOf),
    revenueAtStake,
    shareAtStake: totals.revenue > 0 ? revenueAtStake / totals.revenue : 0,
  };
};

const viewOf = ({ id, customers, customerShare, revenue, budget, ...spread }: Segment): SegmentBudget => {
  const { hint: _, ...shares } = budget;
  return {
    ...{ segment: id, customers, customerShare, revenue },
    ...shares,
    median: {
      recencyDays: spread.recencyDays.median,
      ordersPerCustomer: spread.ordersPerCustomer.median,
      spend: spread.spend.median,
    },
  };
};

/** Most of the revenue at stake; `undefined` where nothing is. */
export const mostAtStake = ({ segments }: BudgetView): SegmentBudget | undefined =>
  segments
    .filter(({ revenueAtStake }) => revenueAtStake > 0)
    .toSorted((a, b) => b.revenueAtStake - a.revenueAtStake)[0];
