/** When customers order: days between their orders, weekdays and hours. */
import { type OrderTimeRow, OVERDUE_FACTOR, type RhythmRow } from '../../../../core/insight/behaviour.ts';
import type { Rhythms } from '../../../insight-queries.ts';
import type { Database } from '../../connection.ts';
import { ALL_OR_ONE_CLUSTER, clustersOf, type InsightOrders } from '../orders.ts';

/** An order starts with its first line; one whose lines span two months stands in `orders` twice. */
export const readRhythms = async (database: Database, orders: InsightOrders): Promise<Rhythms> => {
  await database.run(`
    CREATE OR REPLACE TEMP TABLE order_starts AS
    SELECT customer, min(first_at) AS starts FROM orders WHERE NOT is_refund GROUP BY customer, order_id`);
  const rhythms = await readGaps(database, orders);
  const times = await readTimes(database, orders);
  await database.run('DROP TABLE order_starts');
  return { rhythms, times };
};

const readGaps = (database: Database, orders: InsightOrders): Promise<RhythmRow[]> =>
  database.rows(`
    WITH days AS (SELECT DISTINCT customer, starts::DATE AS day FROM order_starts),
    gaps AS (SELECT customer, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS days FROM days),
    own AS (
      SELECT customer, median(days::DOUBLE) AS gap, count(*) AS gaps FROM gaps WHERE days IS NOT NULL GROUP BY customer
    )
    SELECT cluster, count(*)::DOUBLE AS customers, quantile_cont(gap, [0.25, 0.5, 0.75]) AS quartiles,
      count(*) FILTER (gaps >= 2)::DOUBLE AS judged,
      count(*) FILTER (gaps >= 2 AND recency_days > ${OVERDUE_FACTOR} * gap)::DOUBLE AS overdue
    FROM own JOIN scored USING (customer) LEFT JOIN ${clustersOf(orders)} clusters USING (customer)
    GROUP BY GROUPING SETS ((), (cluster))
    HAVING (${ALL_OR_ONE_CLUSTER}) AND count(*) > 0
    ORDER BY cluster NULLS FIRST`);

const readTimes = (database: Database, orders: InsightOrders): Promise<OrderTimeRow[]> =>
  database.rows(`
    SELECT cluster, isodow(starts)::DOUBLE AS weekday, hour(starts)::DOUBLE AS hour, count(*)::DOUBLE AS orders
    FROM order_starts LEFT JOIN ${clustersOf(orders)} clusters USING (customer)
    GROUP BY GROUPING SETS ((isodow(starts), hour(starts)), (isodow(starts), hour(starts), cluster))
    HAVING ${ALL_OR_ONE_CLUSTER}
    ORDER BY cluster NULLS FIRST, weekday, hour`);
