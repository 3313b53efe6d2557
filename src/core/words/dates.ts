/** Days and months as people write them, from instants without a zone (`2011-12-09T12:50:00`). */
import { counted } from './numbers.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "Nov" of `2011-11`. */
export const monthName = (month: string): string => MONTHS[Number(month.slice(5, 7)) - 1] ?? month;

/** "Nov 2011" of `2011-11`. */
export const monthAndYear = (month: string): string => `${monthName(month)} ${month.slice(0, 4)}`;

/** "9 Dec 2011" of `2011-12-09T12:50:00`; what is no date stays as it is. */
export const dayWords = (instant: string): string =>
  /^\d{4}-\d{2}-\d{2}/.test(instant)
    ? `${Number(instant.slice(8, 10))} ${monthName(instant)} ${instant.slice(0, 4)}`
    : instant;

const DAY_MS = 86_400_000;
const endsDay = (instant: string): boolean => instant.slice(11, 19) === '00:00:00';

/** The last day that is looked at: midnight ends the day before ("26 Nov 2026" of `2026-11-27T00:00:00`). */
export const lastDayWords = (instant: string): string =>
  dayWords(endsDay(instant) ? new Date(Date.parse(`${instant}Z`) - DAY_MS).toISOString() : instant);

/** "at the end of 26 Nov 2026" of `2026-11-27T00:00:00`, "as of 9 Dec 2011" of `2011-12-09T12:50:00`. */
export const asOfWords = (instant: string): string =>
  `${endsDay(instant) ? 'at the end of' : 'as of'} ${lastDayWords(instant)}`;

/** "8 days ago", "within a day". */
export const daysAgo = (days: number): string => (days < 1 ? 'within a day' : `${counted(days, 'day')} ago`);
