/** Labels of months or weeks along an axis: as many as do not touch each other, the year where it begins. */
import type { PeriodUnit } from '../core/periods.ts';
import { monthName } from '../core/words/dates.ts';

/** More labels than this touch each other. */
const MOST_LABELS = 13;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240] as const;
const WEEK_STEPS = [1, 2, 4, 8] as const;

/** Of periods that follow each other, by their first days (or months). */
export const periodLabels = (unit: PeriodUnit, starts: readonly string[]): (string | string[])[] =>
  unit === 'month' ? monthLabels(starts) : weekLabels(starts);

/** "Dec" over "2010" where a year begins; only every so many months where there are many. */
const monthLabels = (starts: readonly string[]): (string | string[])[] => {
  const step = stepFor(MONTH_STEPS, starts.length);
  let year = '';
  return starts.map(start => {
    if (step > 1 && monthNumber(start) % step !== 0) return '';
    if (step >= 12) return start.slice(0, 4);
    const label = start.slice(0, 4) === year ? monthName(start) : [monthName(start), start.slice(0, 4)];
    year = start.slice(0, 4);
    return label;
  });
};

/** "5" over "Aug": the Monday. */
const weekLabels = (starts: readonly string[]): (string | string[])[] => {
  const step = stepFor(WEEK_STEPS, starts.length);
  return starts.map((start, place) =>
    place % step === 0 ? [String(Number(start.slice(8, 10))), monthName(start)] : '',
  );
};

const stepFor = (steps: readonly number[], periods: number): number =>
  steps.find(each => periods / each <= MOST_LABELS) ?? steps.at(-1)!;

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
