/** The same customers by other methods, on a bounded sample and off the calling thread, with the same figures for each. */
import { calinskiHarabasz, daviesBouldin, inertia, summariseClusters } from '../../core/cluster-quality.ts';
import { NOISE } from '../../core/dbscan.ts';
import { FIT_SAMPLE } from '../../core/fit.ts';
import {
  agreementOf,
  type ClusteringMethod,
  type Clusterings,
  EXTRA_FEATURES,
  type ExtraFeature,
  type OtherClustering,
  recommend,
  withExtras,
} from '../../core/insight/clusterings.ts';
import type { Detail } from '../../core/order-file.ts';
import { nearestCentroids, type Points } from '../../core/points.ts';
import { meanSilhouettes } from '../cluster-customers.ts';
import type { ClusteringPool } from '../segmentation.ts';
import type { Look } from './read-insight.ts';

/** What a file must hold for a feature. */
const NEEDS: Readonly<Partial<Record<ExtraFeature, Detail>>> = { categories: 'category', age: 'age' };

interface Labelled {
  readonly method: ClusteringMethod;
  readonly labels: Uint8Array;
  readonly radius?: number;
}

export const readClusterings = async ({ queries, report, clustering, extras: wanted }: Look): Promise<Clusterings> => {
  const needed = wanted.flatMap(extra => NEEDS[extra] ?? []);
  const missing = needed.filter(detail => !queries.details.includes(detail));
  const extras = EXTRA_FEATURES.filter(extra => wanted.includes(extra) && !missing.includes(NEEDS[extra]!));
  const { seed } = report.run;
  const described = await queries.clusterSample({ size: FIT_SAMPLE, seed, extras });
  const points = withExtras(described);
  const facts = { customers: points.count, sampled: points.count < report.totals.customers, extras, missing };
  if (report.choice === null || clustering.centroids === null)
    return {
      ...facts,
      methods: [],
      recommended: null,
      why: 'There are too few customers for segments, by any method.',
    };
  const { k } = report.choice;
  const { pool, centroids } = clustering;
  const [own, ward, density] = await Promise.all([
    extras.length === 0 ? centroids : pool.fit({ points, k, seed }).then(fit => fit.centroids),
    pool.ward({ points, k }),
    pool.dbscan({ points }),
  ]);
  const labels = nearestCentroids(points, own);
  const found: readonly Labelled[] = [
    { method: 'k-means', labels },
    { method: 'ward', labels: ward },
    { method: 'dbscan', ...density },
  ];
  const methods = await Promise.all(found.map(one => judged(pool, points, one, labels)));
  return { ...facts, methods, ...recommend(methods) };
};

const judged = async (
  pool: ClusteringPool,
  points: Points,
  { method, labels, ...parameters }: Labelled,
  own: Uint8Array,
): Promise<OtherClustering> => {
  const inside = clusteredOnly(points, labels);
  const clusters = summariseClusters(inside.points, inside.labels, NOISE);
  const quality =
    clusters.length < 2
      ? null
      : {
          inertia: inertia(clusters),
          silhouette: (await meanSilhouettes(pool, inside.points, [inside.labels]))[0]!,
          calinskiHarabasz: calinskiHarabasz(clusters),
          daviesBouldin: daviesBouldin(clusters),
        };
  return {
    method,
    clusters: clusters.length,
    smallestShare: Math.min(...clusters.map(({ customers }) => customers), points.count) / points.count,
    unclusteredShare: 1 - inside.points.count / points.count,
    quality,
    agreement: agreementOf(labels, own),
    ...parameters,
  };
};

/** Points that are in a cluster, with their labels. */
const clusteredOnly = (points: Points, labels: Uint8Array): { points: Points; labels: Uint8Array } => {
  const { dimensions, values } = points;
  const rows = Array.from(labels.keys()).filter(row => labels[row] !== NOISE);
  const kept = new Float64Array(rows.length * dimensions);
  for (const [place, row] of rows.entries())
    kept.set(values.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  return { points: { values: kept, count: rows.length, dimensions }, labels: labels.filter(label => label !== NOISE) };
};
