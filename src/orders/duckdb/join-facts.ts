/** What did not match when files were joined, by keys. */
import type { AmountCheck, JoinedFile, JoinedFiles, RelatedTable, TableRole } from '../../core/joined-files.ts';
import type { Database } from './connection.ts';
import { tableOf } from './joined-rows.ts';
import { hasMoney, lineAmount } from './load.ts';

type Key = 'order' | 'customer' | 'product';

/** Of what a table has one row; of an order there are several items. */
const ONE_ROW_FOR: Readonly<Record<TableRole, Key | null>> = {
  orders: 'order',
  items: null,
  customers: 'customer',
  products: 'product',
};

/** The tables are there by their roles, with `order_key`, `customer_key` and `product_key`. */
export const joinFacts = async (
  database: Database,
  tables: readonly RelatedTable[],
  money: RelatedTable,
): Promise<JoinedFiles> => {
  const [orders, items, customers, products] = (['orders', 'items', 'customers', 'products'] as const).map(role =>
    tableOf(tables, role),
  );
  const without = (key: Key, one: string | null, other: string | null): Promise<number | null> =>
    one === null || other === null ? Promise.resolve(null) : missing(database, key, one, other);
  const ordersAre = orders && keysOf(orders, 'order');
  const itemsAre = items && keysOf(items, 'order');
  const buyers = buyersOf(orders, items);
  const known = customers ? keysOf(customers, 'customer') : null;
  const sold = items ? keysOf(items, 'product') : null;
  const files: JoinedFile[] = [];
  for (const table of tables) if (table !== money) files.push(await fileFacts(database, table));
  return {
    files,
    unmatched: {
      ordersWithoutItems: await without('order', ordersAre ?? null, itemsAre ?? null),
      itemsWithoutOrders: await without('order', itemsAre ?? null, ordersAre ?? null),
      customersWithoutOrders: await without('customer', known, buyers),
      unknownCustomers: await without('customer', known && buyers, known),
      unknownProducts: await without('product', products ? sold : null, products ? keysOf(products, 'product') : null),
    },
    amounts: orders && items && money === orders && hasMoney(items) ? await amountCheck(database, orders, items) : null,
  };
};

const keysOf = ({ role }: RelatedTable, key: Key): string =>
  `SELECT DISTINCT ${key}_key FROM ${role} WHERE ${key}_key IS NOT NULL`;

/** Customers whom orders or items name. */
const buyersOf = (orders: RelatedTable | undefined, items: RelatedTable | undefined): string =>
  [orders, items].flatMap(table => (table ? [keysOf(table, 'customer')] : [])).join(' UNION ');

/** Keys of the one that the other does not have. */
const missing = async (database: Database, key: Key, one: string, other: string): Promise<number> => {
  const { count } = await database.row<{ count: number }>(
    `SELECT count(*)::DOUBLE AS count FROM (${one}) one ANTI JOIN (${other}) other ON one.${key}_key = other.${key}_key`,
  );
  return count;
};

const fileFacts = async (database: Database, { name, role, records, cleaned }: RelatedTable): Promise<JoinedFile> => {
  const key = ONE_ROW_FOR[role];
  const { repeated } =
    key === null
      ? { repeated: 0 }
      : await database.row<{ repeated: number }>(
          `SELECT (count(${key}_key) - count(DISTINCT ${key}_key))::DOUBLE AS repeated FROM ${role}`,
        );
  return { name, role, rows: records, unreadable: cleaned?.unreadable.count ?? 0, repeated };
};

/** Half a cent: sums of rounded prices differ by nothing less. */
const TOLERANCE = 0.005;

const amountCheck = (database: Database, orders: RelatedTable, items: RelatedTable): Promise<AmountCheck> =>
  database.row<{ [K in keyof AmountCheck]: number }>(`
    WITH said AS (SELECT order_key, sum(${lineAmount(orders)}) AS amount FROM orders WHERE order_key IS NOT NULL GROUP BY ALL),
    added AS (
      SELECT order_key, sum(amount) AS amount
      FROM (SELECT order_key, ${lineAmount(items)} AS amount FROM items WHERE order_key IS NOT NULL)
      GROUP BY ALL HAVING count(*) = count(amount)
    ),
    both_say AS (
      SELECT said.amount AS said, added.amount AS added, abs(said.amount - added.amount) > ${TOLERANCE} AS differ
      FROM said JOIN added ON said.order_key = added.order_key WHERE said.amount IS NOT NULL
    )
    SELECT count(*)::DOUBLE AS compared, count(*) FILTER (differ)::DOUBLE AS different,
      coalesce(sum(said) FILTER (differ), 0)::DOUBLE AS "ordersSay",
      coalesce(sum(added) FILTER (differ), 0)::DOUBLE AS "itemsSay"
    FROM both_say`);
