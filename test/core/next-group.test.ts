import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CustomerStanding,
  easiestBetterGroup,
  groupAfter,
  nextGroup,
  type ScoreCuts,
} from '../../src/core/next-group.ts';
import type { FourCuts } from '../../src/core/report.ts';
import { RFM_GROUPS, type RfmGroupId, rfmGroup } from '../../src/core/rfm-groups.ts';
import { recencyScoreOf, scoreOf } from '../../src/core/scores.ts';

const CUTS: ScoreCuts = { recency: [10, 20, 30, 40], frequency: [1, 2, 4, 7], monetary: [100, 200, 400, 800] };

/** Figures with these scores by `CUTS`. */
const withScores = (r: number, f: number, m: number): CustomerStanding => ({
  recencyDays: [45, 35, 25, 15, 5][r - 1]!,
  orders: [1, 2, 3, 6, 9][f - 1]!,
  spend: [50, 150, 300, 600, 900][m - 1]!,
});

const SCORES = [1, 2, 3, 4, 5];
const ALL_SCORES = SCORES.flatMap(r => SCORES.flatMap(f => SCORES.map(m => [r, f, m] as const)));

const rank = (group: RfmGroupId): number => RFM_GROUPS.findIndex(({ id }) => id === group);

/** Scores the figures after the purchase by hand. */
const rescored = (customer: CustomerStanding, cuts: ScoreCuts, orders: number, spend: number): RfmGroupId =>
  rfmGroup(
    recencyScoreOf(0, cuts.recency),
    scoreOf(customer.orders + orders, cuts.frequency),
    scoreOf(customer.spend + spend, cuts.monetary),
  );

const expectKept = (customer: CustomerStanding, cuts: ScoreCuts): void => {
  const now = groupAfter(customer, null, cuts);
  const better = easiestBetterGroup(customer, cuts);
  if (now === 'champions') {
    expect(better).toBeNull();
    return;
  }
  expect(better).not.toBeNull();
  const { orders, spend, group } = better!;
  expect(rescored(customer, cuts, orders, spend === 0 ? 0.01 : spend)).toBe(group);
  expect(rank(group)).toBeLessThan(rank(now));
};

describe('the way to the next better group (issue 3, section 3)', () => {
  it.each(ALL_SCORES)('R %i F %i M %i: what is promised comes true', (r, f, m) => {
    const customer = withScores(r, f, m);
    expect(groupAfter(customer, null, CUTS)).toBe(rfmGroup(r, f, m));
    expectKept(customer, CUTS);
  });

  it('comes true for any figures and cuts, also where cuts coincide', () => {
    const four = (value: fc.Arbitrary<number>) =>
      fc
        .array(value, { minLength: 4, maxLength: 4 })
        .map(cuts => cuts.toSorted((one, other) => one - other) as unknown as FourCuts);
    const money = fc.integer({ min: 0, max: 200_000 }).map(cents => cents / 100);
    const days = fc.integer({ min: 0, max: 20 });
    const orders = fc.integer({ min: 1, max: 12 });
    const quantile = (value: fc.Arbitrary<number>) =>
      fc
        .tuple(value, value, fc.constantFrom(0, 0.2, 0.4, 0.6, 0.8))
        .map(([low, high, share]) => low + (high - low) * share);
    fc.assert(
      fc.property(
        fc.record({ recencyDays: days, orders, spend: money }),
        fc.record({
          recency: four(quantile(days)).map(cuts => cuts.map(Math.abs) as unknown as FourCuts),
          frequency: four(quantile(orders)),
          monetary: four(quantile(money)),
        }),
        (customer, cuts) => expectKept(customer, cuts),
      ),
      { numRuns: 2_000 },
    );
  });

  it('asks no cent and no order more than it takes', () => {
    for (const [r, f, m] of ALL_SCORES) {
      const customer = withScores(r, f, m);
      const better = easiestBetterGroup(customer, CUTS);
      if (better === null) continue;
      const { orders, spend, group } = better;
      if (spend > 0) expect(rescored(customer, CUTS, orders, spend - 0.01)).not.toBe(group);
      const fewer = rescored(customer, CUTS, orders - 1, Math.max(spend, 0.01));
      if (orders > 1) expect(rank(fewer)).toBeGreaterThan(rank(group));
    }
  });
});

describe('the words', () => {
  const stepsFor = (customer: CustomerStanding, currency?: string) => nextGroup(customer, CUTS, currency);

  it('one order of any amount', () => {
    expect(stepsFor({ recencyDays: 45, orders: 2, spend: 350 })).toEqual({
      group: 'potential-loyal',
      steps: ['One more order now (any amount) makes them Potential loyal.'],
    });
  });

  it('an amount that is needed, with the currency: spend above 400 scores 4, which with 5 for orders is enough', () => {
    expect(stepsFor({ recencyDays: 5, orders: 9, spend: 390 }, 'GBP')).toEqual({
      group: 'champions',
      steps: ['One more order of at least 10.01 GBP now makes them Champions.'],
    });
  });

  it('several orders', () => {
    expect(stepsFor({ recencyDays: 5, orders: 3, spend: 900 })).toEqual({
      group: 'champions',
      steps: ['2 more orders now (any amount) make them Champions.'],
    });
  });

  it('nothing for a champion', () => {
    expect(stepsFor({ recencyDays: 0, orders: 20, spend: 5_000 })).toBeNull();
  });
});
