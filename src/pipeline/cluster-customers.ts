/** Fit small, apply everywhere: k-means on a sample in workers, then Lloyd iterations over all customers in the store. */
import { type ClusterSummary, calinskiHarabasz, daviesBouldin, inertia } from '../core/cluster-quality.ts';
import { FIT_SAMPLE, type Fit } from '../core/fit.ts';
import { type Centroids, distinctPoints, nearestCentroids, type Points } from '../core/points.ts';
import type { ClusterQuality } from '../core/report.ts';
import { LARGEST_COMPARED_K, LARGEST_K, type Settings, SMALLEST_K } from '../core/settings.ts';
import { SILHOUETTE_SAMPLE } from '../core/silhouette.ts';
import { FEWEST_DISTINCT_FOR_SEGMENTS } from '../core/warnings.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { OnProgress } from './progress.ts';
import type { ClusteringPool } from './segmentation.ts';

/** Lloyd iterations end when the inertia falls by less than this share of itself: enough to compare k … */
const COMPARABLE = 1e-4;
/** … and for the k that is chosen, where it stands still. */
const SETTLED = 1e-7;
const MOST_ITERATIONS = 300;

/** The silhouette's sums are made in this many parts whatever the number of threads: their order decides the last digits. */
const SILHOUETTE_PARTS = 4;

export interface Clustering {
  readonly quality: ClusterQuality;
  readonly centroids: Centroids;
}

/** A clustering of all fitted customers for every k that is compared; none where too few of them differ. */
export const clusterCustomers = async (
  store: OrderStore,
  pool: ClusteringPool,
  settings: Pick<Settings, 'k' | 'seed'>,
  fitted: number,
  onProgress: OnProgress,
): Promise<readonly Clustering[]> => {
  const points = await store.sample(FIT_SAMPLE, settings.seed);
  const sampled = points.count < fitted;
  const ks = comparedKs(settings.k, distinctPoints(points, LARGEST_K + 1));
  const fits = await fitAll(pool, points, ks, settings.seed);
  const refined: { clusters: readonly ClusterSummary[]; centroids: Centroids }[] = [];
  for (const [index, improved] of fits.entries()) {
    onProgress({ step: 'cluster', fraction: index / fits.length });
    const fit = await improved;
    // Where the sample is everybody, the fit has converged already and one step only confirms it.
    refined.push(await refine(store, fit.centroids, sampled ? Number.POSITIVE_INFINITY : fit.inertia, COMPARABLE));
  }
  const judged = !sampled ? points : await store.sample(SILHOUETTE_SAMPLE, settings.seed);
  const labellings = refined.map(({ centroids }) => nearestCentroids(judged, centroids));
  const silhouettes = await meanSilhouettes(pool, judged, labellings);
  return refined.map(({ clusters, centroids }, index) => ({
    centroids,
    quality: { k: ks[index]!, silhouette: silhouettes[index]!, ...figuresOf(clusters) },
  }));
};

/** The chosen clustering with Lloyd iterations until its inertia stands still. */
export const settle = async (store: OrderStore, { centroids, quality }: Clustering): Promise<Clustering> => {
  const settled = await refine(store, centroids, Number.POSITIVE_INFINITY, SETTLED);
  return { centroids: settled.centroids, quality: { ...quality, ...figuresOf(settled.clusters) } };
};

const figuresOf = (clusters: readonly ClusterSummary[]): Omit<ClusterQuality, 'k' | 'silhouette'> => ({
  inertia: inertia(clusters),
  calinskiHarabasz: calinskiHarabasz(clusters),
  daviesBouldin: daviesBouldin(clusters),
});

/** 2 … 10, further if more were asked for, but never as many as there are different customers. */
const comparedKs = (requested: Settings['k'], distinct: number): number[] => {
  if (distinct < FEWEST_DISTINCT_FOR_SEGMENTS) return [];
  const wanted = requested === 'auto' ? LARGEST_COMPARED_K : Math.max(LARGEST_COMPARED_K, requested);
  const largest = Math.min(wanted, distinct - 1);
  return Array.from({ length: largest - SMALLEST_K + 1 }, (_, index) => SMALLEST_K + index);
};

/** Large k first, because they take longest; results in the order of `ks`, each as soon as it is improved. */
const fitAll = async (
  pool: ClusteringPool,
  points: Points,
  ks: readonly number[],
  seed: number,
): Promise<readonly Promise<Fit>[]> => {
  const fits = (await Promise.all(ks.toReversed().map(k => pool.fit({ points, k, seed })))).toReversed();
  const improved = fits.map((fit, index) => {
    const neighbours = { fewer: fits[index - 1] ?? null, more: fits[index + 1] ?? null };
    return pool.improve({ points, fit, neighbours, seed });
  });
  // They are awaited one after the other: a failure of a later one must not end the process before.
  for (const pending of improved) pending.catch(() => {});
  return improved;
};

const refine = async (
  store: OrderStore,
  start: Centroids,
  startInertia: number,
  tolerance: number,
): Promise<{ clusters: readonly ClusterSummary[]; centroids: Centroids }> => {
  let centroids = start;
  let previous = startInertia;
  for (let iteration = 1; ; iteration++) {
    const clusters = await store.lloydStep(centroids);
    const empty = clusters.findIndex(cluster => cluster.customers === 0);
    const current = inertia(clusters);
    const settled = empty === -1 && previous - current <= tolerance * current;
    if (settled || iteration === MOST_ITERATIONS) return { clusters: clusters.filter(c => c.customers > 0), centroids };
    previous = current;
    const moved = clusters.map(cluster => cluster.mean);
    // A centroid that lost all its customers starts again at the customer who is worst served.
    centroids = empty === -1 ? moved : moved.with(empty, await store.farthestFrom(centroids));
  }
};

export const meanSilhouettes = async (
  pool: ClusteringPool,
  points: Points,
  labellings: readonly Uint8Array[],
): Promise<number[]> => {
  if (labellings.length === 0) return [];
  const border = (part: number): number => Math.floor((points.count * part) / SILHOUETTE_PARTS);
  const parts = await Promise.all(
    Array.from({ length: SILHOUETTE_PARTS }, (_, part) =>
      pool.silhouettes({ points, labellings, from: border(part), to: border(part + 1) }),
    ),
  );
  return labellings.map((_, index) => parts.reduce((sum, part) => sum + part[index]!, 0) / points.count);
};
