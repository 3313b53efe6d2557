/** Trends: how revenue, orders and customers develop by month, of all customers and of each segment, and what sells. */
import type { Detail } from '../order-file.ts';
import { type CalendarUnit, isCovered, type PeriodUnit, periodStarts, unitFor } from '../periods.ts';
import type { Totals } from '../report.ts';

interface PeriodFigures {
  readonly revenue: number;
  readonly orders: number;
  /** Customers with an order in the period. */
  readonly activeCustomers: number;
  /** Customers whose first kept order is in the period. */
  readonly newCustomers: number;
}

/** Of one period and one segment; `cluster` is `null` for all customers together. */
export interface PeriodRow extends PeriodFigures {
  /** First day of the period. */
  readonly start: string;
  readonly cluster: number | null;
}

export interface Period extends PeriodFigures {
  /** First day, `2010-12-01`; weeks begin on Monday. */
  readonly start: string;
  /** The orders cover all of it; else its figures look smaller than they will be. */
  readonly complete: boolean;
  /** `null` without orders. */
  readonly averageOrderValue: number | null;
  /** In the order of the report's segments; empty where there are none. */
  readonly segments: readonly (PeriodFigures & { readonly segment: string })[];
}

/** What a product or a category brought in. */
export interface SellerRow {
  readonly name: string;
  readonly revenue: number;
  readonly orders: number;
  readonly customers: number;
  /** Revenue by the period's first day; periods without any are left out. */
  readonly periods: Readonly<Record<string, number>>;
}

export interface Seller extends Omit<SellerRow, 'periods'> {
  readonly revenueShare: number;
  /** Revenue of every period of the trends, in their order. */
  readonly series: readonly number[];
  /** Last complete period against the one before, as a fraction; `null` where there is nothing to compare with, or too little. */
  readonly change: number | null;
}

export interface Trends {
  readonly unit: PeriodUnit;
  readonly periods: readonly Period[];
  /** By revenue, largest first. */
  readonly products: readonly Seller[];
  readonly categories: readonly Seller[];
  /** Columns that would add something. */
  readonly missing: readonly Detail[];
}

/** What the order store says, `segmentOf` for the place of a cluster among the report's `segments` (their ids). */
export interface TrendsInput {
  readonly totals: Totals;
  readonly rows: readonly PeriodRow[];
  readonly products: readonly SellerRow[];
  readonly categories: readonly SellerRow[];
  readonly segments: readonly { readonly id: string; readonly cluster: number }[];
  readonly missing: readonly Detail[];
}

export const trendsOf = ({ missing, ...input }: TrendsInput): Trends => {
  const unit = unitFor(input.totals);
  const periods = periodsOf(unit, input);
  const sellers = (found: readonly SellerRow[]): readonly Seller[] =>
    found.map(seller => withSeries(seller, periods, input.totals.revenue));
  return { unit, periods, products: sellers(input.products), categories: sellers(input.categories), missing };
};

/** Every period from the first to the last order, also those without one. */
export const periodsOf = (
  unit: CalendarUnit,
  { rows, segments, totals }: Pick<TrendsInput, 'rows' | 'segments' | 'totals'>,
): readonly Period[] => {
  const starts = rows.map(({ start }) => start).sort();
  return periodStarts(unit, starts[0]!, starts.at(-1)!).map((start): Period => {
    const figures = figuresOf(rows, start, null);
    return {
      start,
      complete: isCovered(unit, start, totals),
      ...figures,
      averageOrderValue: figures.orders === 0 ? null : figures.revenue / figures.orders,
      segments: segments.map(({ id, cluster }) => ({ segment: id, ...figuresOf(rows, start, cluster) })),
    };
  });
};

const NOTHING: PeriodFigures = { revenue: 0, orders: 0, activeCustomers: 0, newCustomers: 0 };

const figuresOf = (rows: readonly PeriodRow[], start: string, cluster: number | null): PeriodFigures => {
  const row = rows.find(candidate => candidate.start === start && candidate.cluster === cluster);
  if (!row) return NOTHING;
  const { revenue, orders, activeCustomers, newCustomers } = row;
  return { revenue, orders, activeCustomers, newCustomers };
};

/** What has fewer orders in a usual period moves by chance: its change is no claim. */
export const FEWEST_ORDERS = 20;

const withSeries = ({ periods: found, ...seller }: SellerRow, periods: readonly Period[], revenue: number): Seller => {
  const series = periods.map(({ start }) => found[start] ?? 0);
  const [before, last] = series.filter((_, place) => periods[place]!.complete).slice(-2);
  const sold = series.filter(each => each !== 0).length;
  const isRare = seller.orders < FEWEST_ORDERS * sold;
  const change = isRare || before === undefined || last === undefined || before <= 0 ? null : last / before - 1;
  return { ...seller, revenueShare: revenue === 0 ? 0 : seller.revenue / revenue, series, change };
};

/** Revenue of a period against an earlier one, as a fraction; `null` where it says nothing: too few orders in either. */
export const revenueChange = (before: Period, last: Period): number | null =>
  before.revenue <= 0 || Math.min(before.orders, last.orders) < FEWEST_ORDERS
    ? null
    : last.revenue / before.revenue - 1;

/** The last two complete periods, older first; fewer where there are not as many. */
export const lastWhole = ({ periods }: Pick<Trends, 'periods'>): readonly Period[] =>
  periods.filter(({ complete }) => complete).slice(-2);
