/** Ward's hierarchical clustering and DBSCAN, against scikit-learn 1.2.1 on Iris. */
import { describe, expect, it } from 'vitest';
import { dbscanLabels, densityFor, NOISE } from '../../src/core/dbscan.ts';
import { toPoints } from '../../src/core/points.ts';
import { seededRandom } from '../../src/core/random.ts';
import { WARD_SAMPLE, wardLabels } from '../../src/core/ward.ts';
import { IRIS } from './iris.ts';

const sizes = (labels: Uint8Array): number[] => {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([, count]) => count);
};

/** `count` points around each centre, at most `reach` away in every dimension. */
const clouds = (centres: readonly (readonly number[])[], count: number, reach: number) => {
  const random = seededRandom(7);
  return toPoints(
    Array.from({ length: count * centres.length }, (_, row) =>
      centres[row % centres.length]!.map(centre => centre + (2 * random() - 1) * reach),
    ),
  );
};

describe('Ward', () => {
  it.each([
    [2, [50, 100]],
    [3, [50, 64, 36]],
    [4, [50, 38, 26, 36]],
    [5, [50, 38, 26, 24, 12]],
  ])('Iris in %i clusters has the sizes of scikit-learn', (k, expected) => {
    expect(sizes(wardLabels(IRIS, k))).toEqual(expected);
  });

  it('beyond the sample every point goes to the nearest cluster', () => {
    const points = clouds(
      [
        [0, 0],
        [9, 0],
        [0, 9],
      ],
      WARD_SAMPLE / 2,
      1,
    );
    const labels = wardLabels(points, 3);
    expect(labels.every((label, row) => label === row % 3)).toBe(true);
  });
});

describe('DBSCAN', () => {
  it('Iris with a radius of 0.5 and five neighbours: two clusters and the 17 odd flowers of scikit-learn', () => {
    const labels = dbscanLabels(IRIS, { radius: 0.5, minPoints: 5 });
    expect(sizes(labels)).toEqual([49, 84, 17]);
    expect(Array.from(labels.keys()).filter(row => labels[row] === NOISE)).toEqual([
      41, 57, 60, 68, 87, 93, 98, 105, 106, 108, 109, 117, 118, 122, 131, 134, 135,
    ]);
  });

  it('the radius by itself parts clouds that lie apart, and leaves out who stands between them', () => {
    const apart = clouds(
      [
        [0, 0],
        [20, 0],
      ],
      150,
      1,
    );
    const points = toPoints([
      ...Array.from({ length: apart.count }, (_, row) => [apart.values[2 * row]!, apart.values[2 * row + 1]!]),
      [10, 0],
    ]);
    const density = densityFor(points);
    expect(density.minPoints).toBe(4);
    expect(density.radius).toBeGreaterThan(0);
    expect(density.radius).toBeLessThan(9);
    const labels = dbscanLabels(points, density);
    expect(labels[apart.count]).toBe(NOISE);
    expect(labels[0]).not.toBe(labels[1]);
  });

  it('the same point many times is one cluster', () => {
    const points = toPoints(Array.from({ length: 30 }, () => [1, 2, 3]));
    expect(sizes(dbscanLabels(points, densityFor(points)))).toEqual([30]);
  });
});
