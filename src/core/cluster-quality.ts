/**
 * How good a clustering is, from one summary per cluster: the order store can make the summaries for millions of
 * customers in SQL, `summariseClusters` makes them for points in memory. Same figures as scikit-learn's.
 */
import { type Points, squaredDistance } from './points.ts';

export interface ClusterSummary {
  readonly customers: number;
  /** Mean of the members, one value per dimension. */
  readonly mean: readonly number[];
  /** Sum of the members' squared distances to the mean. */
  readonly squaredDistances: number;
  /** Mean of the members' distances to the mean. */
  readonly meanDistance: number;
}

/** Sum of squared distances of all points to the mean of their cluster. */
export const inertia = (clusters: readonly ClusterSummary[]): number =>
  clusters.reduce((sum, cluster) => sum + cluster.squaredDistances, 0);

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, value, d) => sum + (value - b[d]!) ** 2, 0));

const overallMean = (clusters: readonly ClusterSummary[]): number[] => {
  const customers = clusters.reduce((sum, cluster) => sum + cluster.customers, 0);
  return clusters[0]!.mean.map(
    (_, d) => clusters.reduce((sum, cluster) => sum + cluster.customers * cluster.mean[d]!, 0) / customers,
  );
};

/**
 * Between-cluster over within-cluster dispersion, each by its degrees of freedom; large is good.
 * Caliński & Harabasz, "A dendrite method for cluster analysis", 1974.
 */
export const calinskiHarabasz = (clusters: readonly ClusterSummary[]): number => {
  const customers = clusters.reduce((sum, cluster) => sum + cluster.customers, 0);
  const centre = overallMean(clusters);
  const between = clusters.reduce((sum, cluster) => sum + cluster.customers * distance(cluster.mean, centre) ** 2, 0);
  const within = inertia(clusters);
  if (within === 0) return 1;
  return (between / (clusters.length - 1)) * ((customers - clusters.length) / within);
};

/**
 * Mean over the clusters of the worst (s_i + s_j) / d_ij, with s the mean distance to the own centre and d the distance
 * between centres; small is good. Davies & Bouldin, "A cluster separation measure", 1979.
 */
export const daviesBouldin = (clusters: readonly ClusterSummary[]): number => {
  const worst = clusters.map((cluster, i) =>
    Math.max(
      ...clusters
        .filter((_, j) => j !== i)
        .map(other => (cluster.meanDistance + other.meanDistance) / distance(cluster.mean, other.mean)),
    ),
  );
  return worst.reduce((sum, value) => sum + value, 0) / clusters.length;
};

/** Summaries of points with labels 0 … k - 1; clusters without members are left out. */
export const summariseClusters = (points: Points, labels: Uint8Array, k: number): ClusterSummary[] =>
  Array.from({ length: k }, (_, label) => summariseCluster(points, labels, label)).filter(
    summary => summary.customers > 0,
  );

const summariseCluster = (points: Points, labels: Uint8Array, label: number): ClusterSummary => {
  const members = Array.from(labels.keys()).filter(row => labels[row] === label);
  const mean = Array.from(
    { length: points.dimensions },
    (_, d) => members.reduce((sum, row) => sum + points.values[row * points.dimensions + d]!, 0) / members.length,
  );
  const squared = members.map(row => squaredDistance(points, row, mean));
  return {
    customers: members.length,
    mean,
    squaredDistances: squared.reduce((sum, value) => sum + value, 0),
    meanDistance: squared.reduce((sum, value) => sum + Math.sqrt(value), 0) / members.length,
  };
};
