/** Entry file of the clustering pool: heavy figures off the thread that talks to people. */
import type { Fit } from '../core/fit.ts';
import { fitKMeans } from '../core/k-means.ts';
import { improveFromNeighbours, type Neighbours } from '../core/neighbour-starts.ts';
import type { Points } from '../core/points.ts';
import { silhouetteSums } from '../core/silhouette.ts';

export const fit = (task: { points: Points; k: number; seed: number }): Fit =>
  fitKMeans(task.points, task.k, task.seed);

export const improve = (task: { points: Points; fit: Fit; neighbours: Neighbours; seed: number }): Fit =>
  improveFromNeighbours(task.points, task.fit, task.neighbours, task.seed);

export const silhouettes = (task: {
  points: Points;
  labellings: readonly Uint8Array[];
  from: number;
  to: number;
}): number[] => silhouetteSums(task.points, task.labellings, task.from, task.to);
