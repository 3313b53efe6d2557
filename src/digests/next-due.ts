/**
 * When a digest is due next: clock time and calendar of its time zone, across daylight-saving changes.
 *
 * Temporal says by its standard what happens to a local time that does not exist or exists twice ("compatible": after
 * the gap, the first of two), where other libraries leave that open or only add hours; it knows zones by their IANA
 * names; it will come with the platform, and then this small polyfill gives way by itself.
 */
import { Temporal } from 'temporal-polyfill';
import type { Cadence } from '../core/cadence.ts';

type Day = Temporal.PlainDate;

/** No zone has ever skipped more than one day (Samoa: 30 December 2011). */
const LONGEST_GAP = { days: 2 } as const;

/**
 * The first due time after `after`, both in epoch milliseconds. A local time that a spring change skips is due as much
 * later as the clock was put forward (02:30 becomes 03:30); one that an autumn change repeats is due the first time.
 */
export const nextDue = (cadence: Cadence, timeZone: string, after: number): number => {
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate();
  // What was due on a day that was skipped falls on the day after it, so begin a little earlier.
  let day = dayFrom(cadence, today.subtract(LONGEST_GAP));
  for (;;) {
    const due = instantOf(day, cadence, timeZone);
    if (due > after) return due;
    day = dayFrom(cadence, day.add({ days: 1 }));
  }
};

/** A zone of the IANA database, as Slack names them ("Europe/London"). */
export const isTimeZone = (name: string): boolean => {
  // Temporal would also read an offset or a whole date with a zone.
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
};

const instantOf = (day: Day, { hour, minute }: Cadence, timeZone: string): number =>
  day.toPlainDateTime({ hour, minute }).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;

/** The first day of the cadence that is not before `day`. */
const dayFrom = (cadence: Cadence, day: Day): Day => {
  if (cadence.every === 'day') return day;
  if (cadence.every === 'week') return day.add({ days: (cadence.weekday - day.dayOfWeek + 7) % 7 });
  const inThisMonth = dayOfMonth(day, cadence.day);
  return Temporal.PlainDate.compare(inThisMonth, day) >= 0
    ? inThisMonth
    : dayOfMonth(day.with({ day: 1 }).add({ months: 1 }), cadence.day);
};

/** In a month that is too short: its last day. */
const dayOfMonth = (month: Day, day: number): Day => month.with({ day }, { overflow: 'constrain' });
