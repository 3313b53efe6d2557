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
 * All labellings share one pass: points with the same label in every labelling form a cell, distances are added up per
 * cell, and each labelling adds up its cells. Divide the sums of all ranges by the number of points to get the means.
 */
export const silhouetteSums = (
  points: Points,
  labellings: readonly Uint8Array[],
  from: number,
  to: number,
): number[] => {
  const cells = cellsOf(points.count, labellings);
  const sizes = labellings.map(clusterSizes);
  const sums = labellings.map(() => 0);
  const totals = new Float64Array(cells.labels.length);
  for (let row = from; row < to; row++) {
    addDistances(points, row, cells.cellOfRow, totals.fill(0));
    for (const [index, labels] of labellings.entries()) {
      const perCluster = new Float64Array(sizes[index]!.length);
      for (let cell = 0; cell < totals.length; cell++) perCluster[cells.labels[cell]![index]!]! += totals[cell]!;
      sums[index]! += silhouetteOf(labels[row]!, sizes[index]!, perCluster);
    }
  }
  return sums;
};

/** Mean silhouette of one labelling over all points. */
export const silhouette = (points: Points, labels: Uint8Array): number =>
  silhouetteSums(points, [labels], 0, points.count)[0]! / points.count;

interface Cells {
  readonly cellOfRow: Uint16Array;
  /** Per cell its label in each labelling. */
  readonly labels: readonly (readonly number[])[];
}

const cellsOf = (count: number, labellings: readonly Uint8Array[]): Cells => {
  const known = new Map<string, number>();
  const labels: number[][] = [];
  const cellOfRow = Uint16Array.from({ length: count }, (_, row) => {
    const own = labellings.map(labelling => labelling[row]!);
    const key = own.join();
    const cell = known.get(key) ?? labels.push(own) - 1;
    known.set(key, cell);
    return cell;
  });
  return { cellOfRow, labels };
};

const clusterSizes = (labels: Uint8Array): Float64Array => {
  const sizes = new Float64Array(labels.reduce((largest, label) => Math.max(largest, label), 0) + 1);
  for (const label of labels) sizes[label]! += 1;
  return sizes;
};

/** The inner loop of the program: plain indices, no calls. */
const addDistances = (points: Points, row: number, cellOfRow: Uint16Array, totals: Float64Array): void => {
  const { values, count, dimensions } = points;
  const own = row * dimensions;
  for (let other = 0, at = 0; other < count; other++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++, at++) {
      const difference = values[own + d]! - values[at]!;
      sum += difference * difference;
    }
    totals[cellOfRow[other]!]! += Math.sqrt(sum);
  }
};

/** From the sums of distances to the members of every cluster; the distance to oneself is 0 and does not count. */
const silhouetteOf = (own: number, sizes: Float64Array, totals: Float64Array): number => {
  if (sizes[own] === 1) return 0;
  const a = totals[own]! / (sizes[own]! - 1);
  let b = Number.POSITIVE_INFINITY;
  for (let label = 0; label < sizes.length; label++) {
    if (label !== own && sizes[label]! > 0) b = Math.min(b, totals[label]! / sizes[label]!);
  }
  const larger = Math.max(a, b);
  return larger === 0 || b === Number.POSITIVE_INFINITY ? 0 : (b - a) / larger;
};
