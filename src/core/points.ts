/** Customers as points: `count` rows of `dimensions` z-scores, row after row in one flat array. */
export interface Points {
  readonly values: Float64Array;
  readonly count: number;
  readonly dimensions: number;
}

/** One centroid per row, in the units of the points. */
export type Centroids = readonly (readonly number[])[];

export const toPoints = (rows: readonly (readonly number[])[]): Points => {
  const dimensions = rows[0]?.length ?? 0;
  return { values: Float64Array.from(rows.flat()), count: rows.length, dimensions };
};

export const toRows = (points: Points): number[][] =>
  Array.from({ length: points.count }, (_, row) => pointAt(points, row));

/** A loop, because copying so few values by way of a view of the array takes five times as long. */
export const pointAt = ({ values, dimensions }: Points, row: number): number[] => {
  const point: number[] = [];
  for (let d = 0; d < dimensions; d++) point.push(values[row * dimensions + d]!);
  return point;
};

/** Squared Euclidean distance of point `row` to a centroid. */
export const squaredDistance = (points: Points, row: number, centroid: readonly number[]): number => {
  let sum = 0;
  for (let d = 0; d < points.dimensions; d++) {
    const difference = points.values[row * points.dimensions + d]! - centroid[d]!;
    sum += difference * difference;
  }
  return sum;
};

export interface Assignment {
  /** Index of the nearest centroid for every point; of equally near ones the first. */
  readonly labels: Uint8Array;
  readonly squaredDistances: Float64Array;
}

export const assignToNearest = (points: Points, centroids: Centroids): Assignment => {
  const labels = new Uint8Array(points.count);
  const squaredDistances = new Float64Array(points.count).fill(Number.POSITIVE_INFINITY);
  for (let index = 0; index < centroids.length; index++) {
    const centroid = centroids[index]!;
    for (let row = 0; row < points.count; row++) {
      const distance = squaredDistance(points, row, centroid);
      if (distance < squaredDistances[row]!) {
        squaredDistances[row] = distance;
        labels[row] = index;
      }
    }
  }
  return { labels, squaredDistances };
};

export const nearestCentroids = (points: Points, centroids: Centroids): Uint8Array =>
  assignToNearest(points, centroids).labels;

export const sum = (values: Float64Array): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** Number of different points, counted up to `limit`. */
export const distinctPoints = (points: Points, limit: number): number => {
  const seen = new Set<string>();
  for (let row = 0; row < points.count && seen.size < limit; row++) {
    seen.add(points.values.subarray(row * points.dimensions, (row + 1) * points.dimensions).join());
  }
  return seen.size;
};
