/** What a reader of the report should know before trusting it, in whole sentences. */
import { REASON_WORDS } from './cleaning.ts';
import type { Month, Receipt, RejectionReason, Scores, Segment, Totals } from './report.ts';
import type { Settings } from './settings.ts';
import { SILHOUETTE_SAMPLE } from './silhouette.ts';
import { exactPercent } from './words/numbers.ts';

/** Fewer customers than this are described, but not clustered. */
export const FEWEST_CUSTOMERS_FOR_SEGMENTS = 10;
/** Fewer different customers than this cannot form segments. */
export const FEWEST_DISTINCT_FOR_SEGMENTS = 4;
/** Below this, one customer more or less moves a segment. */
const FEW_CUSTOMERS = 100;
const SMALL_SEGMENT_SHARE = 0.01;
/** A receipt that loses more than this share of the rows deserves a look. */
const MUCH_REJECTED = 0.1;

export interface WarningFacts {
  readonly settings: Settings;
  readonly receipt: Receipt;
  readonly totals: Totals;
  /** Every month from the first to the last order. */
  readonly months: readonly Month[];
  readonly scores: Scores;
  readonly segments: readonly Segment[];
  readonly hasOrderIds: boolean;
  /** All currencies that the kept rows name. */
  readonly currencies: readonly string[];
  /** What was assumed about dates whose day and month cannot be told apart. */
  readonly dateAssumption: string | null;
  /** Customers that took part in the fit; fewer than all with outliers `iqr`. */
  readonly fitted: number;
  /** Too few customers, or too few different ones, for segments. */
  readonly tooFewForSegments: boolean;
}

type Rule = (facts: WarningFacts) => string | null;

const count = (value: number): string => value.toLocaleString('en-US');

const tooFew: Rule = ({ tooFewForSegments, totals }) =>
  tooFewForSegments
    ? `No segments for ${count(totals.customers)} ${totals.customers === 1 ? 'customer' : 'customers'}: it takes ${FEWEST_CUSTOMERS_FOR_SEGMENTS} of them, with ${FEWEST_DISTINCT_FOR_SEGMENTS} different combinations of recency, orders and spend.`
    : null;

const fewCustomers: Rule = ({ tooFewForSegments, totals }) =>
  !tooFewForSegments && totals.customers < FEW_CUSTOMERS
    ? `Only ${count(totals.customers)} customers: a few orders more can change the segments. Treat them as a sketch and look at the customers one by one.`
    : null;

const smallSegments: Rule = ({ segments }) => {
  const small = segments.filter(segment => segment.customerShare < SMALL_SEGMENT_SHARE);
  if (small.length === 0) return null;
  const listed = small.map(segment => `${segment.name} (${count(segment.customers)})`).join(', ');
  return `Fewer than 1 % of customers: ${listed}. Read the averages of so small a segment with care.`;
};

const fixedFrequencyCuts: Rule = ({ scores }) =>
  scores.fixedFrequencyCuts
    ? 'So many customers have the same number of orders that frequency scores by quantiles would leave scores empty: fixed steps are used instead (1; 2; 3-4; 5-7; 8 and more orders).'
    : null;

const muchRejected: Rule = ({ receipt }) => {
  const share = 1 - receipt.kept / receipt.rows;
  if (share <= MUCH_REJECTED) return null;
  const [reason, rejection] = Object.entries(receipt.rejected).sort(([, a], [, b]) => b.rows - a.rows)[0]!;
  return `${exactPercent(share)} of the rows were left out, most of them for this reason: ${REASON_WORDS[reason as RejectionReason]} (${count(rejection.rows)}). If that is not what you expect, look at the rejected rows.`;
};

const severalCurrencies: Rule = ({ currencies }) =>
  currencies.length > 1
    ? `The rows are in ${currencies.length} currencies (${currencies.slice(0, 5).join(', ')}${currencies.length > 5 ? ', …' : ''}), and amounts were added up as if they were one. Segment a file of one currency.`
    : null;

const noOrderIds: Rule = ({ hasOrderIds }) =>
  hasOrderIds ? null : 'No column with order ids was found: every row counts as an order of its own.';

const sampledSilhouette: Rule = ({ fitted, tooFewForSegments }) =>
  !tooFewForSegments && fitted > SILHOUETTE_SAMPLE
    ? `Silhouettes come from a seeded sample of ${count(SILHOUETTE_SAMPLE)} of ${count(fitted)} customers (error about 0.005); the other figures need no sample.`
    : null;

const leftOutOfFit: Rule = ({ settings, totals, fitted, tooFewForSegments }) =>
  settings.outliers === 'iqr' && !tooFewForSegments && totals.customers > fitted
    ? `${count(totals.customers - fitted)} customers with unusual figures were left out of the fit and then put into the nearest segment.`
    : null;

/** So many months without an order before the last ones are no holiday. */
const LONG_SILENCE_MONTHS = 12;

/** One mistyped year in the future, and every other customer looks as if gone for long. */
const lonelyEnd: Rule = ({ months, settings }) => {
  const last = months.findLastIndex(({ orders }) => orders > 0);
  const before = months.findLastIndex(({ orders }, index) => orders > 0 && index < last);
  const silence = last - before - 1;
  if (settings.asOf !== null || before < 0 || silence < LONG_SILENCE_MONTHS) return null;
  const { month, orders } = months[last]!;
  return `The last ${orders === 1 ? 'order is' : `${count(orders)} orders are`} of ${month}, ${count(silence)} months without orders after all others, and customers are looked at as of then. If that date is a mistake, correct it in the file.`;
};

const assumedDates: Rule = ({ dateAssumption }) => dateAssumption;

const RULES: readonly Rule[] = [
  assumedDates,
  lonelyEnd,
  severalCurrencies,
  tooFew,
  fewCustomers,
  muchRejected,
  noOrderIds,
  smallSegments,
  fixedFrequencyCuts,
  leftOutOfFit,
  sampledSilhouette,
];

export const warningsFor = (facts: WarningFacts): string[] =>
  RULES.map(rule => rule(facts)).filter(warning => warning !== null);
