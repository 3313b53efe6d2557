import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FourCuts } from '../../src/core/report.ts';
import { CUT_SHARES, everyScoreOccurs, FIXED_FREQUENCY_CUTS, recencyScoreOf, scoreOf } from '../../src/core/scores.ts';

/** Type-7 quantiles (Hyndman & Fan 1996) at the shares of the cuts. */
const cutsOf = (values: readonly number[]): FourCuts => {
  const sorted = values.toSorted((a, b) => a - b);
  const [first, second, third, fourth] = CUT_SHARES.map(share => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)]!;
    return below + (place % 1) * (sorted[Math.ceil(place)]! - below);
  });
  return [first!, second!, third!, fourth!];
};

describe('scores (design, section 3: 1 + number of cuts < value, recency 6 − that)', () => {
  const cuts: FourCuts = [10, 20, 30, 40];

  test('a value on a cut stays below it', () => {
    expect([0, 10, 10.01, 20, 30, 40, 40.01].map(value => scoreOf(value, cuts))).toEqual([1, 1, 2, 2, 3, 4, 5]);
  });

  test('small recency is good', () => {
    expect([0, 10, 11, 31, 40, 41].map(days => recencyScoreOf(days, cuts))).toEqual([5, 5, 4, 2, 2, 1]);
  });

  test('coinciding cuts leave scores out', () => {
    expect([1, 2, 3, 4].map(orders => scoreOf(orders, [1, 1, 1, 3]))).toEqual([1, 4, 4, 5]);
  });

  test('Online Retail: F cuts 1, 2, 3, 6 (truth/online-retail.json)', () => {
    expect([1, 2, 3, 4, 6, 7, 209].map(orders => scoreOf(orders, [1, 2, 3, 6]))).toEqual([1, 2, 3, 4, 4, 5, 5]);
  });

  test('the fixed frequency cuts mean 1; 2; 3-4; 5-7; 8 and more orders (design, section 3)', () => {
    const scores = [1, 2, 3, 4, 5, 6, 7, 8, 100].map(orders => scoreOf(orders, FIXED_FREQUENCY_CUTS));
    expect(scores).toEqual([1, 2, 3, 3, 4, 4, 4, 5, 5]);
  });

  test('fixed cuts are needed as soon as one score is empty', () => {
    expect(everyScoreOccurs([1, 1, 1, 1, 1])).toBe(true);
    expect(everyScoreOccurs([268, 187, 176, 244, 120])).toBe(true);
    expect(everyScoreOccurs([5, 0, 1, 1, 1])).toBe(false);
    expect(everyScoreOccurs([0, 3, 1, 1, 1])).toBe(false);
  });
});

describe('properties of scores', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 });

  test('scaling all amounts leaves scores alone (reference/style.md, section 4)', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 1000 }), (values, factor) => {
        const scaled = values.map(value => value * factor);
        const before = cutsOf(values);
        const after = cutsOf(scaled);
        expect(scaled.map(value => scoreOf(value, after))).toEqual(values.map(value => scoreOf(value, before)));
      }),
    );
  });

  test('who spends more never scores lower, who stayed away longer never higher', () => {
    fc.assert(
      fc.property(amounts, values => {
        const cuts = cutsOf(values);
        const sorted = values.toSorted((a, b) => a - b);
        const monetary = sorted.map(value => scoreOf(value, cuts));
        const recency = sorted.map(value => recencyScoreOf(value, cuts));
        expect(monetary).toEqual(monetary.toSorted((a, b) => a - b));
        expect(recency).toEqual(recency.toSorted((a, b) => b - a));
        expect(Math.min(...monetary, ...recency)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...monetary, ...recency)).toBeLessThanOrEqual(5);
      }),
    );
  });
});
