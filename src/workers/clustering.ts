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

// Loaded when somebody asks for other clusterings, which few do.

export const ward = async (task: { points: Points; k: number }): Promise<Uint8Array> => {
  const { wardLabels } = await import('../core/ward.ts');
  return wardLabels(task.points, task.k);
};

export const dbscan = async ({ points }: { points: Points }): Promise<{ labels: Uint8Array; radius: number }> => {
  const { dbscanLabels, densityFor } = await import('../core/dbscan.ts');
  const density = densityFor(points);
  return { labels: dbscanLabels(points, density), radius: density.radius };
};

export const silhouettes = (task: {
  points: Points;
  labellings: readonly Uint8Array[];
  from: number;
  to: number;
}): number[] => silhouetteSums(task.points, task.labellings, task.from, task.to);
