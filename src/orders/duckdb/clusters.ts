/** Lloyd iterations, assignment and the figures of the clusters, over all customers, one statement each. */
import type { ClusterSummary } from '../../core/cluster-quality.ts';
import type { Centroids } from '../../core/points.ts';
import type { ClusterFigures } from '../../core/segments.ts';
import type { SampledCustomer } from '../order-store.ts';
import type { Database } from './connection.ts';
import { sampledCustomers } from './features.ts';
import { IS_AT_STAKE } from './figures.ts';

/** `features` with the nearest centroid's index and squared distance; centroid values are bound, row after row, from $1. */
const nearest = (centroids: Centroids): string => {
  const dimensions = ['recency', 'frequency', 'value'];
  const squared = centroids.map((_, index) =>
    dimensions.map((name, d) => `(${name} - $${index * 3 + d + 1}) * (${name} - $${index * 3 + d + 1})`).join(' + '),
  );
  const names = centroids.map((_, index) => `d${index}`);
  return `
    SELECT *, least(${names.join(', ')}) AS squared_distance,
      CASE least(${names.join(', ')}) ${names.map((name, index) => `WHEN ${name} THEN ${index}`).join(' ')} END AS cluster
    FROM (SELECT *, ${squared.map((sql, index) => `${sql} AS d${index}`).join(', ')} FROM features)`;
};

/** Doubles become decimals before they are summed, so that the sums do not depend on the order of adding. */
const exactSum = (expression: string): string => `sum((${expression})::DECIMAL(18, 9))::DOUBLE`;

export const lloydStep = async (database: Database, centroids: Centroids): Promise<ClusterSummary[]> => {
  const rows = await database.rows<{
    cluster: number;
    customers: number;
    r: number;
    f: number;
    v: number;
    squares: number;
    distances: number;
  }>(
    `SELECT cluster, count(*)::DOUBLE AS customers,
       ${exactSum('recency')} AS r, ${exactSum('frequency')} AS f, ${exactSum('value')} AS v,
       ${exactSum('squared_distance')} AS squares, ${exactSum('sqrt(squared_distance)')} AS distances
     FROM (${nearest(centroids)}) WHERE fitted GROUP BY cluster`,
    centroids.flat(),
  );
  return centroids.map((centroid, index) => {
    const row = rows.find(candidate => candidate.cluster === index);
    if (!row) return { customers: 0, mean: centroid, squaredDistances: 0, meanDistance: 0 };
    return {
      customers: row.customers,
      mean: [row.r, row.f, row.v].map(sum => sum / row.customers),
      squaredDistances: row.squares,
      meanDistance: row.distances / row.customers,
    };
  });
};

export const farthestFrom = async (database: Database, centroids: Centroids): Promise<number[]> => {
  const row = await database.row<{ recency: number; frequency: number; value: number }>(
    `SELECT recency, frequency, value FROM (${nearest(centroids)}) WHERE fitted ORDER BY squared_distance DESC, customer LIMIT 1`,
    centroids.flat(),
  );
  return [row.recency, row.frequency, row.value];
};

export const assignClusters = (database: Database, centroids: Centroids): Promise<void> =>
  database.run(
    `CREATE OR REPLACE TEMP TABLE assigned AS SELECT customer, cluster FROM (${nearest(centroids)}) ORDER BY customer`,
    centroids.flat(),
  );

export const readSegmentSummaries = async (database: Database): Promise<ClusterFigures[]> => {
  const spread = (column: string, name: string): string =>
    `sum(${column})::DOUBLE / count(*) AS ${name}_mean, quantile_cont(${column}::DOUBLE, 0.5) AS ${name}_median`;
  const rows = await database.rows<Record<string, number>>(`
    SELECT cluster, count(*)::DOUBLE AS customers, sum(orders)::DOUBLE AS orders, sum(revenue)::DOUBLE AS revenue,
      ${spread('recency_days', 'recency')}, ${spread('orders', 'orders')}, ${spread('revenue', 'spend')},
      coalesce(sum(revenue) FILTER (${IS_AT_STAKE}), 0)::DOUBLE AS at_stake
    FROM scored JOIN assigned USING (customer) GROUP BY cluster ORDER BY cluster`);
  return rows.map(row => ({
    cluster: row.cluster!,
    customers: row.customers!,
    orders: row.orders!,
    revenue: row.revenue!,
    recencyDays: { mean: row.recency_mean!, median: row.recency_median! },
    ordersPerCustomer: { mean: row.orders_mean!, median: row.orders_median! },
    spend: { mean: row.spend_mean!, median: row.spend_median! },
    revenueAtStake: row.at_stake!,
  }));
};

export const readMapSample = (database: Database, size: number, seed: number): Promise<SampledCustomer[]> =>
  database.rows(`
    SELECT recency_days::DOUBLE AS "recencyDays", orders::DOUBLE AS orders, revenue::DOUBLE AS spend, cluster
    FROM (${sampledCustomers(size, seed, 'true')}) JOIN scored USING (customer) JOIN assigned USING (customer)
    ORDER BY customer`);
