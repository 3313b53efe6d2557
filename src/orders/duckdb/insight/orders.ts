/** What the SQL of all topics shares. */
import { DETAILS, type Detail } from '../../../core/order-file.ts';
import type { LinesShape } from '../clean.ts';
import type { Database } from '../connection.ts';
import { unpackedItems } from '../order-items.ts';

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

/**
 * SQL relation: what kept lines sold, with customer, order_key, ordered_at, is_refund, line_total, product, title and
 * category. Orders with their items beside them are as many rows as items; what they gave back is not told by item.
 */
export const soldLines = (orders: InsightOrders): string => {
  const { details, items } = orders.shape;
  const own = PARTS.map(part => (details.includes(part) ? part : `NULL::VARCHAR AS ${part}`));
  const plain = `SELECT ${[...OF_LINE, ...own, 'line_total'].join(', ')} FROM ${keptLines(orders)}`;
  return items.length === 0 ? `(${plain})` : `(${plain} WHERE items IS NULL UNION ALL FROM unpacked_items)`;
};

/** The table `unpacked_items`: to take texts apart for every question would take longer and all the memory there is. */
export const unpackItems = async (database: Database, orders: InsightOrders): Promise<void> => {
  if (orders.shape.items.length === 0) return;
  const packed = `(SELECT * FROM ${keptLines(orders)} WHERE items IS NOT NULL AND NOT is_refund)`;
  await database.run(`CREATE OR REPLACE TEMP TABLE unpacked_items AS ${unpackedItems(packed, OF_LINE)}`);
};

const OF_LINE = ['customer', 'order_key', 'ordered_at', 'is_refund'];
const PARTS = ['product', 'title', 'category'] as const;

/** What can be said of the orders: by columns of lines, or by their items. */
export const toldBy = ({ shape }: InsightOrders): readonly Detail[] =>
  DETAILS.filter(detail => shape.details.includes(detail) || shape.items.some(part => part === detail));

export const firstDay = (expression: string): string => `strftime(${expression}, '%Y-%m-%d')`;

/** Of a CTE of lines: DuckDB would keep them all for the second use, 250 MB of 5.4 million, and take longer. */
export const SCANNED_AGAIN = 'NOT MATERIALIZED';
