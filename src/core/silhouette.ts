import type { Points } from './points.ts';

/** Up to this many points the silhouette is exact; above, it is computed on a seeded sample of this many. */
export const SILHOUETTE_SAMPLE = 10_000;

/**
 * Sums of silhouettes of the points `from` ≤ row < `to` against all points, one sum per labelling.
 *
 * The silhouette of a point is (b - a) / max(a, b): a is its mean distance to the other members of its cluster, b the
 * smallest mean distance to the members of another cluster; 0 for a cluster of one. Rousseeuw, "Silhouettes: a graphical
 * aid to the interpretation and validation of cluster analysis", 1987.
 *
 * All labellings share one pass, because the distances, which cost most, are the same for every k. Divide the sums of
 * all ranges by the number of points to get the means.
 */
export const silhouetteSums = (
  points: Points,
  labellings: readonly Uint8Array[],
  from: number,
  to: number,
): number[] => {
  const { values, count, dimensions } = points;
  const sizes = labellings.map(clusterSizes);
  const distances = new Float64Array(count);
  const sums = labellings.map(() => 0);
  for (let row = from; row < to; row++) {
    fillDistances(values, dimensions, row, distances);
    labellings.forEach((labels, index) => {
      sums[index]! += silhouetteOf(row, labels, sizes[index]!, distances);
    });
  }
  return sums;
};

/** Mean silhouette of one labelling over all points. */
export const silhouette = (points: Points, labels: Uint8Array): number =>
  silhouetteSums(points, [labels], 0, points.count)[0]! / points.count;

const clusterSizes = (labels: Uint8Array): Float64Array => {
  const sizes = new Float64Array(labels.reduce((largest, label) => Math.max(largest, label), 0) + 1);
  for (const label of labels) sizes[label]! += 1;
  return sizes;
};

const fillDistances = (values: Float64Array, dimensions: number, row: number, distances: Float64Array): void => {
  const own = row * dimensions;
  for (let other = 0, at = 0; other < distances.length; other++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++, at++) {
      const difference = values[own + d]! - values[at]!;
      sum += difference * difference;
    }
    distances[other] = Math.sqrt(sum);
  }
};

const silhouetteOf = (row: number, labels: Uint8Array, sizes: Float64Array, distances: Float64Array): number => {
  const own = labels[row]!;
  if (sizes[own] === 1) return 0;
  const totals = new Float64Array(sizes.length);
  for (let other = 0; other < labels.length; other++) totals[labels[other]!]! += distances[other]!;
  const a = totals[own]! / (sizes[own]! - 1);
  let b = Number.POSITIVE_INFINITY;
  for (let label = 0; label < sizes.length; label++) {
    if (label !== own && sizes[label]! > 0) b = Math.min(b, totals[label]! / sizes[label]!);
  }
  const larger = Math.max(a, b);
  return larger === 0 || b === Number.POSITIVE_INFINITY ? 0 : (b - a) / larger;
};
