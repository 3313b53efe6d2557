/**
 * Retention: how many customers come back, by monthly cohorts and over time.
 *
 * A cohort is everybody whose first kept order is in the same calendar month, as in Shopify's customer cohort analysis.
 * Its retention after n months is the share of it that ordered in the n-th calendar month after that one (not: at any time
 * until then), which is `cohortActiveUsers / cohortTotalUsers` of the Google Analytics Data API.
 */
import { isCovered, nextStart, periodStarts } from '../periods.ts';
import type { Totals } from '../report.ts';

/** Customers of one cohort with an order in one month. */
export interface CohortActivity {
  /** First day of the month of the first order. */
  readonly cohort: string;
  /** First day of the month in which they ordered. */
  readonly month: string;
  readonly customers: number;
}

/** Customers of one cohort whose second order is in one month. */
export interface SecondOrders {
  readonly cohort: string;
  /** First day of the month of the second order; `null`: no second order yet. */
  readonly month: string | null;
  readonly customers: number;
  /** Those of them who ordered again soon enough. */
  readonly soon: number;
}

export interface Cohort {
  /** First day of the month of the first order. */
  readonly start: string;
  readonly customers: number;
  /** Customers with an order in month 0, 1, 2, … after; month 0 is the cohort's own. */
  readonly activeCustomers: readonly number[];
  /** The same as shares of the cohort; `null` where it is too small to claim anything. */
  readonly retention: readonly number[] | null;
  /** Share that ordered again within `REORDER_DAYS`; `null` where the cohort is too small, or where that time is not over for all of it. */
  readonly reorderRate: number | null;
}

/** All customers so far, as of the end of a month. */
export interface RepeatPoint {
  /** First day of the month. */
  readonly start: string;
  /** The orders last until its end; else the figures are as of the last order. */
  readonly complete: boolean;
  /** Customers with a first order until then. */
  readonly customers: number;
  readonly repeatCustomers: number;
  /** Share of them with two or more orders by then; `null` of too few customers. */
  readonly repeatPurchaseRate: number | null;
}

export interface Retention {
  /** By month, oldest first; months without new customers are left out, and all but the newest `MOST_COHORTS`. */
  readonly cohorts: readonly Cohort[];
  /** Months with new customers before these. */
  readonly earlierCohorts: number;
  /** The last month of the orders, the last one of every cohort, and whether the orders cover all of it. */
  readonly lastMonth: { readonly start: string; readonly complete: boolean };
  /**
   * All cohorts but the very first, with which the orders begin: it holds customers from before as well, who come back
   * more often than new ones. Only complete months.
   */
  readonly newCustomers: {
    readonly customers: number;
    /** In month 0, 1, 2, … after, of those cohorts together that are old enough; ends where they are too few. */
    readonly retention: readonly number[];
    readonly reorderRate: number | null;
  };
  readonly repeat: readonly RepeatPoint[];
}

export interface RetentionInput {
  readonly totals: Totals;
  readonly activity: readonly CohortActivity[];
  readonly secondOrders: readonly SecondOrders[];
}

/** Below this, one customer more or less moves a share by more than 5 points. */
export const SMALLEST_COHORT = 20;
/** A second order within a quarter of a year; the same time for every cohort makes them comparable. */
export const REORDER_DAYS = 90;
/** Five years: more cells than anybody looks at. */
const MOST_COHORTS = 60;
const DAY_MS = 86_400_000;

export const retentionOf = (input: RetentionInput): Retention => {
  const { totals } = input;
  const months = periodStarts('month', monthStart(totals.firstOrder), monthStart(totals.lastOrder));
  const lastMonth = lastMonthOf(totals);
  const cohorts = cohortsOf(months, input);
  return {
    cohorts: cohorts.slice(-MOST_COHORTS),
    earlierCohorts: Math.max(0, cohorts.length - MOST_COHORTS),
    lastMonth,
    newCustomers: together(cohorts.slice(1), lastMonth, input),
    repeat: repeatOf(months, lastMonth, input),
  };
};

const monthStart = (instant: string): string => `${instant.slice(0, 7)}-01`;

