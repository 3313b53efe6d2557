/** What retention means, in sentences; `percent` writes a share as its reader is used to. */
import { isOpenCell, REORDER_DAYS, type Retention, SMALLEST_COHORT } from '../insight/retention.ts';
import { monthAndYear } from './dates.ts';
import { count, counted } from './numbers.ts';

type Percent = (share: number) => string;

/** Months after the first order that a sentence names. */
const NAMED_MONTHS = [1, 3, 6, 12] as const;

/** What matters most first; at least one sentence. */
export const retentionSentences = (retention: Retention, percent: Percent): readonly string[] => {
  const found = [
    repeatSentence(retention, percent),
    monthsSentence(retention, percent),
    soonSentence(retention, percent),
  ];
  return found.filter(sentence => sentence !== null);
};

const repeatSentence = ({ repeat }: Retention, percent: Percent): string => {
  const { customers, repeatCustomers, repeatPurchaseRate } = repeat.at(-1)!;
  return repeatPurchaseRate === null
    ? `${counted(customers, 'customer')} so far, ${count(repeatCustomers)} of them with more than one order: fewer than ${SMALLEST_COHORT} customers are too few for a rate.`
    : `${percent(repeatPurchaseRate)} of the ${count(customers)} customers so far ordered more than once.`;
};

const monthsSentence = ({ newCustomers: { retention } }: Retention, percent: Percent): string | null => {
  const named = NAMED_MONTHS.filter(after => retention[after] !== undefined);
  if (named.length === 0) return null;
  const parts = named.map((after, place) => {
    const month =
      place === 0 ? `ordered in the ${ORDINALS[after]} month after their first order` : `in the ${ORDINALS[after]}`;
    return `${percent(retention[after]!)} ${month}`;
  });
  return `Of new customers, ${listed(parts)}.`;
};

const ORDINALS = { 1: 'first', 3: 'third', 6: 'sixth', 12: 'twelfth' } as const;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const soonSentence = ({ newCustomers: { reorderRate }, cohorts }: Retention, percent: Percent): string | null => {
  const newest = cohorts.findLast(cohort => cohort.reorderRate !== null);
  if (reorderRate === null || newest === undefined) return null;
  return `${percent(reorderRate)} of new customers ordered again within ${REORDER_DAYS} days; of those of ${monthAndYear(newest.start)}, the newest month with at least ${SMALLEST_COHORT} whose ${REORDER_DAYS} days are over, ${percent(newest.reorderRate!)}.`;
};

/** What a reader of the cohorts must know. */
export const cohortNotes = ({ cohorts, lastMonth, earlierCohorts }: Retention): readonly string[] => {
  const [first] = cohorts;
  const hasOpen = cohorts.some(
    cohort => cohort.retention !== null && isOpenCell(lastMonth, cohort, cohort.retention.length - 1),
  );
  return [
    ...(hasOpen ? [`* ${monthAndYear(lastMonth.start)} is not over: these shares can still grow.`] : []),
    ...(first && first.retention !== null && cohorts.length > 1 && earlierCohorts === 0
      ? [
          `With ${monthAndYear(first.start)} the orders begin: it also holds customers from before, who come back more often. It does not count as new customers above.`,
        ]
      : []),
    ...(cohorts.some(({ retention }) => retention === null)
      ? [`Months with fewer than ${SMALLEST_COHORT} new customers are too small for shares.`]
      : []),
  ];
};
