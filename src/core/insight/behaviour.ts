/** Behaviour: how the customers of each segment buy, against all customers: how often, when, where, what, and who they are. */
import type { Detail } from '../order-file.ts';
import type { Segment, Totals } from '../report.ts';

/** Lower quartile, median, upper quartile (type 7). */
export type Quartiles = readonly [lower: number, median: number, upper: number];

/** Fewer customers than these make no claim: their figure is `null`. */
export const FEWEST_CUSTOMERS = 10;

/** Fewer orders than these say nothing of weekdays and hours. */
export const FEWEST_ORDERS = 50;

/** `cluster` is `null` for all customers together, here and in all rows. */
interface OfCluster {
  readonly cluster: number | null;
}

/**
 * Orders of one day count as one, as in customer-base models (lifetimes, `summary_data_from_transaction_data`, freq 'D').
 * A customer's own gap is the median of the days between their consecutive order days, so that everybody counts once.
 */
export interface RhythmRow extends OfCluster {
  /** Customers with orders on two days or more. */
  readonly customers: number;
  /** Own gaps of these customers, in days. */
  readonly quartiles: Quartiles;
  /** Customers with orders on three days or more: one gap is no rhythm. */
  readonly judged: number;
  /** Of those: silent for longer than `OVERDUE_FACTOR` times their own gap. */
  readonly overdue: number;
}

/**
 * In words: `OVERDUE_WORDS`. Whoever orders at random at a steady rate is silent for that long one time in four (2⁻² of an exponential's medians). A
 * quantile of a customer's own gaps would call those overdue who have few of them.
 */
export const OVERDUE_FACTOR = 2;

/** Starts of orders, in the time of the file. */
export interface OrderTimeRow extends OfCluster {
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly orders: number;
}

/** Of orders or customers; `name` is `null` for all of them that have one. */
export interface ShareRow extends OfCluster {
  readonly name: string | null;
  readonly count: number;
}

/** Customers with two orders or more whose channel is known, and those of them who use one only. */
export interface OneChannelRow extends OfCluster {
  readonly customers: number;
  readonly oneChannel: number;
}

/** Days from signing up to the first order; whoever ordered before signing up is counted apart. */
export interface SignupRow extends OfCluster {
  readonly customers: number;
  /** `null` where all ordered before. */
  readonly quartiles: Quartiles | null;
  readonly before: number;
  /** Half of the customers signed up on this day or earlier: `2024-03-01`. */
  readonly medianDay: string;
}

/** What a segment's customers buy more often than the average customer; whoever orders more has bought more of everything. */
export interface FavouriteRow {
  readonly cluster: number;
  readonly name: string;
  /** Customers of the segment who bought it. */
  readonly buyers: number;
  /** Buyers among the segment's customers. */
  readonly share: number;
  /** Buyers among all customers. */
  readonly shareOfAll: number;
  /** `share` / `shareOfAll`. */
  readonly lift: number;
}

export interface Rhythm extends Omit<RhythmRow, 'cluster' | 'quartiles'> {
  readonly daysBetweenOrders: Quartiles | null;
  readonly overdueShare: number | null;
}

export interface OrderTimes {
  /** Orders from Monday to Sunday. */
  readonly weekdays: readonly number[];
  /** Of every weekday the 24 hours; `null` where the file tells no time of day. */
  readonly hours: readonly (readonly number[])[] | null;
}

/** Most first, or by age; shares are of `known`. */
export interface Shares {
  readonly known: number;
  readonly parts: readonly { readonly name: string; readonly count: number; readonly share: number }[];
  /** Share of everything that is not among the parts. */
  readonly others: number;
}

interface Channels extends Shares {
  /** Customers with two orders or more who use one channel only. */
  readonly oneChannelShare: number | null;
}

interface Signup extends Omit<SignupRow, 'cluster' | 'quartiles'> {
  readonly daysToFirstOrder: Quartiles | null;
}

/** `null`: the file does not say it, or too few customers do. */
export interface Habits {
  readonly averageOrderValue: number;
  readonly rhythm: Rhythm | null;
  readonly times: OrderTimes | null;
  readonly channels: Channels | null;
  readonly countries: Shares | null;
  readonly ages: Shares | null;
  readonly signup: Signup | null;
}

type Favourite = Omit<FavouriteRow, 'cluster'>;

export interface SegmentHabits extends Habits {
  /** Id of the report's segment. */
  readonly segment: string;
  /** Surest difference to the average first. */
  readonly products: readonly Favourite[];
  readonly categories: readonly Favourite[];
}

export interface Behaviour {
  readonly all: Habits;
  /** In the order of the report's segments; empty where there are none. */
  readonly segments: readonly SegmentHabits[];
  /** Columns that would add something. */
  readonly missing: readonly Detail[];
}

