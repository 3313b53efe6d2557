/** What the budget view says, in sentences; names and figures are written as their reader is used to. */
import { type BudgetView, mostAtStake } from '../insight/budget.ts';
import { RFM_GROUPS } from '../rfm-groups.ts';

interface Writing {
  readonly percent: (share: number) => string;
  readonly money: (value: number) => string;
  /** Name of a segment by its id. */
  readonly nameOf: (segment: string) => string;
}

/** Segments that a sentence names. */
const NAMED = 3;

/** What matters most first; at least one sentence. */
export const budgetSentences = (view: BudgetView, { percent, money, nameOf }: Writing): readonly string[] => {
  if (view.segments.length === 0) return ['There are too few customers for segments, and so for a budget by segment.'];
  const most = mostAtStake(view);
  if (most === undefined)
    return ['No revenue is at stake: nobody who used to order is slipping away. Share a budget out by revenue.'];
  const planned = view.segments.toSorted((a, b) => b.suggestedShare - a.suggestedShare).slice(0, NAMED);
  const shares = planned.map(({ segment, suggestedShare }) => `${percent(suggestedShare)} for ${nameOf(segment)}`);
  return [
    `${percent(view.shareAtStake)} of the revenue so far is at stake: ${money(view.revenueAtStake)} came from customers who are slipping away.`,
    most.atStakeShare > ALL
      ? `All of it is in ${nameOf(most.segment)}.`
      : `The largest part, ${percent(most.atStakeShare)}, is in ${nameOf(most.segment)}.`,
    `A budget could start with ${shares.join(', ')}: halfway between what a segment brings and what is at stake in it.`,
  ];
};

/** Rounding leaves nothing for others. */
const ALL = 0.9995;

const AT_STAKE = RFM_GROUPS.filter(({ atStake }) => atStake).map(({ name }) => name);

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

export const BUDGET_NOTE = `At stake: revenue so far of customers in the RFM groups that are slipping away (${listed(AT_STAKE)}), whatever their segment. Budget: a starting point, not a rule.`;
