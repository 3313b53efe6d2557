import type { DateCell } from './dates.ts';

const LEAST_STEPS = 10;
/** A way through time that is this much shorter than the other is no chance. */
const CLEARLY_SHORTER = 0.5;

/**
 * The reading of ambiguous dates under which the rows of the file run in order of time: files mostly do, and a wrong
 * reading jumps to and fro between months. Null where neither reading is clearly better.
 */
export const orderInTime = (cells: readonly DateCell[]): 'dmy' | 'mdy' | null => {
  const dmy = detour(cells.map(cell => daysOf(cell, 'dmy')));
  const mdy = detour(cells.map(cell => daysOf(cell, 'mdy')));
  if (dmy === null || mdy === null) return null;
  if (dmy < mdy * CLEARLY_SHORTER) return 'dmy';
  return mdy < dmy * CLEARLY_SHORTER ? 'mdy' : null;
};

/** Days walked from row to row, for each day between the first and the last date: 1 where rows are in order. */
const detour = (days: readonly number[]): number | null => {
  let walked = 0;
  let steps = 0;
  for (let at = 1; at < days.length; at++) {
    const step = Math.abs(days[at]! - days[at - 1]!);
    walked += step;
    if (step > 0) steps++;
  }
  const span =
    days.reduce((most, day) => Math.max(most, day), 0) - days.reduce((least, day) => Math.min(least, day), 1e9);
  return steps < LEAST_STEPS ? null : walked / Math.max(1, span);
};

const daysOf = ({ open }: DateCell, order: 'dmy' | 'mdy'): number => {
  const [first, second, year] = open ?? [1, 1, 2000];
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  return Date.UTC(year < 100 ? year + 2000 : year, month - 1, day) / 86_400_000;
};
