/**
 * Greedy k-means++ starts (Arthur & Vassilvitskii 2007; several trials per centroid as in scikit-learn). ml-kmeans has
 * them too, but copies two arrays for every distance: they took most of a fit's time and memory.
 */
import { type Centroids, type Points, pointAt, squaredDistance, sum } from './points.ts';

/** `random` gives numbers from 0 up to 1. Duplicate centroids only where there are fewer than `k` different points. */
export const plusPlusStart = (points: Points, k: number, random: () => number): Centroids => {
  const trials = 2 + Math.floor(Math.log(k));
  const centroids = [pointAt(points, Math.floor(random() * points.count))];
  let distances = closer(points, new Float64Array(points.count).fill(Number.POSITIVE_INFINITY), centroids[0]!);
  while (centroids.length < k) {
    const candidates = Array.from({ length: trials }, () => pointAt(points, draw(distances, random)));
    const outcomes = candidates.map(candidate => closer(points, distances, candidate));
    const potentials = outcomes.map(sum);
    const best = potentials.indexOf(Math.min(...potentials));
    centroids.push(candidates[best]!);
    distances = outcomes[best]!;
  }
  return centroids;
};

/** Squared distance of each point to the nearest centroid, now that there is one more. */
const closer = (points: Points, distances: Float64Array, centroid: readonly number[]): Float64Array => {
  const result = new Float64Array(distances.length);
  for (let row = 0; row < result.length; row++) {
    result[row] = Math.min(distances[row]!, squaredDistance(points, row, centroid));
  }
  return result;
};

/** A row by chance, in proportion to its squared distance: far points are likely, centroids impossible. */
const draw = (distances: Float64Array, random: () => number): number => {
  let rest = random() * sum(distances);
  let row = 0;
  while (row < distances.length - 1 && rest >= distances[row]!) {
    rest -= distances[row]!;
    row += 1;
  }
  return row;
};
