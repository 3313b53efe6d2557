/**
 * k-means on a bounded sample by ml-kmeans, with what that library leaves to its caller: restarts, inertia, and labels
 * that belong to the returned centroids.
 */
import { kmeans } from 'ml-kmeans';
import { type Centroids, nearestCentroids, type Points, squaredDistance, toRows } from './points.ts';

/** Fits run on at most this many customers; Lloyd iterations over all of them follow in the order store. */
export const FIT_SAMPLE = 10_000;

/** Seeded k-means++ starts per k; the one with the smallest inertia wins. */
export const RESTARTS = 8;

export interface Fit {
  readonly centroids: Centroids;
  /** Sum of squared distances to the nearest centroid over the points that were fitted. */
  readonly inertia: number;
}

/**
 * The best of several seeded starts (k-means++, Arthur & Vassilvitskii 2007).
 *
 * `k` must not exceed the number of distinct points: ml-kmeans then returns duplicate centroids without a word.
 * Its tolerance is absolute, so points must be standardised.
 */
export const fitKMeans = (points: Points, k: number, seed: number, restarts: number = RESTARTS): Fit => {
  const rows = toRows(points);
  const fits = Array.from({ length: restarts }, (_, restart) => fitOnce(points, rows, k, seed * 1_000 + restart));
  return fits.reduce((best, fit) => (fit.inertia < best.inertia ? fit : best));
};

const fitOnce = (points: Points, rows: number[][], k: number, seed: number): Fit => {
  const { centroids } = kmeans(rows, k, { seed, initialization: 'kmeans++', maxIterations: 100, tolerance: 1e-6 });
  // The labels that ml-kmeans returns belong to the centroids before the last update, so points are assigned again.
  const labels = nearestCentroids(points, centroids);
  let inertia = 0;
  for (let row = 0; row < points.count; row++) inertia += squaredDistance(points, row, centroids[labels[row]!]!);
  return { centroids, inertia };
};
