/**
 * Items that are added to orders which have amounts: what an order cost is what it says, and not the sum of its items, as
 * for files that are joined. Such items count only for orders that are not there yet.
 */
import type { Mapping } from '../../core/order-file.ts';
import type { Database } from './connection.ts';
import type { StoredBatch } from './stored-batches.ts';

const listsItems = ({ order, product }: Mapping): boolean => order !== undefined && product !== undefined;

const hasAmounts = ({ order, product, amount, quantity, price }: Mapping): boolean =>
  order !== undefined &&
  product === undefined &&
  amount !== undefined &&
  (quantity === undefined || price === undefined);

/** Makes the table `giving_way` of the orders for which a batch does not count. Gives the numbers of those batches. */
export const findGivingWay = async (
  database: Database,
  batches: readonly StoredBatch[],
): Promise<ReadonlySet<number>> => {
  await database.run('CREATE TEMP TABLE giving_way (batch INTEGER, order_id VARCHAR)');
  const giving = new Set<number>();
  // Most shops have none, and then there is nothing to count.
  const items = batches.filter(({ file }) => listsItems(file.mapping));
  const amounts: StoredBatch[] = [];
  for (const batch of batches)
    if (batch.number < (items.at(-1)?.number ?? 0) && (await isOfAmounts(database, batch))) amounts.push(batch);
  for (const batch of items) {
    const before = amounts.filter(({ number }) => number < batch.number);
    if (before.length === 0) continue;
    const known = before.map(({ name }) => `SELECT order_id FROM ${name}.lines`).join(' UNION ALL ');
    await database.run(`
      INSERT INTO giving_way
      SELECT DISTINCT ${batch.number}, items.order_id FROM ${batch.name}.lines items
      SEMI JOIN (${known}) known ON known.order_id = items.order_id`);
    giving.add(batch.number);
  }
  return giving;
};

/** Joined as `kept`. */
export const givingWayOf = (batch: number): string => `(SELECT order_id FROM giving_way WHERE batch = ${batch}) kept`;

/** Amounts of lines, of which an order has several, are no amounts of orders. */
const isOfAmounts = async (database: Database, { name, file }: StoredBatch): Promise<boolean> => {
  if (!hasAmounts(file.mapping)) return false;
  const { single } = await database.row<{ single: boolean }>(
    `SELECT count(order_id) = count(DISTINCT order_id) AS single FROM ${name}.lines`,
  );
  return single;
};
