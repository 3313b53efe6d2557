import { expect, it } from 'vitest';
import { budgetOf, mostAtStake } from '../../../src/core/insight/budget.ts';
import type { Segment } from '../../../src/core/report.ts';
import { budgetSentences } from '../../../src/core/words/budget.ts';
import { percent } from '../../../src/core/words/numbers.ts';
import { fixtureReport } from '../../charts/fixture-report.ts';

const WRITING = { percent, money: (value: number) => `${value} EUR`, nameOf: (id: string) => id.toUpperCase() };
const REPORT = fixtureReport({ revenue: 1000 });

/** Segments with so much at stake each, of 200 in all. */
const withStakes = (stakes: readonly number[]) => ({
  ...REPORT,
  segments: REPORT.segments.map((segment, place): Segment => {
    const revenueAtStake = stakes[place] ?? 0;
    return {
      ...segment,
      budget: {
        revenueShare: 0.25,
        revenueAtStake,
        atStakeShare: revenueAtStake / 200,
        suggestedShare: 0.1 * place,
        hint: '',
      },
    };
  }),
});

it('each segment with its shares and where it stands; the names stay in the report', () => {
  const view = budgetOf(withStakes([0, 150, 50]));
  expect(view).toMatchObject({ revenueAtStake: 200, shareAtStake: 0.2 });
  expect(view.segments[1]).toEqual({
    segment: 'loyal',
    ...{ customers: 1178, customerShare: REPORT.segments[1]!.customerShare, revenue: REPORT.segments[1]!.revenue },
    ...{ revenueShare: 0.25, revenueAtStake: 150, atStakeShare: 0.75, suggestedShare: 0.1 },
    median: {
      recencyDays: REPORT.segments[1]!.recencyDays.median,
      ordersPerCustomer: REPORT.segments[1]!.ordersPerCustomer.median,
      spend: REPORT.segments[1]!.spend.median,
    },
  });
  expect(mostAtStake(view)!.segment).toBe('loyal');
});

it('what matters first', () => {
  expect(budgetSentences(budgetOf(withStakes([0, 150, 50])), WRITING)).toEqual([
    '20% of the revenue so far is at stake: 200 EUR came from customers who are slipping away.',
    'The largest part, 75%, is in LOYAL.',
    'A budget could start with 30% for NEW, 20% for LOST, 10% for LOYAL: halfway between what a segment brings and what is at stake in it.',
  ]);
  expect(budgetSentences(budgetOf(withStakes([0, 0, 200])), WRITING)[1]).toBe('All of it is in LOST.');
});

it('nothing at stake, and no segments', () => {
  const view = budgetOf(withStakes([]));
  expect([view.shareAtStake, mostAtStake(view)]).toEqual([0, undefined]);
  expect(budgetSentences(view, WRITING)).toEqual([
    'No revenue is at stake: nobody who used to order is slipping away. Share a budget out by revenue.',
  ]);
  const none = budgetOf({ segments: [], totals: { ...REPORT.totals, revenue: 0 } });
  expect(none).toEqual({ segments: [], revenueAtStake: 0, shareAtStake: 0 });
  expect(budgetSentences(none, WRITING)).toEqual([
    'There are too few customers for segments, and so for a budget by segment.',
  ]);
});
