/**
 * Joins orders, items, customers and products to one table of the rows that money comes from: orders where these have
 * amounts, else items. Every such row is there once, in the order of its file, so that what becomes of it can be told.
 */
import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ITEMS_COLUMN, type RelatedTable } from '../../core/joined-files.ts';
import type { JoinOutcome, JoinRequest } from '../order-store.ts';
import { Database, type StoreLimits } from './connection.ts';
import { numberedRows } from './exports.ts';
import { joinFacts } from './join-facts.ts';
import { joinedRows, tableOf } from './joined-rows.ts';
import { isRefusal } from './load.ts';
import { itemDetails, itemTexts, type Sold } from './order-items.ts';
import { hasMoney, key } from './parse-line.ts';
import { sqlName, sqlPath } from './sql.ts';

/** @throws {ExpectedError} `files_share_no_key`, `disk_full` */
export const joinTables = async (request: JoinRequest, limits: StoreLimits): Promise<JoinOutcome> => {
  const { tables } = request;
  // The store of the orders is open in `scratch` already, and what does not fit into memory has a place of its own there.
  const folder = await mkdtemp(join(request.scratch, 'join-'));
  const folders = [folder, ...tables.map(({ path }) => dirname(path))];
  const database = await Database.open({ folder, inMemory: true, allowedFolders: folders }, limits);
  try {
    for (const [number, table] of tables.entries()) {
      const because = await read(database, table);
      if (because !== null) return { status: 'refused', table: number, because };
    }
    const money = moneyTable(tables);
    const path = join(folder, 'joined.csv');
    const { columns, from } = joinedRows(tables, money);
    const sold = soldIn(tables, money);
    const selected = [
      ...columns.map(({ sql, name }) => `${sql} AS ${sqlName(name)}`),
      ...(sold ? [`items_text AS ${sqlName(ITEMS_COLUMN)}`] : []),
    ];
    const withItems = sold ? `${from} LEFT JOIN ${itemTexts(sold)} ON sold.first_row = rows.row_number` : from;
    await database.run(`
      COPY (SELECT rows.row_number AS ${sqlName(ROW_NUMBER)}, ${selected.join(', ')} FROM ${withItems} ORDER BY rows.row_number)
      TO ${sqlPath(path)} (FORMAT csv, HEADER true)`);
    const map = Object.fromEntries(columns.flatMap(({ field, name }) => (field === null ? [] : [[field, name]])));
    const facts = await joinFacts(database, tables, money);
    return { status: 'joined', path, money, map, facts, items: sold ? itemDetails(sold) : [] };
  } finally {
    await database.close();
  }
};

const ROW_NUMBER = 'row number';

/** Every cell as text, beside the keys as they are compared. Gives what the strict reader did not like. */
const read = async (database: Database, table: RelatedTable): Promise<string | null> => {
  const keys = (['order', 'customer', 'product'] as const).map(
    field =>
      `${table.mapping[field] === undefined ? 'NULL::VARCHAR' : key(`c${table.mapping[field]}`)} AS ${field}_key`,
  );
  try {
    await database.run(`CREATE TABLE ${table.role} AS SELECT *, ${keys.join(', ')} FROM (${numberedRows(table)})`);
  } catch (error) {
    if (!table.cleaned && isRefusal(error)) return (error as Error).message;
    throw error;
  }
  const { rows } = await database.row<{ rows: number }>(`SELECT count(*)::DOUBLE AS rows FROM ${table.role}`);
  const expected = table.records - (table.cleaned?.unreadable.count ?? 0);
  if (rows === expected) return null;
  if (table.cleaned) throw new Error(`${rows} of ${expected} rows were read from a cleaned copy`);
  return `${rows} rows were loaded, ${expected} were counted`;
};

/** Items that tell more of an order than its own row does. */
const soldIn = (tables: readonly RelatedTable[], money: RelatedTable): Sold | null => {
  const items = tableOf(tables, 'items');
  if (!items || money.role !== 'orders' || money.export) return null;
  const sold = { items, products: tableOf(tables, 'products') };
  return itemDetails(sold).length === 0 ? null : sold;
};

/** Orders whose amounts count where they have any; else what was sold. */
const moneyTable = (tables: readonly RelatedTable[]): RelatedTable => {
  const orders = tableOf(tables, 'orders');
  const items = tableOf(tables, 'items');
  return orders && (hasMoney(orders) || !items) ? orders : items!;
};
