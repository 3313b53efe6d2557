import { describe, expect, test } from 'vitest';
import { calinskiHarabasz, daviesBouldin, inertia, summariseClusters } from '../../src/core/cluster-quality.ts';
import { toPoints } from '../../src/core/points.ts';
import { FIXED_CLUSTERINGS, THIRTY } from './fixed-clusterings.ts';

/** Relative error. */
const off = (found: number, expected: number): number => Math.abs(found / expected - 1);

describe.each(FIXED_CLUSTERINGS)('figures of scikit-learn 1.2.1, to 1e-9: $name', clustering => {
  const clusters = summariseClusters(clustering.points, clustering.labels, clustering.k);

  test('inertia', () => expect(off(inertia(clusters), clustering.inertia)).toBeLessThan(1e-9));
  test('Calinski-Harabasz', () =>
    expect(off(calinskiHarabasz(clusters), clustering.calinskiHarabasz)).toBeLessThan(1e-9));
  test('Davies-Bouldin', () => expect(off(daviesBouldin(clusters), clustering.daviesBouldin)).toBeLessThan(1e-9));
});

describe('summaries of clusters', () => {
  // Two pairs and a single point on a line: all figures can be had by hand.
  const points = toPoints([[0], [2], [10], [14], [30]]);
  const labels = Uint8Array.of(0, 0, 1, 1, 2);
  const clusters = summariseClusters(points, labels, 3);

  test('by hand: mean, squared distances and mean distance of two pairs and a single point', () => {
    expect(clusters).toEqual([
      { customers: 2, mean: [1], squaredDistances: 2, meanDistance: 1 },
      { customers: 2, mean: [12], squaredDistances: 8, meanDistance: 2 },
      { customers: 1, mean: [30], squaredDistances: 0, meanDistance: 0 },
    ]);
    expect(inertia(clusters)).toBe(10);
  });

  test('by hand: Davies & Bouldin 1979', () => {
    // (1 + 2) / 11 for both pairs; the point's worst is (2 + 0) / 18.
    expect(daviesBouldin(clusters)).toBeCloseTo((3 / 11 + 3 / 11 + 2 / 18) / 3, 12);
  });

  test('by hand: Caliński & Harabasz 1974', () => {
    // Mean of all is 11.2: between = 2 * 10.2² + 2 * 0.8² + 18.8² = 562.8 on 2 degrees, within = 10 on 2.
    expect(calinskiHarabasz(clusters)).toBeCloseTo(562.8 / 2 / (10 / 2), 10);
  });

  test('a label without members makes no cluster', () => {
    expect(summariseClusters(points, Uint8Array.of(0, 0, 3, 3, 4), 6)).toEqual(clusters);
  });

  test('clusters of equal points: Calinski-Harabasz is 1, as in scikit-learn', () => {
    const equal = summariseClusters(
      toPoints([
        [1, 1],
        [1, 1],
        [5, 5],
      ]),
      Uint8Array.of(0, 0, 1),
      2,
    );
    expect(inertia(equal)).toBe(0);
    expect(calinskiHarabasz(equal)).toBe(1);
    expect(daviesBouldin(equal)).toBe(0);
  });

  test('the numbers of the labels do not matter', () => {
    const { labels: fixed } = FIXED_CLUSTERINGS[2]!;
    const relabelled = fixed.map(label => 4 - label);
    const [before, after] = [fixed, relabelled].map(each => summariseClusters(THIRTY, each, 5));
    expect(daviesBouldin(after!)).toBeCloseTo(daviesBouldin(before!), 12);
    expect(calinskiHarabasz(after!)).toBeCloseTo(calinskiHarabasz(before!), 10);
  });
});
