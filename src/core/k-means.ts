/**
 * k-means on a bounded sample by ml-kmeans, with what that library leaves to its caller: restarts, inertia, and labels
 * that belong to the returned centroids.
 */
import { kmeans } from 'ml-kmeans';
import { plusPlusStart } from './k-means-start.ts';
import { type Centroids, nearestCentroids, type Points, squaredDistance, toRows } from './points.ts';
import { seededRandom } from './random.ts';

/** Fits run on at most this many customers; Lloyd iterations over all of them follow in the order store. */
export const FIT_SAMPLE = 5_000;

/** Seeded k-means++ starts per k; the one with the smallest inertia wins. Small shops get more, as they cost less. */
const FEWEST_STARTS = 6;
const MOST_STARTS = 50;
const POINTS_STARTED = 30_000;

/**
 * ml-kmeans stops when no centroid's squared shift is above this, absolute: points must be standardised. Starts are
 * compared at the coarse one, only the best runs on to the fine one.
 */
const COARSE = 1e-4;
const FINE = 1e-6;
const MOST_ITERATIONS = 100;

export interface Fit {
  readonly centroids: Centroids;
  /** Sum of squared distances to the nearest centroid over the points that were fitted. */
  readonly inertia: number;
}

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

/** Lloyd's algorithm from given centroids. */
export const fitFrom = (points: Points, start: Centroids): Fit => lloyd(points, toRows(points), start, FINE);

const lloyd = (points: Points, rows: number[][], start: Centroids, tolerance: number): Fit => {
  const initialization = start.map(centroid => [...centroid]);
  return measured(
    points,
    kmeans(rows, start.length, { initialization, tolerance, maxIterations: MOST_ITERATIONS }).centroids,
  );
};

export const better = (a: Fit, b: Fit): Fit => (b.inertia < a.inertia ? b : a);

/** The labels that ml-kmeans returns belong to the centroids before the last update, so points are assigned again. */
export const measured = (points: Points, centroids: Centroids): Fit => {
  const labels = nearestCentroids(points, centroids);
  let inertia = 0;
  for (let row = 0; row < points.count; row++) inertia += squaredDistance(points, row, centroids[labels[row]!]!);
  return { centroids, inertia };
};

/** Number of different points, counted up to `limit`. */
export const distinctPoints = (points: Points, limit: number): number => {
  const seen = new Set<string>();
  for (let row = 0; row < points.count && seen.size < limit; row++) {
    seen.add(points.values.subarray(row * points.dimensions, (row + 1) * points.dimensions).join());
  }
  return seen.size;
};
