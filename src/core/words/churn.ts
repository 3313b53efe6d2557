/** What a look at customers who slip away has found, in sentences. */
import type { ChurnWatch, WatchedGroup } from '../churn-watch.ts';
import { dayWords, lastDayWords } from './dates.ts';
import { groupName } from './movement.ts';
import { count, counted, percent } from './numbers.ts';

/** "47 customers became At risk in the week to 24 Nov 2026; in the 12 weeks before, it was between 12 and 30." */
export const becameWords = (watch: ChurnWatch, { group, customers, least, most }: WatchedGroup): string => {
  const range = least === most ? `always ${count(most)}` : `between ${count(least)} and ${count(most)}`;
  const { newest, before } = periodWords(watch);
  return `${counted(customers, 'customer')} became ${groupName(group)} ${newest}; ${before}, it was ${range}.`;
};

interface PeriodWords {
  readonly newest: string;
  readonly before: string;
}

const periodWords = ({ days, until, history: { periods } }: ChurnWatch): PeriodWords => {
  const day = lastDayWords(until);
  if (days === 1) return { newest: `on ${day}`, before: `on each of the ${count(periods)} days before` };
  if (days === 7) return { newest: `in the week to ${day}`, before: `in the ${count(periods)} weeks before` };
  return {
    newest: `in the ${count(days)} days to ${day}`,
    before: `in the ${count(periods)} times ${count(days)} days before`,
  };
};

/** "They have spent €3,400 so far, 4% of all revenue; most come from Loyal (20), Need attention (15)." */
export const hangingWords = (
  { revenue: all }: ChurnWatch,
  { customers, revenue, origins }: WatchedGroup,
  amount: (value: number) => string,
): string => {
  const share = all > 0 ? `, ${percent(revenue / all)} of all revenue` : '';
  const named = origins.slice(0, NAMED).map(({ from, customers: many }) => `${groupName(from)} (${count(many)})`);
  const have = customers === 1 ? 'This customer has' : 'They have';
  const come = origins.length > NAMED ? 'most were' : customers === 1 ? 'before, it was' : 'before, they were';
  return `${have} spent ${amount(revenue)} so far${share}; ${come} in ${named.join(', ')}.`;
};

const NAMED = 3;

/** "An alert comes from 34 on." */
export const limitWords = ({ alarm }: WatchedGroup): string => `An alert comes from ${count(alarm)} on.`;

/** Said wherever alerts are set up or looked at before there is enough to compare with. */
export const tooLittleHistory = (days: number, { periods, fewest, enoughFrom }: ChurnWatch['history']): string => {
  const have = periods === 0 ? 'none yet' : `only ${count(periods)}`;
  return (
    `There is too little history yet: to know what is usual, I need ${count(fewest)} earlier ${spanWords(days)} in which ` +
    `somebody could be lost, and these orders have ${have}. From about ${dayWords(enoughFrom)} on there are enough, or ` +
    'at once if you upload older orders too. Until then nothing is posted.'
  );
};

const spanWords = (days: number): string => {
  if (days === 1) return 'days';
  return days === 7 ? 'weeks' : `periods of ${count(days)} days`;
};
