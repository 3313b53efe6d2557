/**
 * Concentration: how much of the revenue hangs on how few customers. Revenue is what a customer spent in all; customers
 * without any (everything refunded) count.
 *
 * Gini coefficient: (n + 1) / n − 2 Σ Lᵢ / n over the points Lᵢ of the Lorenz curve, which is Sen's formula (On Economic
 * Inequality, 1973, p. 31) in running sums, and what `Gini` of the R package ineq gives: twice the area between the curve
 * and the diagonal. 0: everybody spends the same; (n − 1) / n: one customer spends everything.
 */
import type { Totals } from '../report.ts';

/** How much of the revenue so many customers bring. */
interface LorenzPoint {
  readonly customers: number;
  readonly revenue: number;
}

/** Exact figures of all customers; `top` and `half` count from the largest customer on. */
export interface ConcentrationRow {
  /** Sum over all customers of the revenue of everybody up to them, smallest first. */
  readonly sumOfRunningRevenue: number;
  /** Smallest customers first, about as many points as were asked for; the last one is everybody. */
  readonly curve: readonly LorenzPoint[];
  /** Of the shares that were asked for, in their order. */
  readonly top: readonly LorenzPoint[];
  /** The fewest customers who bring half of the revenue together. */
  readonly half: number;
}

/** The best customers together. */
export interface TopShare {
  /** 1, 10 or 20. */
  readonly percent: number;
  /** ceil(percent × all) of them, as `totals.topShare` takes them. */
  readonly customers: number;
  readonly revenue: number;
  readonly revenueShare: number;
}

export interface Concentration {
  readonly customers: number;
  /** `null` of too few customers, or without revenue. */
  readonly gini: number | null;
  /** Those that the number of customers allows. */
  readonly top: readonly TopShare[];
  /** The fewest customers who bring half of the revenue together; `null` like `gini`. */
  readonly half: { readonly customers: number; readonly customerShare: number } | null;
  /** Lorenz curve as shares of customers and revenue, smallest customers first, from 0 to 1; empty where `gini` is `null`. */
  readonly curve: readonly { readonly customerShare: number; readonly revenueShare: number }[];
}

/** Below this, one customer more or less changes everything. */
export const FEWEST_CUSTOMERS = 20;
/** The best 1 % of fewer customers would be a single one. */
export const FEWEST_FOR_ONE_PERCENT = 101;
/** Of all customers. */
export const TOP_PERCENTS = [1, 10, 20] as const;
/** Of the curve. */
export const CURVE_POINTS = 100;

export const concentrationOf = (
  { customers, revenue }: Pick<Totals, 'customers' | 'revenue'>,
  row: ConcentrationRow,
): Concentration => {
  if (customers < FEWEST_CUSTOMERS || revenue <= 0) return { customers, gini: null, top: [], half: null, curve: [] };
  const top = row.top.map((point, place) => ({
    percent: TOP_PERCENTS[place]!,
    ...point,
    revenueShare: point.revenue / revenue,
  }));
  return {
    customers,
    gini: (customers + 1) / customers - (2 * row.sumOfRunningRevenue) / (customers * revenue),
    top: top.filter(({ percent }) => percent > 1 || customers >= FEWEST_FOR_ONE_PERCENT),
    half: { customers: row.half, customerShare: row.half / customers },
    curve: [{ customers: 0, revenue: 0 }, ...row.curve].map(point => ({
      customerShare: point.customers / customers,
      revenueShare: point.revenue / revenue,
    })),
  };
};
