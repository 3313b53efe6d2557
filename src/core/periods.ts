/** Months and weeks of the orders: their names, their gaps, and whether the orders cover all of them. Days are in the dataset's time zone. */
import type { Totals } from './report.ts';

export type PeriodUnit = 'month' | 'week';
export type CalendarUnit = PeriodUnit | 'quarter';

/** A shorter history has too few months to show a trend. */
const SHORTEST_FOR_MONTHS_DAYS = 120;

const DAY_MS = 86_400_000;

export const unitFor = ({ firstOrder, lastOrder }: Totals): PeriodUnit =>
  (timeOf(lastOrder) - timeOf(firstOrder)) / DAY_MS < SHORTEST_FOR_MONTHS_DAYS ? 'week' : 'month';

/** First days of all periods from the first to the last, also of those without orders. */
export const periodStarts = (unit: CalendarUnit, first: string, last: string): readonly string[] => {
  const starts = [first];
  while (starts.at(-1)! < last) starts.push(nextStart(unit, starts.at(-1)!));
  return starts;
};

const MONTHS_IN = { month: 1, quarter: 3 } as const;

/** First day of the period after the one that begins on `start`. */
export const nextStart = (unit: CalendarUnit, start: string): string => {
  const [year, month, day] = start.split('-').map(Number) as [number, number, number];
  if (unit === 'week') return dayOf(Date.UTC(year, month - 1, day + 7));
  return dayOf(Date.UTC(year, month - 1 + MONTHS_IN[unit], 1));
};

/** Days without orders at the edge of the data that are still taken for chance. */
const QUIET_DAYS = 2;

/** The orders begin before it, or soon after its begin, and last until its end. */
export const isCovered = (unit: CalendarUnit, start: string, { firstOrder, lastOrder }: Totals): boolean => {
  const begin = timeOf(start);
  const end = timeOf(nextStart(unit, start));
  const [first, last] = [timeOf(firstOrder.slice(0, 10)), timeOf(lastOrder.slice(0, 10))];
  return first <= begin + QUIET_DAYS * DAY_MS && last + DAY_MS >= end - QUIET_DAYS * DAY_MS;
};

const timeOf = (instant: string): number => Date.parse(instant.length > 10 ? `${instant}Z` : `${instant}T00:00:00Z`);

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
