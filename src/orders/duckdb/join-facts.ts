/** What did not match when files were joined, by keys. */
import type { AmountCheck, JoinedFile, JoinedFiles, RelatedTable, TableRole } from '../../core/joined-files.ts';
import { ExpectedError } from '../../errors.ts';
import type { Database } from './connection.ts';
import { tableOf } from './joined-rows.ts';
import { hasMoney, lineAmount } from './parse-line.ts';

type Key = 'order' | 'customer' | 'product';

/** Of what a table has one row; of an order there are several items. */
const ONE_ROW_FOR: Readonly<Record<TableRole, Key | null>> = {
  orders: 'order',
  items: null,
  customers: 'customer',
  products: 'product',
};

/** Keys of one table, or of several, as SQL; with the name that people know. */
interface Side {
  readonly name: string;
  readonly keys: string;
}

/**
 * The tables are there by their roles, with `order_key`, `customer_key` and `product_key`. Throws `files_share_no_key`
 * where two that belong together have none in common.
 */
export const joinFacts = async (
  database: Database,
  tables: readonly RelatedTable[],
  money: RelatedTable,
): Promise<JoinedFiles> => {
  const side = (role: TableRole, key: Key): Side | null => sideOf(tableOf(tables, role), key);
  const without = (key: Key, one: Side | null, other: Side | null): Promise<number | null> =>
    one && other ? missing(database, { key, one, other }) : Promise.resolve(null);
  const [orders, items, customers, products] = [
    side('orders', 'order'),
    side('items', 'order'),
    side('customers', 'customer'),
    side('products', 'product'),
  ];
  const buyers = together(side('orders', 'customer'), side('items', 'customer'));
  const sold = side('items', 'product');
  const files: JoinedFile[] = [];
  for (const table of tables) if (table !== money) files.push(await fileFacts(database, table));
  return {
    files,
    unmatched: {
      ordersWithoutItems: await without('order', orders, items),
      itemsWithoutOrders: await without('order', items, orders),
      customersWithoutOrders: await without('customer', customers, buyers),
      unknownCustomers: await without('customer', buyers, customers),
      unknownProducts: await without('product', sold, products),
    },
    amounts: await amountsOf(database, tables, money),
  };
};

const sideOf = (table: RelatedTable | undefined, key: Key): Side | null =>
  table && table.mapping[key] !== undefined
    ? {
        name: table.name,
        keys: `SELECT DISTINCT ${key}_key FROM ${table.role} WHERE ${key}_key IS NOT NULL`,
      }
    : null;

/** Customers whom orders or items name. */
const together = (one: Side | null, other: Side | null): Side | null =>
  one && other ? { name: one.name, keys: `${one.keys} UNION ${other.keys}` } : (one ?? other);

/** How many keys of the one the other does not have. */
const missing = async (
  database: Database,
  { key, one, other }: { readonly key: Key; readonly one: Side; readonly other: Side },
): Promise<number> => {
  const { gone, all } = await database.row<{ gone: number; all: number }>(`
    SELECT count(*) FILTER (other.${key}_key IS NULL)::DOUBLE AS gone, count(*)::DOUBLE AS "all"
    FROM (${one.keys}) one LEFT JOIN (${other.keys}) other ON one.${key}_key = other.${key}_key`);
  if (gone > 0 && gone === all) throw new ExpectedError('files_share_no_key', { names: [one.name, other.name], key });
  return gone;
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

const amountsOf = (
  database: Database,
  tables: readonly RelatedTable[],
  money: RelatedTable,
): Promise<AmountCheck> | null => {
  const items = tableOf(tables, 'items');
  return items && money.role === 'orders' && hasMoney(items) ? amountCheck(database, money, items) : null;
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
