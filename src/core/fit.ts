import type { Centroids } from './points.ts';

/** Fits run on at most this many customers; Lloyd iterations over all of them follow in the order store. */
export const FIT_SAMPLE = 5_000;

/** A clustering of points by their nearest centroid. */
export interface Fit {
  readonly centroids: Centroids;
  /** Sum of squared distances to the nearest centroid over the points that were fitted. */
  readonly inertia: number;
}
