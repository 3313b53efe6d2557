import { describe, expect, it } from 'vitest';
import type { Movement } from '../../src/core/changes.ts';
import { isLoud, limitOf, rhythmOf, type WatchHistory, watchChurn, watchHistory } from '../../src/core/churn-watch.ts';
import { seededRandom } from '../../src/core/random.ts';
import { becameWords, limitWords, tooLittleHistory } from '../../src/core/words/churn.ts';
import { fixtureReport } from '../charts/fixture-report.ts';

const WEEKLY = rhythmOf({ every: 'week' });
const ENOUGH: WatchHistory = { periods: 12, fewest: 6, enoughFrom: '2026-06-01T00:00:00' };

/** A week in which so many slipped into At risk and so many into Lost. */
const week = (atRisk: number, lost: number): Movement => ({
  since: '2026-11-17T00:00:00',
  until: '2026-11-24T00:00:00',
  moves: [
    { from: 'loyal', to: 'at-risk', customers: atRisk, revenue: atRisk * 100 },
    { from: 'hibernating', to: 'lost', customers: lost, revenue: lost },
    { from: 'champions', to: 'champions', customers: 500, revenue: 95_000 },
    { from: null, to: 'at-risk', customers: 300, revenue: 0 },
    { from: 'lost', to: 'at-risk', customers: 300, revenue: 0 },
  ].filter(({ customers }) => customers > 0) as Movement['moves'],
});

const BEFORE = [12, 30, 18, 22, 25, 14, 20, 19, 27, 16, 23, 21];
const watch = (atRisk: number, lost = 5, before = BEFORE) =>
  watchChurn([week(atRisk, lost), ...before.map(count => week(count, 5))], WEEKLY, ENOUGH);

/** Knuth's way to a count that chance alone decides. */
const poisson = (mean: number, random: () => number): number => {
  let [count, left] = [0, random()];
  while (left > Math.exp(-mean)) {
    left *= random();
    count += 1;
  }
  return count;
};

describe('A watch over customers who slip away', () => {
  it('is loud beyond the mean and three standard deviations of what was before', () => {
    // Mean 20.583, standard deviation 5.265 of the twelve (Python's statistics.stdev).
    expect(limitOf(BEFORE)).toBeCloseTo(36.378, 3);
    expect(isLoud(watch(36))).toBe(false);
    expect(isLoud(watch(37))).toBe(true);
  });

  it('takes chance into account where the counts before happen to be alike', () => {
    expect(limitOf(Array.from({ length: 12 }, () => 16))).toBe(16 + 3 * 4);
    expect(
      isLoud(
        watch(
          17,
          5,
          BEFORE.map(() => 16),
        ),
      ),
    ).toBe(false);
  });

  it('never makes a fuss about fewer than five', () => {
    const nobody = BEFORE.map(() => 0);
    expect(isLoud(watch(4, 5, nobody))).toBe(false);
    expect(isLoud(watch(5, 5, nobody))).toBe(true);
  });

  it('counts who came from a better group, for At risk and Lost apart', () => {
    const { groups } = watch(20, 40);
    expect(groups.map(({ group, customers, revenue, loud }) => [group, customers, revenue, loud])).toEqual([
      ['at-risk', 20, 2_000, false],
      ['lost', 40, 40, true],
    ]);
  });

  it('says nothing with fewer than six periods to compare with', () => {
    const movements = [week(400, 5), ...BEFORE.slice(0, 5).map(count => week(count, 5))];
    expect(watchChurn(movements, WEEKLY, { ...ENOUGH, periods: 5 }).groups).toEqual([]);
  });

  it.each([1, 5, 20, 200])('is seldom loud by chance alone, with %d a week, and hears when it doubles', mean => {
    const random = seededRandom(7);
    const looks = 2_000;
    let [byChance, heard] = [0, 0];
    for (let look = 0; look < looks; look += 1) {
      const before = BEFORE.map(() => poisson(mean, random));
      if (isLoud(watch(poisson(mean, random), 5, before))) byChance += 1;
      if (isLoud(watch(poisson(2 * mean, random), 5, before))) heard += 1;
    }
    expect(byChance / looks).toBeLessThan(0.01);
    expect(heard / looks).toBeGreaterThan({ 1: 0.02, 5: 0.2, 20: 0.7, 200: 1 - 1e-9 }[mean]!);
  });
});

describe('The history that a watch needs', () => {
  const report = fixtureReport();
  const facts = {
    ...report,
    totals: { ...report.totals, firstOrder: '2026-01-01T00:00:00' },
    scores: { ...report.scores, cuts: { ...report.scores.cuts, recency: [10, 20, 50, 99.5] as const } },
  };

  it('begins where somebody can be lost: when the oldest orders are older than the last cut of recency', () => {
    // 100 days after 1 January it is 11 April; the newest week and six earlier ones end 49 days later.
    expect(watchHistory({ ...facts, asOf: '2026-05-29T23:00:00' }, WEEKLY)).toEqual({
      periods: 5,
      fewest: 6,
      enoughFrom: '2026-05-30T00:00:00',
    });
    expect(watchHistory({ ...facts, asOf: '2026-05-30T00:00:00' }, WEEKLY).periods).toBe(6);
    expect(watchHistory({ ...facts, asOf: '2026-12-01T00:00:00' }, WEEKLY).periods).toBe(12);
    expect(watchHistory({ ...facts, asOf: '2026-01-02T00:00:00' }, WEEKLY).periods).toBe(0);
  });
});

describe('What a watch says', () => {
  it('is how many, and how many it usually is', () => {
    const loud = watch(47);
    expect(becameWords(loud, loud.groups[0]!)).toBe(
      '47 customers became At risk in the week to 23 Nov 2026; in the 12 weeks before, it was between 12 and 30.',
    );
    expect(limitWords(loud.groups[0]!)).toBe('An alert comes from 37 on.');
    expect(
      limitWords(
        watch(
          0,
          5,
          BEFORE.map(() => 0),
        ).groups[0]!,
      ),
    ).toBe('An alert comes from 5 on.');
  });

  it('is plain about too little history', () => {
    expect(tooLittleHistory(7, { ...ENOUGH, periods: 3 })).toBe(
      'There is too little history yet: to know what is usual, I need 6 earlier weeks in which somebody could be lost, ' +
        'and these orders have only 3. From about 1 Jun 2026 on there are enough, or at once if you upload older orders ' +
        'too. Until then nothing is posted.',
    );
  });
});