/** What the order store says; `segments` with their clusters, in the order of the report's. */
export interface BehaviourInput {
  readonly totals: Pick<Totals, 'averageOrderValue'>;
  readonly segments: readonly (Pick<Segment, 'id' | 'averageOrderValue'> & { readonly cluster: number })[];
  readonly rhythms: readonly RhythmRow[];
  readonly times: readonly OrderTimeRow[];
  readonly channels: readonly ShareRow[];
  readonly oneChannel: readonly OneChannelRow[];
  readonly countries: readonly ShareRow[];
  readonly ages: readonly ShareRow[];
  readonly signups: readonly SignupRow[];
  readonly products: readonly FavouriteRow[];
  readonly categories: readonly FavouriteRow[];
  readonly missing: readonly Detail[];
}

export const behaviourOf = (input: BehaviourInput): Behaviour => ({
  all: habitsOf(input, null, input.totals.averageOrderValue),
  segments: input.segments.map(({ id, cluster, averageOrderValue }) => ({
    segment: id,
    ...habitsOf(input, cluster, averageOrderValue),
    products: favouritesOf(input.products, cluster),
    categories: favouritesOf(input.categories, cluster),
  })),
  missing: input.missing,
});

const habitsOf = (input: BehaviourInput, cluster: number | null, averageOrderValue: number): Habits => ({
  averageOrderValue,
  rhythm: rhythmOf(ofCluster(input.rhythms, cluster)[0]),
  times: timesOf(ofCluster(input.times, cluster), tellsHours(input.times)),
  channels: channelsOf(ofCluster(input.channels, cluster), ofCluster(input.oneChannel, cluster)[0]),
  countries: sharesOf(ofCluster(input.countries, cluster)),
  ages: byAge(sharesOf(ofCluster(input.ages, cluster))),
  signup: signupOf(ofCluster(input.signups, cluster)[0]),
});

const ofCluster = <Row extends OfCluster>(rows: readonly Row[], cluster: number | null): readonly Row[] =>
  rows.filter(row => row.cluster === cluster);

const favouritesOf = (rows: readonly FavouriteRow[], cluster: number): readonly Favourite[] =>
  ofCluster(rows, cluster).map(({ cluster: _cluster, ...favourite }) => favourite as Favourite);

const rhythmOf = (row: RhythmRow | undefined): Rhythm | null => {
  if (!row) return null;
  const { customers, quartiles, judged, overdue } = row;
  return {
    ...{ customers, judged, overdue },
    daysBetweenOrders: customers < FEWEST_CUSTOMERS ? null : quartiles,
    overdueShare: judged < FEWEST_CUSTOMERS ? null : overdue / judged,
  };
};

/** Files without a time of day put all orders at the same hour, mostly midnight. */
const tellsHours = (rows: readonly OrderTimeRow[]): boolean => new Set(rows.map(({ hour }) => hour)).size > 1;

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const timesOf = (rows: readonly OrderTimeRow[], withHours: boolean): OrderTimes | null => {
  const counts = WEEKDAYS.map(day =>
    HOURS.map(hour => rows.find(at => at.weekday === day && at.hour === hour)?.orders ?? 0),
  );
  if (rows.reduce((sum, { orders }) => sum + orders, 0) < FEWEST_ORDERS) return null;
  return {
    weekdays: counts.map(hours => hours.reduce((sum, orders) => sum + orders, 0)),
    hours: withHours ? counts : null,
  };
};

const sharesOf = (rows: readonly ShareRow[]): Shares | null => {
  const known = rows.find(({ name }) => name === null)?.count ?? 0;
  if (known < FEWEST_CUSTOMERS) return null;
  const parts = rows
    .flatMap(({ name, count }) => (name === null ? [] : [{ name, count, share: count / known }]))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
  const told = parts.reduce((sum, { count }) => sum + count, 0);
  return { known, parts, others: (known - told) / known };
};

const channelsOf = (rows: readonly ShareRow[], single: OneChannelRow | undefined): Channels | null => {
  const shares = sharesOf(rows);
  const { customers, oneChannel } = single ?? { customers: 0, oneChannel: 0 };
  return shares && { ...shares, oneChannelShare: customers < FEWEST_CUSTOMERS ? null : oneChannel / customers };
};

/** "18-24" before "25-34"; "<18" and "under 18" first, words last. */
const byAge = (shares: Shares | null): Shares | null =>
  shares && { ...shares, parts: shares.parts.toSorted((one, other) => ageIn(one.name) - ageIn(other.name)) };

const ageIn = (name: string): number => {
  const first = Number(/\d+/.exec(name)?.[0] ?? Number.POSITIVE_INFINITY);
  return /^\s*(<|under|below)/i.test(name) ? first - 1 : first;
};

const signupOf = (row: SignupRow | undefined): Signup | null => {
  if (!row || row.customers < FEWEST_CUSTOMERS) return null;
  const { customers, before, medianDay, quartiles } = row;
  return { customers, before, medianDay, daysToFirstOrder: customers - before < FEWEST_CUSTOMERS ? null : quartiles };
};
