import type { NameRow } from './names/pack.ts';
import { AVOID } from './playbook/avoid.ts';
import { PLAYS } from './playbook/plays.ts';
import type { Action, Budget } from './report.ts';

const SMALLEST_SHOWN_SHARE = 0.001;

/** What to do with the customers of a segment, the most important action first. */
export function actionsFor(row: Pick<NameRow, 'actions'>): readonly Action[] {
  return row.actions.map(id => PLAYS[id]);
}

/** What not to spend on the customers of a segment; `null` unless they are of low value. */
export function avoidFor(row: Pick<NameRow, 'avoid'>): string | null {
  return row.avoid === null ? null : AVOID[row.avoid];
}

/**
 * A starting point for the segment's part of a marketing budget: halfway between what it brings today and what could be
 * lost with it. Shares are fractions of 1; `revenueAtStake` is in the file's currency. The suggestions of all segments
 * add up to 1 if both shares do; where the shop has no revenue at stake at all they add up to one half.
 */
export function budgetFor(shares: Omit<Budget, 'suggestedShare' | 'hint'>): Budget {
  const { revenueShare, atStakeShare, revenueAtStake } = shares;
  const suggestedShare = (revenueShare + atStakeShare) / 2;
  const atStake = atStakeShare > 0 ? percent(atStakeShare) : 'none';
  const hint =
    `${percent(revenueShare)} of revenue and ${atStake} of the revenue at stake: ` +
    `start with ${suggestedShare < SMALLEST_SHOWN_SHARE ? '' : 'about '}${percent(suggestedShare)} of the budget.`;
  return { revenueShare, revenueAtStake, atStakeShare, suggestedShare, hint };
}

/** "38 %"; one decimal below 1 %. */
function percent(share: number): string {
  if (share > 0 && share < SMALLEST_SHOWN_SHARE) return 'less than 0.1 %';
  const value = share * 100;
  return `${value < 1 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}
