/**
 * k-means on a bounded sample by ml-kmeans, with what that library leaves to its caller: restarts, inertia, and labels
 * that belong to the returned centroids.
 */
import { kmeans } from 'ml-kmeans';
import { type Centroids, nearestCentroids, type Points, squaredDistance, toRows } from './points.ts';

/** Fits run on at most this many customers; Lloyd iterations over all of them follow in the order store. */
export const FIT_SAMPLE = 10_000;

/** Seeded k-means++ starts per k; the one with the smallest inertia wins. */
const RESTARTS = 6;

/** ml-kmeans compares squared shifts of centroids with an absolute tolerance: points must be standardised. */
const OPTIONS = { maxIterations: 100, tolerance: 1e-6 };

export interface Fit {
  readonly centroids: Centroids;
  /** Sum of squared distances to the nearest centroid over the points that were fitted. */
  readonly inertia: number;
}

/**
 * The best of several seeded starts (k-means++, Arthur & Vassilvitskii 2007).
 *
 * `k` must not exceed the number of distinct points: ml-kmeans then returns duplicate centroids without a word.
 */
export const fitKMeans = (points: Points, k: number, seed: number): Fit => {
  const rows = toRows(points);
  const fits = Array.from({ length: RESTARTS }, (_, restart) => {
    const options = { ...OPTIONS, initialization: 'kmeans++', seed: seed * RESTARTS + restart } as const;
    return measured(points, kmeans(rows, k, options).centroids);
  });
  return fits.reduce(better);
};

/** Lloyd's algorithm from given centroids. */
export const fitFrom = (points: Points, start: Centroids): Fit => {
  const initialization = start.map(centroid => [...centroid]);
  return measured(points, kmeans(toRows(points), start.length, { ...OPTIONS, initialization }).centroids);
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
