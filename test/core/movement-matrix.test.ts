import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Move, Movement } from '../../src/core/changes.ts';
import { beginsBeforeOrders, enteredAlarming, movementMatrix } from '../../src/core/movement-matrix.ts';
import { RFM_GROUPS } from '../../src/core/rfm-groups.ts';
import { enteredLines } from '../../src/core/words/movement.ts';
import { percent } from '../../src/core/words/numbers.ts';

const movement = (moves: readonly Move[]): Movement => ({
  since: '2026-10-03T00:00:00',
  until: '2026-11-02T00:00:00',
  moves,
});

const MONTH = movement([
  { from: 'loyal', to: 'loyal', customers: 10, revenue: 5_000 },
  { from: 'loyal', to: 'at-risk', customers: 3, revenue: 1_200 },
  { from: 'need-attention', to: 'at-risk', customers: 5, revenue: 800 },
  { from: 'lost', to: 'at-risk', customers: 1, revenue: 90 },
  { from: 'hibernating', to: 'lost', customers: 1, revenue: 10 },
  { from: null, to: 'at-risk', customers: 2, revenue: 400 },
  { from: 'lost', to: null, customers: 4, revenue: 500 },
]);

const groups = [...RFM_GROUPS.map(({ id }) => id), null];
const cells = groups.flatMap(from => groups.map(to => ({ from, to })));

describe('The matrix of a movement', () => {
  it('has a row and a column for every group with customers on one of the days, best first', () => {
    const { rows, columns } = movementMatrix(MONTH);
    const shown = ['loyal', 'need-attention', 'at-risk', 'hibernating', 'lost', null];
    expect(rows.map(({ from }) => from)).toEqual(shown);
    expect(columns).toEqual(shown);
    expect(movementMatrix(movement(MONTH.moves.slice(0, 2))).columns).toEqual(['loyal', 'at-risk']);
  });

  it('adds up by rows and by columns to all customers and all revenue', () => {
    const some = fc.record({
      customers: fc.integer({ min: 1, max: 999 }),
      revenue: fc.integer({ min: 0, max: 9_999 }),
    });
    fc.assert(
      fc.property(fc.subarray(cells), fc.infiniteStream(some), (places, figures) => {
        const moves = places.map(place => ({ ...place, ...figures.next().value }));
        const { rows, totals, total } = movementMatrix(movement(moves));
        for (const figure of ['customers', 'revenue'] as const) {
          const all = moves.reduce((sum, move) => sum + move[figure], 0);
          expect(total[figure]).toBe(all);
          expect(rows.reduce((sum, row) => sum + row.total[figure], 0)).toBe(all);
          expect(totals.reduce((sum, column) => sum + column[figure], 0)).toBe(all);
        }
      }),
    );
  });
});

describe('Who entered At risk, Can’t lose and Lost', () => {
  it('are those who stood better then; newcomers are counted apart, returning customers not at all', () => {
    expect(enteredAlarming(MONTH).map(({ origins: _, ...figures }) => figures)).toEqual([
      { group: 'at-risk', customers: 8, revenue: 2_000, joined: { customers: 2, revenue: 400 } },
      { group: 'cant-lose', customers: 0, revenue: 0, joined: { customers: 0, revenue: 0 } },
      { group: 'lost', customers: 1, revenue: 10, joined: { customers: 0, revenue: 0 } },
    ]);
  });

  it('is said with where they come from and what they have spent', () => {
    expect(enteredLines(MONTH, { amount: value => `€${value}`, percent })).toEqual([
      {
        group: 'At risk',
        words:
          '8 customers slipped in, from Need attention (5), Loyal (3). They have spent €2000 so far, 25% of all revenue. ' +
          '2 more have ordered first since then.',
      },
      {
        group: 'Lost',
        words: '1 customer slipped in, from Hibernating (1). This customer has spent €10 so far, 0.1% of all revenue.',
      },
    ]);
  });
});

it('A day before all orders had no customers', () => {
  expect(beginsBeforeOrders(movement([{ from: null, to: 'new', customers: 1, revenue: 1 }]))).toBe(true);
  expect(beginsBeforeOrders(MONTH)).toBe(false);
});
