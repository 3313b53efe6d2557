/** How every customer stands, as a file to compare with later; and what moved, by RFM group, since then or since a past day. */
import type { Move, Movement } from '../../core/changes.ts';
import type { Scores } from '../../core/report.ts';
import { RFM_GROUPS, type RfmGroupId } from '../../core/rfm-groups.ts';
import type { PastPeriods } from '../order-store.ts';
import { isoInstant } from './clean.ts';
import type { Database } from './connection.ts';
import { scoredFrom } from './figures.ts';
import { sqlPath, sqlText } from './sql.ts';

/** Parquet: customer, recency_days, orders, revenue, and as_of, the same in every row. */
export const saveSnapshot = (database: Database, path: string): Promise<void> =>
  database.run(`
    COPY (
      SELECT customer, recency_days, orders, revenue, (SELECT min(as_of) FROM viewpoint) AS as_of
      FROM scored ORDER BY customer
    ) TO ${sqlText(path)} (FORMAT parquet)`);

/** The older figures are as of the snapshot's own instant; their scores are by the newer cuts. */
export const movementSince = async (database: Database, path: string, cuts: Scores['cuts']): Promise<Movement> => {
  const snapshot = `read_parquet(${sqlPath(path)})`;
  const instants = await database.row<{ since: string; until: string }>(`
    SELECT (SELECT ${isoInstant('min(as_of)')} FROM ${snapshot}) AS since,
      (SELECT ${isoInstant('min(as_of)')} FROM viewpoint) AS until`);
  return { ...instants, moves: await readMoves(database, `(${scoredFrom(snapshot, cuts)})`, 'scored') };
};

/** From look to look: never more than two of them are kept, whatever the number of periods. */
export const movementsBack = async (
  database: Database,
  cuts: Scores['cuts'],
  { days, periods }: PastPeriods,
): Promise<readonly Movement[]> => {
  const movements: Movement[] = [];
  for (let period = 1; period <= periods; period += 1) {
    const [older, newer] = [lookTable(period), period === 1 ? 'scored' : lookTable(period - 1)];
    await database.run(
      `CREATE OR REPLACE TEMP TABLE ${older} AS ${scoredFrom(`(${measuredAt(instant(days * period))})`, cuts)}`,
    );
    const instants = await database.row<{ since: string; until: string }>(`
      SELECT ${isoInstant(instant(days * period))} AS since, ${isoInstant(instant(days * (period - 1)))} AS until`);
    movements.push({ ...instants, moves: await readMoves(database, older, newer) });
  }
  for (const table of [lookTable(1), lookTable(2)]) await database.run(`DROP TABLE IF EXISTS ${table}`);
  return movements;
};

const lookTable = (period: number): string => `look_${period % 2 === 0 ? 'even' : 'odd'}`;

/** So many days before the as-of instant. */
const instant = (days: number): string => `((SELECT min(as_of) FROM viewpoint) - to_days(${days}))`;

/**
 * Customers by their orders up to an instant. An order counts as a whole once its first line is there: lines of one order
 * that are days apart are a rarity, and every figure is of whole orders.
 */
const measuredAt = (at: string): string => `
  SELECT customer, floor(epoch(${at} - least(max(last_at) FILTER (NOT is_refund), ${at})) / 86400)::INTEGER AS recency_days,
    count(DISTINCT order_id) FILTER (NOT is_refund)::INTEGER AS orders, greatest(sum(total), 0) AS revenue
  FROM orders WHERE first_at <= ${at}
  GROUP BY customer HAVING count(*) FILTER (NOT is_refund) > 0`;

/** `older` and `newer`: relations of scored customers. */
const readMoves = async (database: Database, older: string, newer: string): Promise<readonly Move[]> => {
  const moves = await database.rows<Move>(`
    SELECT older.rfm_group AS "from", newer.rfm_group AS "to", count(*)::DOUBLE AS customers,
      sum(coalesce(newer.revenue, older.revenue))::DOUBLE AS revenue
    FROM ${newer} newer FULL JOIN ${older} older ON older.customer = newer.customer
    GROUP BY ALL`);
  return moves.toSorted(byGroups);
};

/** Best first, `null` last. */
const byGroups = (one: Move, other: Move): number =>
  rankOf(one.from) - rankOf(other.from) || rankOf(one.to) - rankOf(other.to);

const rankOf = (group: RfmGroupId | null): number =>
  group === null ? RFM_GROUPS.length : RFM_GROUPS.findIndex(({ id }) => id === group);
