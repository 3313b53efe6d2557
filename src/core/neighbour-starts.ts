/**
 * Better solutions from those for neighbouring k: the best k - 1 centroids plus one more point, and the best k + 1
 * centroids less one, are good starts for k. Random starts alone miss them where a few customers lie far out. After the
 * global k-means algorithm, Likas, Vlassis & Verbeek 2003.
 */
import { better, type Fit, fitFrom, measured } from './k-means.ts';
import { nearestCentroids, type Points, pointAt, squaredDistance } from './points.ts';
import { seededRandom } from './random.ts';

/** Points that are tried as the additional centroid: drawn by chance, and those furthest from their centroid. */
const DRAWN_CANDIDATES = 100;
const FARTHEST_CANDIDATES = 20;

/** `fits` are for consecutive k, smallest first; so are the results, none with a larger inertia than before. */
export const improveFromNeighbours = (points: Points, fits: readonly Fit[], seed: number): readonly Fit[] => {
  const best = [...fits];
  const drawn = drawCandidates(points, seed);
  for (let index = 1; index < best.length; index++) {
    best[index] = better(
      best[index]!,
      fitFrom(points, [...best[index - 1]!.centroids, additional(points, best[index - 1]!, drawn)]),
    );
  }
  for (let index = best.length - 2; index >= 0; index--) {
    best[index] = better(best[index]!, fitFrom(points, leastNeeded(points, best[index + 1]!).centroids));
  }
  return best;
};

const drawCandidates = (points: Points, seed: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: DRAWN_CANDIDATES }, () => Math.floor(random() * points.count));
};

/** The candidate that would lower the inertia most as one more centroid. */
const additional = (points: Points, fit: Fit, drawn: readonly number[]): readonly number[] => {
  const labels = nearestCentroids(points, fit.centroids);
  const distances = Float64Array.from(labels, (label, row) => squaredDistance(points, row, fit.centroids[label]!));
  const farthest = Array.from(distances.keys()).sort((a, b) => distances[b]! - distances[a]!);
  const candidates = [...drawn, ...farthest.slice(0, FARTHEST_CANDIDATES)].map(row => pointAt(points, row));
  const gains = candidates.map(candidate => gain(points, distances, candidate));
  return candidates[gains.indexOf(Math.max(...gains))]!;
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
