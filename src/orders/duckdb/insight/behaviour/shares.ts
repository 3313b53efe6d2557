/** How orders and customers spread over channels, countries and ages, and when customers signed up. */
import type { OneChannelRow, ShareRow, SignupRow } from '../../../../core/insight/behaviour.ts';
import type { ChannelUse } from '../../../insight-queries.ts';
import type { Database } from '../../connection.ts';
import { ALL_OR_ONE_CLUSTER, clustersOf, firstDay, type InsightOrders, keptLines } from '../orders.ts';

/** The names that count most over all, each with its count in every cluster; `relation`: customer, name, counted. */
const readShares = (
  database: Database,
  orders: InsightOrders,
  { relation, most }: { readonly relation: string; readonly most: number },
): Promise<ShareRow[]> =>
  database.rows(`
    WITH counts AS MATERIALIZED (
      SELECT cluster, CASE WHEN GROUPING(name) = 0 THEN name END AS name, sum(counted)::DOUBLE AS count,
        GROUPING(cluster) = 1 AS is_all
      FROM (${relation}) LEFT JOIN ${clustersOf(orders)} clusters USING (customer)
      GROUP BY GROUPING SETS ((), (cluster), (name), (name, cluster))
      HAVING (${ALL_OR_ONE_CLUSTER}) AND count(*) > 0
    ),
    best AS (SELECT name FROM counts WHERE is_all AND name IS NOT NULL ORDER BY count DESC, name LIMIT ${most})
    SELECT cluster, name, count FROM counts WHERE name IS NULL OR name IN (FROM best)
    ORDER BY cluster NULLS FIRST, count DESC, name NULLS FIRST`);

/** An order's channel is that of its first line that names one. */
export const readChannels = async (database: Database, orders: InsightOrders, most: number): Promise<ChannelUse> => {
  if (!orders.shape.details.includes('channel')) return { shares: [], oneChannel: [] };
  await database.run(`
    CREATE OR REPLACE TEMP TABLE channel_orders AS
    SELECT customer, name, count(*) AS counted
    FROM (
      SELECT customer, arg_min(channel, line) AS name
      FROM ${keptLines(orders)} WHERE channel IS NOT NULL AND NOT is_refund GROUP BY customer, order_key
    )
    GROUP BY ALL`);
  const shares = await readShares(database, orders, { relation: 'FROM channel_orders', most });
  const oneChannel = await database.rows<OneChannelRow>(`
    SELECT cluster, count(*)::DOUBLE AS customers, count(*) FILTER (channels = 1)::DOUBLE AS "oneChannel"
    FROM (
      SELECT customer, count(*) AS channels FROM channel_orders GROUP BY customer HAVING sum(counted) > 1
    ) LEFT JOIN ${clustersOf(orders)} clusters USING (customer)
    GROUP BY GROUPING SETS ((), (cluster))
    HAVING (${ALL_OR_ONE_CLUSTER}) AND count(*) > 0
    ORDER BY cluster NULLS FIRST`);
  await database.run('DROP TABLE channel_orders');
  return { shares, oneChannel };
};

/** What the customer's newest line says that says it; of two at the same time the first by name. */
const newest = (orders: InsightOrders, detail: 'country' | 'age' | 'signup'): string => `
  SELECT DISTINCT ON (customer) customer, ${detail} AS name, 1 AS counted
  FROM (
    SELECT customer, ${detail}, max(ordered_at) AS last
    FROM ${keptLines(orders)} WHERE ${detail} IS NOT NULL AND NOT is_refund GROUP BY ALL
  )
  ORDER BY customer, last DESC, ${detail}`;

export const readCountries = (database: Database, orders: InsightOrders, most: number): Promise<ShareRow[]> =>
  orders.shape.details.includes('country')
    ? readShares(database, orders, { relation: newest(orders, 'country'), most })
    : Promise.resolve([]);

/** Ages in years are put into the ranges that advertising and web statistics use. */
const AGE_RANGES = [18, 25, 35, 45, 55, 65] as const;
const OLDEST = 120;

const rangeOf = (age: string): string => {
  const from = AGE_RANGES.map((start, place) => {
    const next = AGE_RANGES[place + 1];
    return next === undefined ? `ELSE '${start}+'` : `WHEN ${age} < ${next} THEN '${start}-${next - 1}'`;
  });
  return `CASE WHEN ${age} < ${AGE_RANGES[0]} THEN '<${AGE_RANGES[0]}' ${from.join(' ')} END`;
};

/** Ranges are taken as they are written. */
export const readAges = (database: Database, orders: InsightOrders, most: number): Promise<ShareRow[]> => {
  if (!orders.shape.details.includes('age')) return Promise.resolve([]);
  const relation = `
    SELECT customer, CASE WHEN years IS NULL THEN name WHEN years BETWEEN 0 AND ${OLDEST} THEN ${rangeOf('years')} END AS name, counted
    FROM (SELECT *, TRY_CAST(name AS DOUBLE) AS years FROM (${newest(orders, 'age')}))`;
  return readShares(database, orders, { relation: `FROM (${relation}) WHERE name IS NOT NULL`, most });
};

export const readSignups = (database: Database, orders: InsightOrders): Promise<SignupRow[]> =>
  orders.shape.details.includes('signup')
    ? database.rows(`
        WITH signed AS (SELECT customer, name AS signup, first_order::DATE - name AS days FROM (${newest(orders, 'signup')}) JOIN customers USING (customer))
        SELECT cluster, count(*)::DOUBLE AS customers,
          quantile_cont(days::DOUBLE, [0.25, 0.5, 0.75]) FILTER (days >= 0) AS quartiles,
          count(*) FILTER (days < 0)::DOUBLE AS before, ${firstDay('quantile_disc(signup, 0.5)')} AS "medianDay"
        FROM signed LEFT JOIN ${clustersOf(orders)} clusters USING (customer)
        GROUP BY GROUPING SETS ((), (cluster))
        HAVING (${ALL_OR_ONE_CLUSTER}) AND count(*) > 0
        ORDER BY cluster NULLS FIRST`)
    : Promise.resolve([]);