/** Only its end counts: that the first orders come late in it does not make it look smaller than it will be. */
const lastMonthOf = (totals: Totals): Retention['lastMonth'] => {
  const start = monthStart(totals.lastOrder);
  return { start, complete: isCovered('month', start, { ...totals, firstOrder: start }) };
};

const sumOf = <T>(rows: readonly T[], figure: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + figure(row), 0);

/** A share that a reader may rely on; `null` of too few customers. */
const claim = (part: number, whole: number): number | null => (whole < SMALLEST_COHORT ? null : part / whole);

const cohortsOf = (months: readonly string[], { totals, ...rows }: RetentionInput): readonly Cohort[] => {
  const activity = Map.groupBy(rows.activity, ({ cohort }) => cohort);
  const secondOrders = Map.groupBy(rows.secondOrders, ({ cohort }) => cohort);
  return [...secondOrders.keys()].sort().map((start): Cohort => {
    const active = new Map(activity.get(start)?.map(({ month, customers }) => [month, customers]));
    const first = months.indexOf(start);
    const activeCustomers = months.slice(first, first + MOST_COHORTS).map(month => active.get(month) ?? 0);
    const customers = sumOf(secondOrders.get(start)!, row => row.customers);
    return {
      start,
      customers,
      activeCustomers,
      retention: customers < SMALLEST_COHORT ? null : activeCustomers.map(count => count / customers),
      reorderRate: hadTime(start, totals) ? reorderRateOf(secondOrders.get(start)!) : null,
    };
  });
};

const reorderRateOf = (rows: readonly SecondOrders[]): number | null =>
  claim(
    sumOf(rows, ({ soon }) => soon),
    sumOf(rows, ({ customers }) => customers),
  );

/** Everybody of the cohort had the time for a second order until the end of the last order's day. */
const hadTime = (start: string, { lastOrder }: Totals): boolean =>
  Date.parse(nextStart('month', start)) + REORDER_DAYS * DAY_MS <= Date.parse(lastOrder.slice(0, 10)) + DAY_MS;

const together = (
  cohorts: readonly Cohort[],
  lastMonth: Retention['lastMonth'],
  { totals, secondOrders }: RetentionInput,
): Retention['newCustomers'] => {
  const timed = new Set(cohorts.map(({ start }) => start).filter(start => hadTime(start, totals)));
  return {
    customers: sumOf(cohorts, ({ customers }) => customers),
    retention: pooled(cohorts, lastMonth),
    reorderRate: reorderRateOf(secondOrders.filter(({ cohort }) => timed.has(cohort))),
  };
};

const pooled = (cohorts: readonly Cohort[], lastMonth: Retention['lastMonth']): readonly number[] => {
  const shares: number[] = [];
  for (let after = 0; ; after += 1) {
    const known = cohorts.filter(
      cohort => after < cohort.activeCustomers.length && !isOpenCell(lastMonth, cohort, after),
    );
    const share = claim(
      sumOf(known, ({ activeCustomers }) => activeCustomers[after]!),
      sumOf(known, ({ customers }) => customers),
    );
    if (share === null) return shares;
    shares.push(share);
  }
};

/** The cohort's month so many months after is not over. */
export const isOpenCell = (
  lastMonth: Retention['lastMonth'],
  { start }: Pick<Cohort, 'start'>,
  after: number,
): boolean => !lastMonth.complete && monthAfter(start, after) === lastMonth.start;

const monthAfter = (start: string, months: number): string => {
  const [year, month] = start.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
};

const repeatOf = (
  months: readonly string[],
  lastMonth: Retention['lastMonth'],
  { secondOrders }: RetentionInput,
): readonly RepeatPoint[] => {
  const firsts = Map.groupBy(secondOrders, ({ cohort }) => cohort);
  const seconds = Map.groupBy(secondOrders, ({ month }) => month);
  let [customers, repeatCustomers] = [0, 0];
  return months.map((start): RepeatPoint => {
    customers += sumOf(firsts.get(start) ?? [], row => row.customers);
    repeatCustomers += sumOf(seconds.get(start) ?? [], row => row.customers);
    const complete = start < lastMonth.start || lastMonth.complete;
    return { start, complete, customers, repeatCustomers, repeatPurchaseRate: claim(repeatCustomers, customers) };
  });
};
