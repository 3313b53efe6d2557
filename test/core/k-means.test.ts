import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fit } from '../../src/core/fit.ts';
import { fitFrom, fitKMeans, measured } from '../../src/core/k-means.ts';
import { distinctPoints, nearestCentroids, type Points, toPoints, toRows } from '../../src/core/points.ts';
import { seededRandom } from '../../src/core/random.ts';
import { THIRTY } from './fixed-clusterings.ts';
import { IRIS } from './iris.ts';

type Row = readonly number[];

const squared = (a: Row, b: Row): number => a.reduce((sum, value, d) => sum + (value - b[d]!) ** 2, 0);

/** Inertia from its definition: squared distances to the nearest of the returned centroids. */
const inertiaOf = (points: Points, fit: Fit): number =>
  toRows(points).reduce((sum, row) => sum + Math.min(...fit.centroids.map(centroid => squared(row, centroid))), 0);

/** Centroids in an order that does not depend on how they were found. */
const sorted = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => a.find((value, d) => value !== b[d]!)! - b.find((value, d) => value !== a[d]!)!);

/** Twenty points each around four corners that lie far apart. */
const CORNERS: readonly Row[] = [
  [-9, -9, 0],
  [-9, 9, 3],
  [9, -9, 6],
  [9, 9, 9],
];
const FOUR_BLOBS: readonly Row[] = (() => {
  const random = seededRandom(5);
  return CORNERS.flatMap(corner => Array.from({ length: 20 }, () => corner.map(value => value + random() - 0.5)));
})();

const memberships = (points: Points, fit: Fit): number => new Set(nearestCentroids(points, fit.centroids)).size;

describe('k-means against published and computed values', () => {
  // Fisher's Iris, raw: reference/segmentation.md 3.1, scikit-learn 1.2.1 with 50 starts.
  test.each([
    { k: 2, inertia: 152.34795176035792 },
    { k: 3, inertia: 78.85144142614601 },
  ])('Iris, k = $k: inertia $inertia', ({ k, inertia }) => {
    expect(fitKMeans(IRIS, k, 1).inertia).toBeCloseTo(inertia, 6);
  });

  test('thirty points, k = 5: as good as scikit-learn 1.2.1 with 20 starts', () => {
    expect(fitKMeans(THIRTY, 5, 1).inertia).toBeLessThan(12.091681666666666 * (1 + 1e-9));
  });

  test('four heaps far apart: the centroids are their means', () => {
    const means = CORNERS.map((_, heap) =>
      CORNERS[0]!.map(
        (__, d) => FOUR_BLOBS.slice(heap * 20, heap * 20 + 20).reduce((sum, row) => sum + row[d]!, 0) / 20,
      ),
    );
    const found = sorted(fitKMeans(toPoints(FOUR_BLOBS), 4, 1).centroids);
    sorted(means).forEach((mean, index) => {
      expect(squared(mean, found[index]!)).toBeLessThan(1e-18);
    });
  });
});

describe('what ml-kmeans leaves to its caller (reference/performance.md, section 4)', () => {
  test('the inertia belongs to the returned centroids', () => {
    for (const k of [2, 3, 5, 8]) {
      const fit = fitKMeans(IRIS, k, 3);
      expect(fit.inertia).toBeCloseTo(inertiaOf(IRIS, fit), 9);
      const oneStep = measured(IRIS, [...fit.centroids.slice(0, -1), [5, 5, 5, 5]]);
      expect(oneStep.inertia).toBeCloseTo(inertiaOf(IRIS, oneStep), 9);
    }
  });

  test('same seed, same bytes', () => {
    for (const seed of [0, 1, 2 ** 40]) {
      expect(JSON.stringify(fitKMeans(IRIS, 6, seed))).toBe(JSON.stringify(fitKMeans(IRIS, 6, seed)));
    }
  });

  test('as many clusters as different points: every point is a centroid, duplicates or not', () => {
    const distinct: readonly Row[] = [
      [0, 0],
      [0, 1],
      [3, 3],
      [-2, 5],
      [8, -1],
    ];
    const repeated = [...distinct, ...distinct, distinct[2]!, distinct[2]!];
    for (const seed of [1, 2, 3, 4, 5]) {
      const fit = fitKMeans(toPoints(repeated), 5, seed);
      expect(fit.inertia).toBe(0);
      expect(sorted(fit.centroids)).toEqual(sorted(distinct));
    }
  });

  test('the unit of the data does not change who belongs together', () => {
    const labels = (factor: number): string => {
      const points = toPoints(toRows(THIRTY).map(row => row.map(value => value * factor)));
      return nearestCentroids(points, fitKMeans(points, 3, 1).centroids).join('');
    };
    expect([2, 64, 1024].map(labels)).toEqual([labels(1), labels(1), labels(1)]);
  });

  test('Lloyd from given centroids never ends worse than they were, and leaves them alone', () => {
    const start = [
      [5, 3, 1, 0],
      [5.1, 3, 1, 0],
      [7, 3, 6, 2],
    ] as const;
    const copy = structuredClone(start);
    expect(fitFrom(IRIS, start, measured(IRIS, start)).inertia).toBeLessThan(measured(IRIS, start).inertia);
    expect(start).toEqual(copy);
  });
});

describe('properties of k-means', () => {
  const coordinate = fc.integer({ min: -4, max: 4 });
  const rows = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 4, maxLength: 40 });

  test('no empty and no duplicate cluster while k is at most the number of different points', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 10 }), fc.integer({ min: 0, max: 1000 }), (cells, wanted, seed) => {
        const points = toPoints(cells);
        const k = Math.min(wanted, distinctPoints(points, 100));
        const fit = fitKMeans(points, k, seed);
        expect(memberships(points, fit)).toBe(k);
        expect(fit.inertia).toBeCloseTo(inertiaOf(points, fit), 9);
      }),
      { numRuns: 300 },
    );
  });

  test('heaps far apart are found whatever the order of the customers', () => {
    const expected = sorted(fitKMeans(toPoints(FOUR_BLOBS), 4, 1).centroids);
    fc.assert(
      fc.property(fc.integer(), seed => {
        const random = seededRandom(seed);
        const keys = FOUR_BLOBS.map(() => random());
        const shuffled = Array.from(FOUR_BLOBS.keys())
          .sort((a, b) => keys[a]! - keys[b]!)
          .map(row => FOUR_BLOBS[row]!);
        const found = sorted(fitKMeans(toPoints(shuffled), 4, 1).centroids);
        expected.forEach((centroid, index) => {
          expect(squared(centroid, found[index]!)).toBeLessThan(1e-18);
        });
      }),
      { numRuns: 20 },
    );
  });

  test('different points are counted, up to the limit', () => {
    expect(
      distinctPoints(
        toPoints([
          [1, 2],
          [1, 2],
          [2, 1],
        ]),
        10,
      ),
    ).toBe(2);
    expect(distinctPoints(IRIS, 13)).toBe(13);
    expect(distinctPoints(toPoints([[0.1 + 0.2], [0.3]]), 13)).toBe(2);
  });
});
