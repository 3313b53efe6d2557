/** Periods of all customers and of each cluster, and what sold in them. */
import type { PeriodRow, SellerRow } from '../../../core/insight/trends.ts';
import type { CalendarUnit, PeriodUnit } from '../../../core/periods.ts';
import type { Database } from '../connection.ts';
import {
  ALL_OR_ONE_CLUSTER,
  clustersOf,
  firstDay,
  type InsightOrders,
  SCANNED_AGAIN,
  soldLines,
  toldBy,
} from './orders.ts';
import { mostUsedTitles, titleOf } from './titles.ts';

/**
 * An order whose lines span two months counts in both, as in the report's months; in the week that its first line of
 * the month is of.
 */
export const readPeriods = (database: Database, orders: InsightOrders, unit: CalendarUnit): Promise<PeriodRow[]> =>
  database.rows(`
    WITH sales AS (
      SELECT customer, date_trunc('${unit}', first_at) AS period, sum(total) AS revenue,
        count(DISTINCT order_id) FILTER (NOT is_refund) AS orders
      FROM orders GROUP BY ALL
    )
    SELECT ${firstDay('period')} AS start, cluster, sum(sales.revenue)::DOUBLE AS revenue,
      sum(sales.orders)::DOUBLE AS orders, count(*) FILTER (sales.orders > 0)::DOUBLE AS "activeCustomers",
      count(*) FILTER (date_trunc('${unit}', first_order) = period)::DOUBLE AS "newCustomers"
    FROM sales JOIN customers USING (customer) LEFT JOIN ${clustersOf(orders)} clusters USING (customer)
    GROUP BY GROUPING SETS ((period), (period, cluster))
    HAVING ${ALL_OR_ONE_CLUSTER}
    ORDER BY period, cluster NULLS FIRST`);

interface SellersAsked {
  readonly detail: 'product' | 'category';
  readonly unit: PeriodUnit;
  readonly most: number;
}

export const readBestSellers = async (
  database: Database,
  orders: InsightOrders,
  { detail, unit, most }: SellersAsked,
): Promise<SellerRow[]> => {
  if (!toldBy(orders).includes(detail)) return [];
  const rows = await database.rows<Omit<SellerRow, 'periods'> & { starts: string[]; sums: number[] }>(`
    WITH sold AS ${SCANNED_AGAIN} (
      SELECT ${detail} AS id, ${titleOf(orders, detail)} AS title, customer, order_key, is_refund, line_total,
        date_trunc('${unit}', ordered_at) AS period
      FROM ${soldLines(orders)} WHERE ${detail} IS NOT NULL AND line_total IS NOT NULL
    ),
    best AS (SELECT id, sum(line_total) AS revenue FROM sold GROUP BY id ORDER BY revenue DESC, id LIMIT ${most}),
    titles AS (${mostUsedTitles('sold', 'best')}),
    buyers AS (
      SELECT id, count(DISTINCT order_key) FILTER (NOT is_refund) AS orders, count(DISTINCT customer) AS customers
      FROM sold SEMI JOIN best USING (id) GROUP BY id
    ),
    periods AS (
      SELECT id, list(${firstDay('period')} ORDER BY period) AS starts, list(sum::DOUBLE ORDER BY period) AS sums
      FROM (SELECT id, period, sum(line_total) AS sum FROM sold SEMI JOIN best USING (id) GROUP BY ALL)
      GROUP BY id
    )
    SELECT coalesce(title, id) AS name, revenue::DOUBLE AS revenue, orders::DOUBLE AS orders,
      customers::DOUBLE AS customers, starts, sums
    FROM best JOIN buyers USING (id) JOIN periods USING (id) LEFT JOIN titles USING (id)
    ORDER BY revenue DESC, id`);
  return rows.map(({ starts, sums, ...row }) => ({
    ...row,
    periods: Object.fromEntries(starts.map((start, place) => [start, sums[place]!])),
  }));
};
