/** Hierarchical clustering with Ward's criterion, by ml-hclust. */
import { agnes } from 'ml-hclust';
import { nearestCentroids, type Points, pointAt, toRows } from './points.ts';

/** The library's time grows with the third power of the points: so many take a few seconds, the rest go to the nearest centroid. */
export const WARD_SAMPLE = 1_000;

/**
 * Labels 0 … k − 1 of all points. The tree of the first `WARD_SAMPLE` of them is cut into `k` clusters (Ward 1963, in the
 * form that takes plain Euclidean distances: "Ward2" of Murtagh & Legendre 2014); every other point belongs to the nearest
 * mean of these. Points come in the order of a seeded sample, so that the first of them are one, too.
 */
export const wardLabels = (points: Points, k: number): Uint8Array => {
  const fitted = firstOf(points, WARD_SAMPLE);
  const tree = agnes(toRows(fitted), { method: 'ward2' });
  const members = tree
    .group(k)
    .children.map(cluster => cluster.indices())
    .sort((a, b) => Math.min(...a) - Math.min(...b));
  const labels = nearestCentroids(
    points,
    members.map(rows => meanOf(points, rows)),
  );
  for (const [label, rows] of members.entries()) for (const row of rows) labels[row] = label;
  return labels;
};

const firstOf = ({ values, count, dimensions }: Points, most: number): Points => {
  const kept = Math.min(count, most);
  return { values: values.subarray(0, kept * dimensions), count: kept, dimensions };
};

const meanOf = (points: Points, rows: readonly number[]): number[] => {
  const sums = new Array<number>(points.dimensions).fill(0);
  for (const row of rows) for (const [d, value] of pointAt(points, row).entries()) sums[d]! += value;
  return sums.map(sum => sum / rows.length);
};
