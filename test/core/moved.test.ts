import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Move, Movement } from '../../src/core/changes.ts';
import { isSlip, summarizeMovement } from '../../src/core/moved.ts';
import { RFM_GROUPS } from '../../src/core/rfm-groups.ts';

const movement = (moves: readonly Move[]): Movement => ({
  since: '2026-10-26T00:00:00',
  until: '2026-11-02T00:00:00',
  moves,
});

const WEEK = summarizeMovement(
  movement([
    { from: 'champions', to: 'champions', customers: 10, revenue: 9_000 },
    { from: 'loyal', to: 'champions', customers: 2, revenue: 1_500 },
    { from: 'loyal', to: 'at-risk', customers: 3, revenue: 1_200 },
    { from: 'need-attention', to: 'at-risk', customers: 1, revenue: 2_000 },
    { from: 'at-risk', to: 'loyal', customers: 4, revenue: 1_900 },
    { from: 'at-risk', to: 'lost', customers: 5, revenue: 300 },
    { from: 'lost', to: 'about-to-sleep', customers: 6, revenue: 250 },
    { from: null, to: 'new', customers: 20, revenue: 700 },
    { from: 'lost', to: null, customers: 1, revenue: 80 },
  ]),
);

const group = (id: string) => WEEK.groups.find(each => each.group === id);

describe('The summary of a movement', () => {
  it('lists all groups, best first, with what they were, are, and the difference', () => {
    expect(WEEK.groups.map(each => each.group)).toEqual(RFM_GROUPS.map(({ id }) => id));
    expect(group('champions')).toEqual({
      group: 'champions',
      before: { customers: 10, revenue: 9_000 },
      now: { customers: 12, revenue: 10_500 },
      difference: { customers: 2, revenue: 1_500 },
    });
    expect(group('at-risk')).toMatchObject({ difference: { customers: -5, revenue: 1_000 } });
    expect(group('lost')).toMatchObject({ difference: { customers: -2, revenue: -30 } });
    expect(group('hibernating')).toMatchObject({ difference: { customers: 0, revenue: 0 } });
  });

  it('lists changes of group by revenue, without those who stayed, joined or are gone', () => {
    expect(WEEK.changes.map(({ from, to, revenue }) => [from, to, revenue])).toEqual([
      ['need-attention', 'at-risk', 2_000],
      ['at-risk', 'loyal', 1_900],
      ['loyal', 'champions', 1_500],
      ['loyal', 'at-risk', 1_200],
      ['at-risk', 'lost', 300],
      ['lost', 'about-to-sleep', 250],
    ]);
  });

  it('says who entered and left the groups at stake, and in which direction', () => {
    expect(WEEK.atStake.map(each => each.group)).toEqual(['need-attention', 'about-to-sleep', 'at-risk', 'cant-lose']);
    expect(WEEK.atStake[2]).toEqual({
      group: 'at-risk',
      entered: { customers: 4, revenue: 3_200 },
      slipped: { customers: 4, revenue: 3_200 },
      left: { customers: 9, revenue: 2_200 },
      recovered: { customers: 4, revenue: 1_900 },
    });
    expect(WEEK.atStake[1]).toMatchObject({
      entered: { customers: 6, revenue: 250 },
      slipped: { customers: 0, revenue: 0 },
    });
  });

  it('counts who stayed, joined and is gone', () => {
    expect(WEEK.stayed).toEqual({ customers: 10, revenue: 9_000 });
    expect(WEEK.joined).toEqual({ customers: 20, revenue: 700 });
    expect(WEEK.gone).toEqual({ customers: 1, revenue: 80 });
  });

  it('knows the direction by the order of the groups', () => {
    expect(isSlip({ from: 'loyal', to: 'lost' })).toBe(true);
    expect(isSlip({ from: 'lost', to: 'loyal' })).toBe(false);
  });
});

it('loses no customer, whatever moved', () => {
  const place = fc.constantFrom(null, ...RFM_GROUPS.map(({ id }) => id));
  const move = fc.record({ from: place, to: place, customers: fc.nat(1_000), revenue: fc.nat(1_000_000) });
  const cells = fc
    .uniqueArray(move, { selector: ({ from, to }) => `${from}>${to}` })
    .map(moves => moves.filter(({ from, to }) => from !== null || to !== null));
  fc.assert(
    fc.property(cells, moves => {
      const { groups, changes, stayed, joined, gone } = summarizeMovement(movement(moves));
      const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
      const everybody = sum(moves.map(({ customers }) => customers));
      const changed = sum(changes.map(({ customers }) => customers));
      expect(stayed.customers + changed + joined.customers + gone.customers).toBe(everybody);
      expect(sum(groups.map(({ difference }) => difference.customers))).toBe(joined.customers - gone.customers);
      expect(sum(groups.map(({ now }) => now.revenue))).toBe(
        sum(moves.filter(({ to }) => to !== null).map(({ revenue }) => revenue)),
      );
    }),
  );
});
