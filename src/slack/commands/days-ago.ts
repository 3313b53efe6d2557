/** "30", "90 days", "365 days ago", "a year ago", "last month": how far to look back. */
import { MOST_DAYS_AGO } from '../../core/changes.ts';

/** Words around the number that say nothing. */
const FILLERS = /\b(?:ago|since|with|to|the|now|against|and|of|before|a|an|one|last|past)\b/g;

const UNITS: Readonly<Record<string, number>> = { d: 1, day: 1, week: 7, month: 30, quarter: 90, year: 365 };

/** Days, `last run` where nothing else is asked for, `null` for anything that is no time. */
export const parseDaysAgo = (text: string): number | 'last run' | null => {
  const words = text.toLowerCase().replaceAll(FILLERS, ' ').replaceAll(/\s+/g, ' ').trim();
  if (words === '' || words === 'run' || words === 'previous run' || words === 'time') return 'last run';
  const [, number, unit] = /^(\d{1,5})? ?([a-z]+?)?s?$/.exec(words) ?? [];
  const length = unit === undefined ? 1 : UNITS[unit];
  if (length === undefined || (number === undefined && unit === undefined)) return null;
  const days = Number(number ?? 1) * length;
  return days >= 1 && days <= MOST_DAYS_AGO ? days : null;
};
