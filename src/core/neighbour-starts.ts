/**
 * Better solutions from those for neighbouring k: the best k - 1 centroids plus one more point, and the best k + 1
 * centroids less one, are good starts for k. Random starts alone miss them where a few customers lie far out. After the
 * global k-means algorithm, Likas, Vlassis & Verbeek 2003.
 */
import type { Fit } from './fit.ts';
import { better, fitFrom, measured } from './k-means.ts';
import { assignToNearest, type Points, pointAt, squaredDistance } from './points.ts';
import { seededRandom } from './random.ts';

/** Points that are tried as the additional centroid: drawn by chance, and those furthest from their centroid. */
const DRAWN_CANDIDATES = 100;
const FARTHEST_CANDIDATES = 20;

export interface Neighbours {
  /** The best fit of one centroid fewer and of one more, where there are such. */
  readonly fewer: Fit | null;
  readonly more: Fit | null;
}

/** The best of a fit and of Lloyd's algorithm from its neighbours: never a larger inertia than before. */
export const improveFromNeighbours = (points: Points, fit: Fit, { fewer, more }: Neighbours, seed: number): Fit => {
  const starts = [
    ...(fewer === null ? [] : [[...fewer.centroids, additional(points, fewer, drawCandidates(points, seed))]]),
    ...(more === null ? [] : [leastNeeded(points, more).centroids]),
  ];
  return starts.reduce((champion, start) => fitFrom(points, start, champion), fit);
};

const drawCandidates = (points: Points, seed: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: DRAWN_CANDIDATES }, () => Math.floor(random() * points.count));
};

/** The candidate that would lower the inertia most as one more centroid. */
const additional = (points: Points, fit: Fit, drawn: readonly number[]): readonly number[] => {
  const { squaredDistances } = assignToNearest(points, fit.centroids);
  const candidates = [...drawn, ...farthest(squaredDistances)].map(row => pointAt(points, row));
  const gains = candidates.map(candidate => gain(points, squaredDistances, candidate));
  return candidates[gains.indexOf(Math.max(...gains))]!;
};

const farthest = (squaredDistances: Float64Array): number[] => {
  const least = squaredDistances.toSorted().at(-FARTHEST_CANDIDATES) ?? 0;
  const rows: number[] = [];
  for (let row = 0; row < squaredDistances.length && rows.length < FARTHEST_CANDIDATES; row++) {
    if (squaredDistances[row]! >= least) rows.push(row);
  }
  return rows;
};

const gain = (points: Points, distances: Float64Array, candidate: readonly number[]): number => {
  let sum = 0;
  for (let row = 0; row < points.count; row++) {
    sum += Math.max(0, distances[row]! - squaredDistance(points, row, candidate));
  }
  return sum;
};

/** The fit without the centroid that is missed least. */
const leastNeeded = (points: Points, fit: Fit): Fit =>
  fit.centroids
    .map((_, without) =>
      measured(
        points,
        fit.centroids.filter((__, index) => index !== without),
      ),
    )
    .reduce(better);
