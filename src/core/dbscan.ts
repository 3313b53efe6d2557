/**
 * Density-based clustering: Ester, Kriegel, Sander & Xu, "A density-based algorithm for discovering clusters in large spatial
 * databases with noise", 1996 (DBSCAN). No kept library of it takes points of any dimension in usable time.
 */
import type { Points } from './points.ts';

/** Of a point that is in no cluster. */
export const NOISE = 255;
/** Labels are bytes; the last one is taken. */
const MOST_CLUSTERS = 254;

export interface Density {
  /** Neighbours are no further away. */
  readonly radius: number;
  /** A point with so many neighbours, itself among them, is in the middle of a cluster. */
  readonly minPoints: number;
}

/** Twice the dimensions: Sander, Ester, Kriegel & Xu 1998. */
const minPointsFor = ({ dimensions }: Points): number => 2 * dimensions;

/**
 * The radius at which the curve of distances to the `minPoints`-th nearest point, sorted, bends most: the point furthest
 * below the straight line between its ends, found as the elbow of k is. Section 4.2 of Ester et al. reads it off by eye.
 */
export const densityFor = (points: Points): Density => {
  const minPoints = Math.min(minPointsFor(points), points.count);
  const distances = kthDistances(points, minPoints).sort();
  const last = distances.length - 1;
  const [lowest, highest] = [distances[0]!, distances[last]!];
  let bend = last;
  let deepest = Number.NEGATIVE_INFINITY;
  for (let place = 0; place <= last; place++) {
    const depth = lowest + ((highest - lowest) * place) / Math.max(1, last) - distances[place]!;
    if (depth > deepest) [deepest, bend] = [depth, place];
  }
  return { radius: distances[bend]!, minPoints };
};

/** Distance of every point to its k-th nearest one, itself being the first. */
const kthDistances = (points: Points, k: number): Float64Array => {
  const distances = new Float64Array(points.count);
  const nearest = new Float64Array(k);
  for (let row = 0; row < points.count; row++) {
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let other = 0; other < points.count; other++) insert(nearest, squared(points, row, other));
    distances[row] = Math.sqrt(nearest[k - 1]!);
  }
  return distances;
};

/** Into an ascending list whose last value goes. */
const insert = (nearest: Float64Array, value: number): void => {
  let place = nearest.length - 1;
  if (value >= nearest[place]!) return;
  for (; place > 0 && nearest[place - 1]! > value; place--) nearest[place] = nearest[place - 1]!;
  nearest[place] = value;
};

/**
 * Labels 0, 1, … in the order of the first core point of each cluster, `NOISE` for points in none. A border point of several
 * clusters belongs to the first that reaches it. What more than 254 clusters would hold is noise.
 */
export const dbscanLabels = (points: Points, { radius, minPoints }: Density): Uint8Array => {
  const labels = new Uint8Array(points.count).fill(NOISE);
  const visited = new Uint8Array(points.count);
  let cluster = 0;
  for (let row = 0; row < points.count && cluster < MOST_CLUSTERS; row++) {
    if (visited[row]) continue;
    visited[row] = 1;
    const around = neighbours(points, row, radius);
    if (around.length < minPoints) continue;
    const waiting: number[] = [];
    const take = (rows: readonly number[]): void => {
      for (const near of rows) {
        if (labels[near] === NOISE) labels[near] = cluster;
        if (!visited[near]) waiting.push(near);
        visited[near] = 1;
      }
    };
    take(around);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const further = neighbours(points, next, radius);
      if (further.length >= minPoints) take(further);
    }
    cluster += 1;
  }
  return labels;
};

const neighbours = (points: Points, row: number, radius: number): number[] => {
  const found: number[] = [];
  const reach = radius * radius;
  for (let other = 0; other < points.count; other++) if (squared(points, row, other) <= reach) found.push(other);
  return found;
};

const squared = ({ values, dimensions }: Points, a: number, b: number): number => {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const difference = values[a * dimensions + d]! - values[b * dimensions + d]!;
    sum += difference * difference;
  }
  return sum;
};
