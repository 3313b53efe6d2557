/** What a segment's customers buy more often than the average customer. */
import type { FavouriteRow } from '../../../../core/insight/behaviour.ts';
import type { Database } from '../../connection.ts';
import { ALL_OR_ONE_CLUSTER, clustersOf, type InsightOrders, SCANNED_AGAIN, soldLines, toldBy } from '../orders.ts';
import { mostUsedTitles, titleOf } from '../titles.ts';

/** From ten on, the spread of a count is near enough to a normal one to speak of it. */
const FEWEST_BUYERS_IN_SEGMENT = 10;
/** A product that hardly anybody buys tells nothing of a segment, whoever the few are. */
const FEWEST_BUYERS = 30;
/** A tenth more than the average is no favourite, however sure it is. */
const SMALLEST_LIFT = 1.1;
/** Standard errors. Thousands of products are compared, and chance alone puts one in 30,000 so far above the average. */
const CERTAINTY = 4;

/**
 * By the lower end of the lift's interval, where that is above 1: by the lift alone, what few people buy would be on top.
 * The logarithm of a share of n customers has the variance 1/buyers − 1/n (Katz et al. 1978, of the ratio of two
 * risks; the share of all customers is taken as known).
 */
export const readFavourites = async (
  database: Database,
  orders: InsightOrders,
  { detail, most }: { readonly detail: 'product' | 'category'; readonly most: number },
): Promise<FavouriteRow[]> => {
  if (!orders.hasClusters || !toldBy(orders).includes(detail)) return [];
  return database.rows(`
    WITH sold AS ${SCANNED_AGAIN} (
      SELECT customer, ${detail} AS id, ${titleOf(orders, detail)} AS title
      FROM ${soldLines(orders)} WHERE ${detail} IS NOT NULL AND NOT is_refund
    ),
    counts AS MATERIALIZED (
      SELECT id, cluster, count(*) AS buyers
      FROM (SELECT DISTINCT customer, id FROM sold) LEFT JOIN ${clustersOf(orders)} clusters USING (customer)
      GROUP BY GROUPING SETS ((id), (id, cluster))
      HAVING ${ALL_OR_ONE_CLUSTER}
    ),
    sizes AS (SELECT cluster, count(*) AS customers, sum(count(*)) OVER () AS everyone FROM assigned GROUP BY cluster),
    lifts AS (
      SELECT own.id, own.cluster, own.buyers, own.buyers / customers AS share, whole.buyers / everyone AS share_of_all,
        share / share_of_all AS lift, lift * exp(-${CERTAINTY} * sqrt(1 / own.buyers - 1 / customers)) AS surely
      FROM counts own JOIN counts whole ON whole.id = own.id AND whole.cluster IS NULL
        JOIN sizes ON sizes.cluster = own.cluster
      WHERE own.buyers >= ${FEWEST_BUYERS_IN_SEGMENT} AND whole.buyers >= ${FEWEST_BUYERS}
    ),
    best AS (
      SELECT *, row_number() OVER (PARTITION BY cluster ORDER BY surely DESC, id) AS place
      FROM lifts WHERE surely > 1 AND lift >= ${SMALLEST_LIFT}
      QUALIFY place <= ${most}
    ),
    titles AS (${mostUsedTitles('sold', 'best')})
    SELECT cluster, coalesce(title, id) AS name, buyers::DOUBLE AS buyers, share, share_of_all AS "shareOfAll", lift
    FROM best LEFT JOIN titles USING (id)
    ORDER BY cluster, place`);
};
