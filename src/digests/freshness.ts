/**
 * Whether orders are fresh enough for a digest. Instants of a dataset are ISO 8601 without a zone and read as UTC;
 * `now` and due times are epoch milliseconds.
 */
import type { Digest } from '../store/bot-state.ts';
import { nextDue } from './next-due.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FRESH_DAYS = 7;
export const REMINDER_LEAD = 2 * DAY;

export type Freshness =
  | {
      readonly fresh: true;
      /** `Settings.asOf` of the digest's run, `YYYY-MM-DD`. */
      readonly asOf: string;
    }
  | {
      readonly fresh: false;
      /** Whole days since the last order. */
      readonly daysAgo: number;
    };

/** Fresh: the last order is at most seven days before `now`, or orders were uploaded since the last digest: there is news. */
export const freshness = (lastOrder: string, now: number, hasNews = false): Freshness =>
  hasNews || now <= staleAfter(lastOrder)
    ? { fresh: true, asOf: asOfNow(lastOrder, now) }
    : { fresh: false, daysAgo: daysSince(lastOrder, now) };

/** Whole days; negative for orders that are dated ahead. */
export const daysSince = (lastOrder: string, now: number): number => Math.floor((now - instantOf(lastOrder)) / DAY);

/**
 * "As of now" as a day. An as-of day begins at 00:00 and leaves later orders out, so today's orders need tomorrow:
 * recency then counts the days of the calendar (0 today, 1 yesterday; in files without times, whose orders all stand at
 * 00:00, one more), and is the same at whatever hour of the day it is asked.
 *
 * Shops write local times, which can be ahead of UTC by up to 14 hours: an order of tomorrow's date moves the day by
 * one. Orders dated further ahead are mistakes of the file and move nothing; they are rejected as `after_as_of`, and
 * whether the kept ones are fresh can be asked again with the last order of the report.
 */
export const asOfNow = (lastOrder: string, now: number): string => {
  const today = dayNumber(now);
  const isAhead = dayNumber(instantOf(lastOrder)) === today + 1;
  return new Date((today + (isAhead ? 2 : 1)) * DAY).toISOString().slice(0, 10);
};

export type RemindedDigest = Pick<Digest, 'cadence' | 'timeZone' | 'nextDueAt' | 'pausedBecause' | 'remindedFor'>;

/**
 * The due time about which the owner is to be reminded now, because by then the orders will be stale; `null` where
 * there is none. From two days before it, once: the caller stores it as `remindedFor`.
 *
 * A daily digest reminds of the first stale one only. The following ones say themselves that orders are missing, and a
 * reminder a day on top of them would help nobody.
 */
export const reminderDue = (digest: RemindedDigest, lastOrder: string, now: number): number | null => {
  if (digest.pausedBecause !== null) return null;
  const firstStale = nextDue(digest.cadence, digest.timeZone, staleAfter(lastOrder));
  const dueAt = digest.cadence.every === 'day' ? firstStale : Math.max(firstStale, digest.nextDueAt);
  const isNear = now < dueAt && now >= dueAt - REMINDER_LEAD;
  return isNear && digest.remindedFor !== dueAt ? dueAt : null;
};

const staleAfter = (lastOrder: string): number => instantOf(lastOrder) + FRESH_DAYS * DAY;

const instantOf = (isoWithoutZone: string): number => Date.parse(`${isoWithoutZone}Z`);

const dayNumber = (instant: number): number => Math.floor(instant / DAY);
