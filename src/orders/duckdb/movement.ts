/** How every customer stands, as a file to compare with later; and what moved since, by RFM group. */
import type { Move, Movement } from '../../core/changes.ts';
import type { Scores } from '../../core/report.ts';
import { RFM_GROUPS, type RfmGroupId } from '../../core/rfm-groups.ts';
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
  const moves = await database.rows<Move>(`
    SELECT older.rfm_group AS "from", newer.rfm_group AS "to", count(*)::DOUBLE AS customers,
      sum(coalesce(newer.revenue, older.revenue))::DOUBLE AS revenue
    FROM scored newer FULL JOIN (${scoredFrom(snapshot, cuts)}) older ON older.customer = newer.customer
    GROUP BY ALL`);
  return { ...instants, moves: moves.toSorted(byGroups) };
};

/** Best first, `null` last. */
const byGroups = (one: Move, other: Move): number =>
  rankOf(one.from) - rankOf(other.from) || rankOf(one.to) - rankOf(other.to);

const rankOf = (group: RfmGroupId | null): number =>
  group === null ? RFM_GROUPS.length : RFM_GROUPS.findIndex(({ id }) => id === group);
