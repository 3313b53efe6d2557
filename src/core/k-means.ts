/**
 * k-means on a bounded sample by ml-kmeans, with what that library leaves to its caller: restarts, inertia, and labels
 * that belong to the returned centroids.
 */
import { kmeans } from 'ml-kmeans';
import type { Fit } from './fit.ts';
import { plusPlusStart } from './k-means-start.ts';
import { assignToNearest, type Centroids, type Points, sum, toRows } from './points.ts';
import { seededRandom } from './random.ts';

/** Seeded k-means++ starts per k; the one with the smallest inertia wins. Small shops get more, as they cost less. */
const FEWEST_STARTS = 5;
const MOST_STARTS = 50;
const POINTS_STARTED = 21_700;

/**
 * ml-kmeans stops when no centroid's squared shift is above this, absolute: points must be standardised. Starts are
 * compared at the coarse one, only the best runs on to the fine one.
 */
const COARSE = 1e-4;
const FINE = 1e-6;
const MOST_ITERATIONS = 100;

/**
 * The best of several seeded k-means++ starts.
 *
 * `k` must not exceed the number of distinct points: clusters would be empty and centroids duplicate.
 */
export const fitKMeans = (points: Points, k: number, seed: number): Fit => {
  const rows = toRows(points);
  const random = seededRandom(seed);
  const wanted = Math.round(POINTS_STARTED / points.count);
  const count = Math.min(MOST_STARTS, Math.max(FEWEST_STARTS, wanted));
  const starts = Array.from({ length: count }, () => plusPlusStart(points, k, random));
  const best = starts.map(start => lloyd(points, rows, start, COARSE)).reduce(better);
  return lloyd(points, rows, best.centroids, FINE);
};

/** The better of a fit and of Lloyd's algorithm from another start, which runs to its end only where it has won. */
export const fitFrom = (points: Points, start: Centroids, champion: Fit): Fit => {
  const rows = toRows(points);
  const challenger = lloyd(points, rows, start, COARSE);
  return challenger.inertia < champion.inertia ? lloyd(points, rows, challenger.centroids, FINE) : champion;
};

const lloyd = (points: Points, rows: number[][], start: Centroids, tolerance: number): Fit => {
  const initialization = start.map(centroid => [...centroid]);
  return measured(
    points,
    kmeans(rows, start.length, { initialization, tolerance, maxIterations: MOST_ITERATIONS }).centroids,
  );
};

export const better = (a: Fit, b: Fit): Fit => (b.inertia < a.inertia ? b : a);

/** The labels that ml-kmeans returns belong to the centroids before the last update, so points are assigned again. */
export const measured = (points: Points, centroids: Centroids): Fit => ({
  centroids,
  inertia: sum(assignToNearest(points, centroids).squaredDistances),
});
