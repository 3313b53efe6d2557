import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fit } from '../../src/core/fit.ts';
import { fitFrom, measured } from '../../src/core/k-means.ts';
import { improveFromNeighbours } from '../../src/core/neighbour-starts.ts';
import { distinctPoints, nearestCentroids, type Points, toPoints, toRows } from '../../src/core/points.ts';
import { THIRTY } from './fixed-clusterings.ts';

/** Fits for consecutive k, each improved from the ones beside it. */
const improveAll = (points: Points, fits: readonly Fit[], seed: number): readonly Fit[] =>
  fits.map((fit, index) => {
    const neighbours = { fewer: fits[index - 1] ?? null, more: fits[index + 1] ?? null };
    return improveFromNeighbours(points, fit, neighbours, seed);
  });

/** Fits for k = 2 … `largest` from the first points of the file: as bad as a start can be. */
const poorFits = (points: typeof THIRTY, largest: number) => {
  const rows = toRows(points);
  const distinct = [...new Map(rows.map(row => [row.join(), row])).values()];
  return Array.from({ length: largest - 1 }, (_, index) => {
    const start = distinct.slice(0, index + 2);
    return fitFrom(points, start, measured(points, start));
  });
};

describe('better solutions from those for neighbouring k (Likas, Vlassis & Verbeek 2003)', () => {
  test('a fit that missed the far point gets it from its neighbour', () => {
    // Without the far point as a start, two of the centroids share one heap.
    const heaps = toPoints([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [20, 0],
      [20, 1],
      [21, 0],
      [21, 1],
      [10, 400],
    ]);
    const bad = {
      ...measured(heaps, [
        [0.5, 0],
        [0.5, 1],
        [20.5, 45],
      ]),
    };
    const good = measured(heaps, [
      [0.5, 0.5],
      [20.5, 0.5],
    ]);
    const [, improved] = improveAll(heaps, [good, bad], 1);
    expect(bad.inertia).toBeGreaterThan(1000);
    expect(improved!.inertia).toBeCloseTo(4, 9);
  });

  test('centroids that are not needed are taken away for the smaller k', () => {
    const line = toPoints([[0], [1], [100], [101], [200], [201]]);
    const bad = measured(line, [[50.5], [200.5]]);
    const good = measured(line, [[0.5], [100.5], [200.5]]);
    expect(improveAll(line, [bad, good], 1).map(fit => fit.centroids.length)).toEqual([2, 3]);
    const worse = measured(line, [[0], [1]]);
    expect(improveAll(line, [worse, good], 1)[0]!.inertia).toBeLessThan(worse.inertia);
  });

  test('thirty points, k = 5 from poor starts: as good as scikit-learn 1.2.1', () => {
    const fits = poorFits(THIRTY, 8);
    expect(fits[3]!.inertia).toBeGreaterThan(12.1);
    const twice = improveAll(THIRTY, improveAll(THIRTY, fits, 1), 1);
    expect(twice[3]!.inertia).toBeCloseTo(12.091681666666666, 9);
  });

  test('property: none gets worse, k stays, no cluster is empty, the same seed gives the same bytes', () => {
    const coordinate = fc.integer({ min: -5, max: 5 });
    const rows = fc.array(fc.tuple(coordinate, coordinate), { minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 100 }), (cells, seed) => {
        const points = toPoints(cells);
        fc.pre(distinctPoints(points, 7) === 7);
        const fits = poorFits(points, 6);
        const improved = improveAll(points, fits, seed);
        improved.forEach((fit, index) => {
          expect(fit.inertia).toBeLessThanOrEqual(fits[index]!.inertia);
          expect(fit.centroids).toHaveLength(index + 2);
          expect(measured(points, fit.centroids).inertia).toBe(fit.inertia);
        });
        expect(JSON.stringify(improveAll(points, fits, seed))).toBe(JSON.stringify(improved));
      }),
      { numRuns: 50 },
    );
  });

  test('more clusters never fit worse than fewer', () => {
    const improved = improveAll(THIRTY, poorFits(THIRTY, 10), 1);
    const inertias = improved.map(fit => fit.inertia);
    expect(inertias).toEqual(inertias.toSorted((a, b) => b - a));
    expect(improved.map(fit => new Set(nearestCentroids(THIRTY, fit.centroids)).size)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });
});
