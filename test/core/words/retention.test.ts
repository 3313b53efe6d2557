import { expect, it } from 'vitest';
import type { Cohort, Retention } from '../../../src/core/insight/retention.ts';
import { percent } from '../../../src/core/words/numbers.ts';
import { cohortNotes, retentionSentences } from '../../../src/core/words/retention.ts';

const cohort = (start: string, customers: number, retention: readonly number[] | null): Cohort => ({
  ...{ start, customers, retention, reorderRate: retention && 0.25 },
  activeCustomers: retention?.map(share => share * customers) ?? [customers],
});

const RETENTION: Retention = {
  cohorts: [cohort('2024-01-01', 100, [1, 0.5, 0.4]), cohort('2024-02-01', 50, [1, 0.2])],
  earlierCohorts: 0,
  lastMonth: { start: '2024-03-01', complete: true },
  newCustomers: { customers: 50, retention: [1, 0.2, 0.3, 0.1], reorderRate: 0.3 },
  repeat: [{ start: '2024-03-01', complete: true, customers: 1150, repeatCustomers: 575, repeatPurchaseRate: 0.5 }],
};

it('what matters first', () => {
  expect(retentionSentences(RETENTION, percent)).toEqual([
    '50% of the 1,150 customers so far ordered more than once.',
    'Of new customers, 20% ordered in the first month after their first order and 10% in the third.',
    '30% of new customers ordered again within 90 days; of those of Feb 2024, the newest month with at least 20 whose 90 days are over, 25%.',
  ]);
});

it('a few customers: counts, and why there is no rate', () => {
  const few: Retention = {
    ...RETENTION,
    cohorts: [cohort('2024-01-01', 12, null)],
    newCustomers: { customers: 0, retention: [], reorderRate: null },
    repeat: [{ start: '2024-01-01', complete: true, customers: 12, repeatCustomers: 3, repeatPurchaseRate: null }],
  };
  expect(retentionSentences(few, percent)).toEqual([
    '12 customers so far, 3 of them with more than one order: fewer than 20 customers are too few for a rate.',
  ]);
  expect(cohortNotes(few)).toEqual(['Months with fewer than 20 new customers are too small for shares.']);
});

it('notes: the month that is not over, the month with which the orders begin', () => {
  const begins = 'With Jan 2024 the orders begin';
  expect(cohortNotes(RETENTION).map(note => note.slice(0, begins.length))).toEqual([begins]);
  const open = { ...RETENTION, lastMonth: { start: '2024-03-01', complete: false }, earlierCohorts: 4 };
  expect(cohortNotes(open)).toEqual(['* Mar 2024 is not over: these shares can still grow.']);
});
