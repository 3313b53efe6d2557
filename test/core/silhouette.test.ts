import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toPoints } from '../../src/core/points.ts';
import { silhouette, silhouetteSums } from '../../src/core/silhouette.ts';
import { FIXED_CLUSTERINGS, THIRTY } from './fixed-clusterings.ts';

describe('silhouette (Rousseeuw 1987)', () => {
  test.each(FIXED_CLUSTERINGS)('scikit-learn 1.2.1, to 1e-9: $name', ({ points, labels, silhouette: expected }) => {
    expect(Math.abs(silhouette(points, labels) / expected - 1)).toBeLessThan(1e-9);
  });

  test('by hand: two pairs on a line', () => {
    // Points 0 and 1 against 4 and 6: a, b are 1, 5 / 1, 4 / 2, 3.5 / 2, 5.5.
    const expected = (4 / 5 + 3 / 4 + 1.5 / 3.5 + 3.5 / 5.5) / 4;
    expect(silhouette(toPoints([[0], [1], [4], [6]]), Uint8Array.of(0, 0, 1, 1))).toBeCloseTo(expected, 12);
  });

  test('a cluster of one counts as 0', () => {
    const points = toPoints([[0], [1], [9]]);
    const labels = Uint8Array.of(0, 0, 1);
    expect(silhouetteSums(points, [labels], 2, 3)).toEqual([0]);
    expect(silhouette(points, labels)).toBeCloseTo((8 / 9 + 7 / 8 + 0) / 3, 12);
  });

  test('equal points, a single cluster, a gap in the labels: numbers, never NaN', () => {
    const points = toPoints([
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(silhouette(points, Uint8Array.of(0, 0, 1, 1))).toBe(0);
    expect(silhouette(THIRTY, new Uint8Array(30))).toBe(0);
    const { labels, silhouette: expected } = FIXED_CLUSTERINGS[0]!;
    expect(
      silhouette(
        THIRTY,
        labels.map(label => label * 3),
      ),
    ).toBeCloseTo(expected, 12);
  });

  test('sums over parts make the sum over all, whatever the borders', () => {
    const labellings = FIXED_CLUSTERINGS.filter(({ points }) => points === THIRTY).map(({ labels }) => labels);
    const whole = silhouetteSums(THIRTY, labellings, 0, 30);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 }), inner => {
        const borders = [0, ...inner.toSorted((a, b) => a - b), 30];
        const parts = borders.slice(1).map((to, part) => silhouetteSums(THIRTY, labellings, borders[part]!, to));
        whole.forEach((sum, index) => {
          expect(parts.reduce((total, part) => total + part[index]!, 0)).toBeCloseTo(sum, 10);
        });
      }),
    );
  });

  test('several labellings in one pass give what each gives alone', () => {
    const labellings = FIXED_CLUSTERINGS.filter(({ points }) => points === THIRTY).map(({ labels }) => labels);
    silhouetteSums(THIRTY, labellings, 0, 30).forEach((sum, index) => {
      expect(sum).toBeCloseTo(silhouetteSums(THIRTY, [labellings[index]!], 0, 30)[0]!, 10);
    });
  });
});
