/** "weekly mon 09:00", "every monday at 9", "monthly on the 1st at 9 am": how often, and when. */
import type { Cadence, Weekday } from '../../core/cadence.ts';
import { WEEKDAYS } from '../../core/cadence-words.ts';
import { type ClockTime, parseClockTime } from './clock-time.ts';
import { closest, quote } from './mistake.ts';

export interface CadenceMistake {
  readonly problem: string;
  /** The text with what was probably meant. */
  readonly didYouMean: string | null;
}

export const isCadence = (parsed: Cadence | CadenceMistake): parsed is Cadence => 'every' in parsed;

export const parseCadence = (text: string): Cadence | CadenceMistake => {
  const typed = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(word => word !== '' && !FILLERS.has(word));
  // "on the last day of every month" is not daily.
  const words = typed.some(word => PERIODS[word] === 'month') ? typed.filter(word => word !== 'day') : typed;
  const periods = words.flatMap(word => PERIODS[word] ?? []);
  const weekdays = words.flatMap(word => weekdayOf(word) ?? []);
  const rest = words.filter(word => PERIODS[word] === undefined && weekdayOf(word) === null);
  const every = periods[0] ?? (weekdays.length > 0 ? 'week' : null);
  if (every === null) return howOften(rest);
  if (new Set(periods).size > 1) return { problem: 'Choose one of daily, weekly and monthly.', didYouMean: null };
  if (weekdays.length > 1)
    return {
      problem: 'A weekly digest comes on one day of the week.',
      didYouMean: `weekly ${WEEKDAYS[weekdays[0]!]} ${rest.join(' ')}`.trim(),
    };
  if (every !== 'week' && weekdays.length > 0)
    return {
      problem: `A digest on a ${WEEKDAYS[weekdays[0]!]} comes every week.`,
      didYouMean: `weekly ${WEEKDAYS[weekdays[0]!]} ${rest.join(' ')}`.trim(),
    };
  return every === 'month'
    ? monthly(rest)
    : timed(rest, words, time =>
        every === 'day' ? { every, ...time } : { every, weekday: weekdays[0] ?? 1, ...time },
      );
};

const FILLERS: ReadonlySet<string> = new Set(['every', 'each', 'on', 'at', 'the', 'of', 'a', 'and', 'by', 'around']);

const PERIODS: Readonly<Record<string, Cadence['every']>> = {
  daily: 'day',
  day: 'day',
  days: 'day',
  everyday: 'day',
  weekly: 'week',
  week: 'week',
  monthly: 'month',
  month: 'month',
};

const DEFAULT_TIME: ClockTime = { hour: 9, minute: 0 };
const LAST_DAY = 31;

/** "mo", "mon", "monday", "mondays"; also weds, tues, thurs. */
const weekdayOf = (word: string): Weekday | null => {
  const singular = word.replace(/\.$/, '').replace(/(?<=day)s$/, '');
  if (singular.length < 2) return null;
  if (singular === 'weds') return 3;
  const found = Object.entries(WEEKDAYS).find(([, name]) => name.toLowerCase().startsWith(singular));
  return found ? (Number(found[0]) as Weekday) : null;
};

/** Day of the month first: "1", "1st", "first", "last"; then the time. */
const monthly = (rest: readonly string[]): Cadence | CadenceMistake => {
  const [first = '', ...others] = rest;
  const named = { first: 1, last: LAST_DAY }[first];
  const number = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/.exec(first)?.[1];
  const day = named ?? (number === undefined ? null : Number(number));
  // "monthly 9:00" and "monthly 9 am" name no day.
  const isTime = others.length > 0 && parseClockTime([first, ...others].join(' ')) !== null;
  if (day === null || isTime) return timed(rest, ['monthly', ...rest], time => ({ every: 'month', day: 1, ...time }));
  if (day < 1 || day > LAST_DAY)
    return { problem: `${quote(first)} is no day of a month: use 1 to ${LAST_DAY}, or last.`, didYouMean: null };
  return timed(others, ['monthly', ...rest], time => ({ every: 'month', day, ...time }));
};

const timed = (
  rest: readonly string[],
  words: readonly string[],
  cadence: (time: ClockTime) => Cadence,
): Cadence | CadenceMistake => {
  if (rest.length === 0) return cadence(DEFAULT_TIME);
  const time = parseClockTime(rest.join(' '));
  return time === null ? notUnderstood(rest, words) : cadence(time);
};

const howOften = (rest: readonly string[]): CadenceMistake => {
  const time = rest.join(' ');
  return parseClockTime(time) === null
    ? notUnderstood(rest, rest)
    : { problem: 'How often? Say daily, weekly or monthly.', didYouMean: `daily ${time}` };
};

const notUnderstood = (rest: readonly string[], words: readonly string[]): CadenceMistake => {
  const strange = rest.find(word => /^[a-z]{2,}/.test(word) && parseClockTime(word) === null) ?? rest.join(' ');
  const meant = closest(strange, VOCABULARY);
  return {
    problem: `${quote(strange)} is no day or time I know. Times are like 09:00 or 9 am.`,
    didYouMean: meant === null ? null : words.map(word => (word === strange ? meant : word)).join(' '),
  };
};

const VOCABULARY: readonly string[] = [
  ...Object.values(WEEKDAYS).map(name => name.toLowerCase()),
  ...Object.keys(PERIODS),
  'noon',
  'midnight',
];
