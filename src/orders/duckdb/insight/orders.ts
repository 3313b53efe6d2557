/** What the SQL of all topics shares. */
import type { LinesShape } from '../clean.ts';

/** What the SQL can rely on. */
export interface InsightOrders {
  readonly shape: LinesShape;
  /** The table `assigned` holds the cluster of every customer. */
  readonly hasClusters: boolean;
}

/** SQL relation: customer and cluster; nobody where there are no clusters. */
export const clustersOf = ({ hasClusters }: InsightOrders): string =>
  hasClusters ? 'assigned' : '(SELECT NULL::VARCHAR AS customer, NULL::INTEGER AS cluster WHERE false)';

/** With `GROUP BY GROUPING SETS ((x), (x, cluster))`: all customers, and those of each cluster. */
export const ALL_OR_ONE_CLUSTER = 'GROUPING(cluster) = 1 OR cluster IS NOT NULL';

/** SQL relation: kept lines, with what makes them one order as `order_key`. */
export const keptLines = ({ shape }: InsightOrders): string =>
  `(SELECT *, ${shape.orderKey} AS order_key FROM judged WHERE reason IS NULL)`;

export const firstDay = (expression: string): string => `strftime(${expression}, '%Y-%m-%d')`;

/** Of a CTE of lines: DuckDB would keep them all for the second use, 250 MB of 5.4 million, and take longer. */
export const SCANNED_AGAIN = 'NOT MATERIALIZED';
