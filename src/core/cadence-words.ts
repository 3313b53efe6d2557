/** A cadence in words, for everything that says when a digest comes. */
import type { Cadence, Weekday } from './cadence.ts';

export const WEEKDAYS: Readonly<Record<Weekday, string>> = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
};

/** "09:00" */
const clockTime = ({ hour, minute }: Pick<Cadence, 'hour' | 'minute'>): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** "every Monday at 09:00 (Europe/Berlin)"; `timeZone` is an IANA name, `null` leaves the zone unsaid. */
export const cadenceWords = (cadence: Cadence, timeZone: string | null): string =>
  `${days(cadence)} at ${clockTime(cadence)}${timeZone === null ? '' : ` (${timeZone})`}`;

const days = (cadence: Cadence): string => {
  if (cadence.every === 'day') return 'every day';
  if (cadence.every === 'week') return `every ${WEEKDAYS[cadence.weekday]}`;
  if (cadence.day === LAST_DAY) return 'on the last day of every month';
  const shorter = cadence.day > SHORTEST_MONTH ? ', in shorter months on the last day,' : '';
  return `on the ${ordinal(cadence.day)} of every month${shorter}`;
};

const LAST_DAY = 31;
const SHORTEST_MONTH = 28;

const ordinal = (day: number): string => {
  const isTeen = day >= 11 && day <= 13;
  return `${day}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][day % 10]) ?? 'th'}`;
};
