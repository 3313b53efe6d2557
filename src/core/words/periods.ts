/** Names of months and weeks. */
import type { PeriodUnit } from '../periods.ts';
import { dayWords, monthAndYear } from './dates.ts';
import { count } from './numbers.ts';

/** "Dec 2010" of the month, "week of 6 Dec 2010" of the week that begins on the day. */
export const periodWords = (unit: PeriodUnit, start: string): string =>
  unit === 'month' ? monthAndYear(start) : `week of ${dayWords(start)}`;

/** "Dec 2010", "the week of 6 Dec 2010": within a sentence. */
export const periodInSentence = (unit: PeriodUnit, start: string): string =>
  `${unit === 'week' ? 'the ' : ''}${periodWords(unit, start)}`;

/** "9 % more than in" for a change of a figure, as a fraction; "after" where there is none to speak of. */
export const changeWords = (change: number | null, percent: (share: number) => string): string => {
  if (change === null) return 'after';
  if (Math.abs(change) < SAME) return 'about as much as in';
  return `${percent(Math.abs(change))} ${change > 0 ? 'more' : 'less'} than in`;
};

/** Less than half a percent reads as none. */
const SAME = 0.005;

/** Of the customers of a period: "12 of them", "none of them". */
export const newOnesWords = (newCustomers: number): string =>
  `${newCustomers === 0 ? 'none' : count(newCustomers)} of them`;
