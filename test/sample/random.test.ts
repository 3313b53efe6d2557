import { expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';

const draw = (seed: number, count: number): readonly number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
};

test('the same seed gives the same numbers, a neighbouring or a larger one others', () => {
  expect(draw(1, 100)).toEqual(draw(1, 100));
  const starts = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map(seed => draw(seed, 1)[0]);
  expect(new Set(starts).size).toBe(starts.length);
});

test('numbers fill [0, 1) evenly: ten bins of 100,000 draws pass a chi-square test at 0.1 %', () => {
  const bins = Array.from({ length: 10 }, () => 0);
  for (const value of draw(42, 100_000)) bins[Math.floor(value * 10)]! += 1;
  const chiSquare = bins.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0);
  expect(bins).toHaveLength(10);
  // 9 degrees of freedom.
  expect(chiSquare).toBeLessThan(27.88);
});

test('a number says nothing about the next: no correlation at lag 1', () => {
  const values = draw(7, 100_000).map(value => value - 0.5);
  const covariance = values.slice(1).reduce((total, value, index) => total + value * values[index]!, 0) / values.length;
  // Four standard errors of the correlation; the variance of a uniform number is 1/12.
  expect(Math.abs(covariance * 12)).toBeLessThan(4 / Math.sqrt(values.length));
});
