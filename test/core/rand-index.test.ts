import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedRandIndex } from '../../src/core/rand-index.ts';

const tableOf = (one: readonly number[], other: readonly number[]): number[][] =>
  [...new Set(one)].map(i =>
    [...new Set(other)].map(j => one.filter((label, at) => label === i && other[at] === j).length),
  );

describe('adjusted Rand index', () => {
  test.each([
    ['the same groups under other names', [0, 0, 1, 1], [1, 1, 0, 0], 1],
    ['one group is split', [0, 0, 1, 1], [0, 0, 1, 2], 4 / 7],
    ['every pair is torn', [0, 0, 1, 1], [0, 1, 0, 1], -0.5],
    ['one group against each alone', [0, 0, 0, 0], [0, 1, 2, 3], 0],
    ['one group in both', [0, 0, 0], [5, 5, 5], 1],
    ['each alone in both', [0, 1, 2], [2, 1, 0], 1],
    ['one thing', [0], [0], 1],
  ])('%s (as in scikit-learn, adjusted_rand_score)', (_, one, other, expected) => {
    expect(adjustedRandIndex(tableOf(one, other))).toBeCloseTo(expected, 12);
  });

  test('three groups of ten things, by the formula of Hubert & Arabie 1985 worked by hand', () => {
    // Pairs that are together in both, in rows, in columns, and all.
    const table = [
      [2, 0, 0],
      [1, 2, 1],
      [0, 1, 3],
    ];
    const [together, rows, columns, all] = [1 + 1 + 3, 1 + 6 + 6, 3 + 3 + 6, 45];
    const expected = (together - (rows * columns) / all) / ((rows + columns) / 2 - (rows * columns) / all);
    expect(adjustedRandIndex(table)).toBeCloseTo(expected, 12);
  });

  test('is the same the other way round, at most 1, and knows no names', () => {
    const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 })), { minLength: 1 });
    fc.assert(
      fc.property(labels, pairs => {
        const [one, other] = [pairs.map(([i]) => i), pairs.map(([, j]) => j)];
        const index = adjustedRandIndex(tableOf(one, other));
        expect(index).toBeLessThanOrEqual(1);
        expect(adjustedRandIndex(tableOf(other, one))).toBeCloseTo(index, 9);
        expect(adjustedRandIndex(tableOf(one, one))).toBe(1);
        expect(
          adjustedRandIndex(
            tableOf(
              one.map(i => 9 - i),
              other,
            ).toReversed(),
          ),
        ).toBeCloseTo(index, 9);
      }),
    );
  });
});
