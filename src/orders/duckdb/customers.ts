/** Single customers: one by its id, and ids that look like what was typed. */
import type { RfmGroupId } from '../../core/rfm-groups.ts';
import type { ScoredCustomer } from '../order-store.ts';
import { isoInstant } from './clean.ts';
import type { Database } from './connection.ts';
import { customerId } from './customer-id.ts';

const SIMILAR = 3;
/** Ids are not longer, and every character is compared with every customer's. */
const LONGEST_TYPED = 64;

/** `assigned`: customers have clusters. */
export const findCustomer = async (
  database: Database,
  id: string,
  assigned: boolean,
): Promise<ScoredCustomer | null> => {
  const found = await database.rows<
    Omit<ScoredCustomer, 'scores' | 'group'> & { r: number; f: number; m: number; rfm_group: RfmGroupId }
  >(
    `SELECT customer, recency_days::DOUBLE AS "recencyDays", scored.orders::DOUBLE AS orders, scored.revenue::DOUBLE AS spend,
       ${isoInstant('first_order')} AS "firstOrder", ${isoInstant('last_order')} AS "lastOrder",
       r::DOUBLE AS r, f::DOUBLE AS f, m::DOUBLE AS m, rfm_group, ${assigned ? 'cluster::INTEGER' : 'NULL'} AS cluster
     FROM scored JOIN customers USING (customer) ${assigned ? 'JOIN assigned USING (customer)' : ''}
     WHERE lower(customer) IN (lower($1), lower(${customerId('$1::VARCHAR')}))
     ORDER BY customer = $1 DESC, customer LIMIT 1`,
    [id.trim()],
  );
  const customer = found[0];
  if (customer === undefined) return null;
  const { r, f, m, rfm_group, ...figures } = customer;
  return { ...figures, scores: { R: r, F: f, M: m }, group: rfm_group };
};

/** Ids that begin with the text or end before it does, then those that few changes turn into it. */
export const similarCustomers = async (database: Database, typed: string): Promise<readonly string[]> => {
  const text = typed.trim().toLowerCase().slice(0, LONGEST_TYPED);
  if (text === '') return [];
  const mostChanges = Math.max(1, Math.floor(text.length / 3));
  const rows = await database.rows<{ customer: string }>(
    `SELECT customer
     FROM (
       SELECT customer, levenshtein(id, $1) AS changes,
         starts_with(id, $1) OR (length(id) >= 3 AND starts_with($1, id)) AS begins
       FROM (SELECT customer, lower(customer) AS id FROM scored)
     )
     WHERE begins OR changes <= ${mostChanges}
     ORDER BY begins DESC, changes, customer LIMIT ${SIMILAR}`,
    [text],
  );
  return rows.map(({ customer }) => customer);
};
