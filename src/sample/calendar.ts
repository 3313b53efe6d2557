import { cumulative, indexAt, type Random } from './chance.ts';

/** The two years of the sample store, in days numbered from 0, and the rhythm of its orders. Never today's date. */
const FIRST_DAY = Date.UTC(2024, 10, 1);
const LAST_DAY = Date.UTC(2026, 9, 31);
const MS_PER_DAY = 86_400_000;

export const DAY_COUNT = (LAST_DAY - FIRST_DAY) / MS_PER_DAY + 1;

/** How many times as many orders the last day brings as the first, apart from all other influences. */
const GROWTH = 1.5;
/** Demand in the middle of January, February and so on. */
const MONTH_DEMAND = [0.86, 0.82, 0.9, 0.97, 1, 0.95, 0.9, 0.86, 1, 1.1, 1.6, 1.9];
/** Sunday to Saturday. */
const WEEKDAY_DEMAND = [1.08, 1.1, 1.03, 1, 1.02, 0.95, 0.8];
/** Midnight to 23:00. */
const HOUR_DEMAND = [3, 1, 0.5, 0.3, 0.3, 0.8, 4, 12, 24, 38, 46, 50, 54, 50, 44, 42, 42, 46, 52, 62, 70, 62, 36, 12];
/** How far chance moves a day's demand, up or down. */
const DAY_NOISE = 0.15;
const SALE_LIFT = 1.3;

/** First and last day as month * 100 + day: new year, summer, the week of Black Friday. */
const SALES = [
  [102, 114],
  [701, 710],
  [1124, 1130],
] as const;
/** Days on which the demand is far below that of their month. */
const QUIET_DAYS: ReadonlyMap<number, number> = new Map([
  [101, 0.4],
  [1222, 0.8],
  [1223, 0.6],
  [1224, 0.35],
  [1225, 0.2],
  [1226, 0.5],
  [1227, 0.6],
  [1228, 0.6],
  [1229, 0.6],
  [1230, 0.6],
  [1231, 0.35],
]);

const dateOf = (day: number): Date => new Date(FIRST_DAY + day * MS_PER_DAY);
const monthAndDay = (date: Date): number => (date.getUTCMonth() + 1) * 100 + date.getUTCDate();

export const monthOf = (day: number): number => dateOf(day).getUTCMonth() + 1;

export const isSaleDay = (day: number): boolean => {
  const date = monthAndDay(dateOf(day));
  return SALES.some(([first, last]) => date >= first && date <= last);
};

/** Whole years since the first 1 January before the first day: prices rise with each. */
export const priceYearOf = (day: number): number => dateOf(day).getUTCFullYear() - dateOf(0).getUTCFullYear();

/** Between the middles of two months the demand moves in a straight line, so that no month begins with a step. */
const seasonalDemand = (date: Date): number => {
  const sinceMiddle = (date.getUTCDate() - 15.5) / 30.5;
  const month = date.getUTCMonth();
  const neighbour = (month + (sinceMiddle < 0 ? 11 : 1)) % 12;
  const share = Math.abs(sinceMiddle);
  return MONTH_DEMAND[month]! * (1 - share) + MONTH_DEMAND[neighbour]! * share;
};

const demandOf = (day: number, random: Random): number => {
  const date = dateOf(day);
  // A straight line and not a power: powers may differ between machines in their last digit, rows must not.
  const growth = 1 + ((GROWTH - 1) * day) / DAY_COUNT;
  const rhythm = seasonalDemand(date) * WEEKDAY_DEMAND[date.getUTCDay()]! * (QUIET_DAYS.get(monthAndDay(date)) ?? 1);
  return growth * rhythm * (isSaleDay(day) ? SALE_LIFT : 1) * (1 + DAY_NOISE * (2 * random() - 1));
};

/** The share of all rows that is written by the end of each day; the last one is 1. */
export const rowShareByDay = (random: Random): Float64Array =>
  cumulative(Array.from({ length: DAY_COUNT }, (_, day) => demandOf(day, random)));

const HOUR_SHARES = cumulative(HOUR_DEMAND);

/** A minute of the day (0-1439): few at night, most around noon and in the evening. */
export const minuteOfDay = (random: Random): number => indexAt(HOUR_SHARES, random()) * 60 + Math.floor(random() * 60);

const TIME_TEXTS: readonly string[] = Array.from(
  { length: 1440 },
  (_, minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`,
);

/** M/D/YYYY without padding, the form of the Online Retail file. */
export const dateText = (day: number): string => {
  const date = dateOf(day);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
};

/** H:MM, the hour without padding. */
export const timeText = (minute: number): string => TIME_TEXTS[minute]!;
