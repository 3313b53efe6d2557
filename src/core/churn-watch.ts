/**
 * Whether more customers slipped into At risk or Lost in a period than the ups and downs of the periods before explain.
 *
 * The limit is Shewhart's of a control chart: mean + 3 standard deviations of the earlier counts, where the deviation is
 * at least √mean, what chance alone makes of a count (Poisson; the c chart). Shops vary more than that, so the deviation
 * that was seen counts where it is larger. It can be said in a sentence, needs no model of the season, and is calm: with
 * twelve earlier periods chance alone passes it about once in a hundred looks (test/core/churn-watch.test.ts). Besides,
 * a count is an alarm only if it is larger than each of the earlier ones, and never below five customers.
 */
import type { Cadence } from './cadence.ts';
import type { Movement } from './changes.ts';
import type { Change, MovedFigures } from './moved.ts';
import { enteredAlarming } from './movement-matrix.ts';
import type { SegmentReport } from './report.ts';
import type { RfmGroupId } from './rfm-groups.ts';

/** What a look compares: a period of so many days with as many before as there are, `most` at most. */
export interface WatchRhythm {
  readonly days: number;
  readonly most: number;
  readonly fewest: number;
}

/** Periods of equal length, or a long month would look worse than a short one. Four whole weeks of days: weekdays differ. */
const RHYTHMS: Readonly<Record<Cadence['every'], WatchRhythm>> = {
  day: { days: 1, most: 28, fewest: 14 },
  week: { days: 7, most: 12, fewest: 6 },
  month: { days: 30, most: 12, fewest: 6 },
};

export const rhythmOf = ({ every }: Pick<Cadence, 'every'>): WatchRhythm => RHYTHMS[every];

const DEVIATIONS = 3;
const SMALLEST_ALARM = 5;
const DAY = 86_400_000;

/** A shop's orders begin somewhere: before, nobody could be Lost, and periods from then say nothing. */
export interface WatchHistory {
  /** Earlier periods that can be compared with. */
  readonly periods: number;
  readonly fewest: number;
  /** ISO 8601 without zone: from then on there are enough. */
  readonly enoughFrom: string;
}

interface LookedAt extends Pick<SegmentReport, 'totals' | 'scores'> {
  readonly asOf: string;
}

export const watchHistory = ({ asOf, totals, scores }: LookedAt, { days, most, fewest }: WatchRhythm): WatchHistory => {
  const complete = instantOf(totals.firstOrder) + Math.ceil(scores.cuts.recency[3]) * DAY;
  const periods = Math.floor((instantOf(asOf) - complete) / (days * DAY)) - 1;
  const enoughFrom = new Date(complete + (fewest + 1) * days * DAY).toISOString().slice(0, 19);
  return { periods: Math.max(0, Math.min(most, periods)), fewest, enoughFrom };
};

const instantOf = (isoWithoutZone: string): number => Date.parse(`${isoWithoutZone}Z`);

/** Groups that a watch speaks of; Can't lose is a part of neither, and too small to vary in a way that can be told. */
const WATCHED: readonly RfmGroupId[] = ['at-risk', 'lost'];

export interface WatchedGroup extends MovedFigures {
  readonly group: RfmGroupId;
  readonly origins: readonly Change[];
  /** Of the earlier periods. */
  readonly least: number;
  readonly most: number;
  /** So many customers, or more, are more than the earlier periods explain. */
  readonly alarm: number;
  readonly loud: boolean;
}

export interface ChurnWatch {
  readonly days: number;
  readonly since: string;
  readonly until: string;
  /** All that customers have spent. */
  readonly revenue: number;
  readonly history: WatchHistory;
  /** Empty where there is too little history. */
  readonly groups: readonly WatchedGroup[];
}

/** `movements`: the newest period, then those before it, newest first. */
export const watchChurn = (
  movements: readonly Movement[],
  { days }: WatchRhythm,
  history: WatchHistory,
): ChurnWatch => {
  const [newest, ...earlier] = movements as readonly [Movement, ...Movement[]];
  const compared = earlier.slice(0, history.periods);
  const isEnough = compared.length >= history.fewest;
  return {
    days,
    since: newest.since,
    until: newest.until,
    revenue: newest.moves.reduce((sum, { revenue }) => sum + revenue, 0),
    history,
    groups: isEnough ? WATCHED.map(group => watchedGroup(group, newest, compared)) : [],
  };
};

export const isLoud = ({ groups }: ChurnWatch): boolean => groups.some(({ loud }) => loud);

const watchedGroup = (group: RfmGroupId, newest: Movement, earlier: readonly Movement[]): WatchedGroup => {
  const { customers, revenue, origins } = enteredIn(group, newest);
  const counts = earlier.map(movement => enteredIn(group, movement).customers);
  const most = Math.max(...counts);
  const alarm = Math.max(Math.floor(limitOf(counts)) + 1, most + 1, SMALLEST_ALARM);
  return {
    group,
    customers,
    revenue,
    origins,
    least: Math.min(...counts),
    most,
    alarm,
    loud: customers >= alarm,
  };
};

const enteredIn = (group: RfmGroupId, movement: Movement) =>
  enteredAlarming(movement).find(entered => entered.group === group)!;

/** At least two counts. */
export const limitOf = (counts: readonly number[]): number => {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1);
  return mean + DEVIATIONS * Math.sqrt(Math.max(variance, mean));
};
