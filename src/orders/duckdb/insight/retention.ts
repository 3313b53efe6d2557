/** Cohorts of customers by the month of their first order, and when they came back. */
import type { CohortActivity, SecondOrders } from '../../../core/insight/retention.ts';
import type { Database } from '../connection.ts';
import { firstDay } from './orders.ts';

/** Refunds are no orders. An order whose lines span two months counts in both, as in the report's months. */
export const readCohortActivity = (database: Database): Promise<CohortActivity[]> =>
  database.rows(`
    WITH active AS (SELECT DISTINCT customer, month FROM orders WHERE NOT is_refund)
    SELECT ${firstDay("date_trunc('month', first_order)")} AS cohort, ${firstDay('month')} AS month,
      count(*)::DOUBLE AS customers
    FROM active JOIN customers USING (customer)
    GROUP BY ALL ORDER BY ALL`);

/** When an order was placed is when its first line was. */
export const readSecondOrders = (database: Database, soonDays: number): Promise<SecondOrders[]> =>
  database.rows(
    `WITH placed AS (
       SELECT customer, order_id, min(first_at) AS placed_at FROM orders WHERE NOT is_refund GROUP BY ALL
     ),
     buyers AS (
       SELECT earliest[1] AS first_at, earliest[2] AS second_at
       FROM (SELECT min(placed_at, 2) AS earliest FROM placed GROUP BY customer)
     )
     SELECT ${firstDay("date_trunc('month', first_at)")} AS cohort, ${firstDay("date_trunc('month', second_at)")} AS month,
       count(*)::DOUBLE AS customers,
       count(*) FILTER (second_at <= first_at + to_days($1::INTEGER))::DOUBLE AS soon
     FROM buyers GROUP BY ALL ORDER BY ALL`,
    [soonDays],
  );
