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
  Array.from({ length: points.count }, (_, row) => [...pointAt(points, row)]);

export const pointAt = (points: Points, row: number): readonly number[] =>
  Array.from(points.values.subarray(row * points.dimensions, (row + 1) * points.dimensions));

/** Squared Euclidean distance of point `row` to a centroid. */
export const squaredDistance = (points: Points, row: number, centroid: readonly number[]): number => {
  let sum = 0;
  for (let d = 0; d < points.dimensions; d++) {
    const difference = points.values[row * points.dimensions + d]! - centroid[d]!;
    sum += difference * difference;
  }
  return sum;
};

/** Index of the nearest centroid for every point; of equally near ones the first. */
export const nearestCentroids = (points: Points, centroids: Centroids): Uint8Array => {
  const labels = new Uint8Array(points.count);
  for (let row = 0; row < points.count; row++) {
    let nearest = 0;
    let smallest = Number.POSITIVE_INFINITY;
    centroids.forEach((centroid, index) => {
      const distance = squaredDistance(points, row, centroid);
      if (distance < smallest) {
        smallest = distance;
        nearest = index;
      }
    });
    labels[row] = nearest;
  }
  return labels;
};
