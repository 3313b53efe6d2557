/** The tables for BI tools, written as CSV and Parquet; what their columns mean stands in `core/star/tables.ts`. */
import { join } from 'node:path';
import type { Detail } from '../../core/order-file.ts';
import { RFM_GROUPS } from '../../core/rfm-groups.ts';
import {
  STAR_TABLE_NAMES,
  type StarColumns,
  type StarFormat,
  type StarRows,
  type StarTableName,
  type StarType,
  starColumns,
  starFile,
} from '../../core/star/tables.ts';
import type { ClusterName, StarRequest } from '../order-store.ts';
import type { Database } from './connection.ts';
import { copyTo } from './exports.ts';
import { clustersOf, type InsightOrders, keptLines } from './insight/orders.ts';
import { sqlList, sqlText, withoutFormula, worded } from './sql.ts';

/** Needs `scored`, and `assigned` where there are clusters. */
export const exportStar = async (
  database: Database,
  orders: InsightOrders,
  { folder, names, completeMonths }: StarRequest,
): Promise<StarRows> => {
  await database.run(starOrders(orders));
  await database.run(starCustomers(orders, names));
  await database.run(starMonths(completeMonths));
  const money = await moneyType(database);
  const written: (readonly [StarTableName, number])[] = [];
  for (const table of STAR_TABLE_NAMES) {
    const target = (format: StarFormat): string => join(folder, starFile(table, format));
    const columns = starColumns(table).map(({ name }) => name);
    // Every table has rows: without a kept order there is no run.
    await database.copy(copyTo(target('csv'), columns, selected(table, money, asCsvText), true));
    const parquet = selected(table, money, typed => typed);
    const rows = await database.copy(`COPY (${parquet}) TO ${sqlText(target('parquet'))} (FORMAT parquet)`);
    written.push([table, rows]);
  }
  return Object.fromEntries(written) as StarRows;
};

/** One row per order, customer and whether it gave money back; what a line says of it counts as the first line says it. */
const starOrders = (orders: InsightOrders): string => {
  const said = (detail: Detail, type: string, sql: string): string =>
    `${orders.shape.details.includes(detail) ? sql : `NULL::${type}`} AS ${detail}`;
  const first = (detail: Detail): string => said(detail, 'VARCHAR', `arg_min(${detail}, line)`);
  return `
    CREATE OR REPLACE TEMP TABLE star_orders AS
    SELECT order_key AS order_id, customer, is_refund, min(ordered_at) AS ordered_at, sum(line_total) AS revenue,
      count(*) AS lines, ${first('channel')}, ${first('country')}, ${first('age')},
      ${said('signup', 'DATE', 'min(signup)')}
    FROM ${keptLines(orders)}
    GROUP BY order_key, customer, is_refund`;
};

const starCustomers = (orders: InsightOrders, names: readonly ClusterName[]): string => `
  CREATE OR REPLACE TEMP TABLE star_customers AS
  WITH countries AS (
    SELECT DISTINCT ON (customer) customer, country
    FROM (
      SELECT customer, country, count(*) AS orders, max(ordered_at) AS newest
      FROM star_orders WHERE country IS NOT NULL AND NOT is_refund GROUP BY customer, country
    )
    ORDER BY customer, orders DESC, newest DESC, country
  ),
  people AS (
    SELECT customer, arg_max(age, (ordered_at, order_id)) AS age, min(signup) AS signup
    FROM star_orders GROUP BY customer
  )
  SELECT customer, ${segmentName(names)} AS segment, ${GROUP_NAME} AS rfm_group, recency_days, scored.orders, scored.revenue,
    r AS r_score, f AS f_score, m AS m_score, first_order, last_order, country, age, signup
  FROM scored JOIN customers USING (customer) LEFT JOIN ${clustersOf(orders)} clusters USING (customer)
    LEFT JOIN people USING (customer) LEFT JOIN countries USING (customer)`;

const segmentName = (names: readonly ClusterName[]): string =>
  names.length === 0
    ? 'NULL::VARCHAR'
    : worded(
        'cluster::VARCHAR',
        names.map(({ cluster, name }) => [String(cluster), name]),
      );

const GROUP_NAME = worded(
  'rfm_group',
  RFM_GROUPS.map(({ id, name }) => [id, name]),
);

/** As in the report's months: an order whose lines span two months counts in both. */
const starMonths = (completeMonths: readonly string[]): string => `
  CREATE OR REPLACE TEMP TABLE star_segments_by_month AS
  SELECT month, list_contains(${sqlList(completeMonths)}, strftime(month, '%Y-%m')) AS is_complete, segment, rfm_group,
    count(*) FILTER (sales.orders > 0) AS customers,
    count(*) FILTER (date_trunc('month', first_order) = month) AS new_customers,
    sum(sales.orders) AS orders, sum(sales.revenue) AS revenue
  FROM (
    SELECT customer, month, count(*) FILTER (NOT is_refund) AS orders, sum(total) AS revenue
    FROM orders GROUP BY customer, month
  ) sales JOIN star_customers USING (customer)
  GROUP BY ALL`;

/** Columns that give every row its place, whatever the threads did. */
const ORDER_OF_ROWS: { readonly [T in StarTableName]: readonly (keyof StarColumns<T>)[] } = {
  customers: ['customer'],
  orders: ['ordered_at', 'order_id', 'customer', 'is_refund'],
  segments_by_month: ['month', 'segment', 'rfm_group'],
};

/** 64 bits, which every tool reads as a decimal, unless the sums of some table do not fit. */
const moneyType = async (database: Database): Promise<string> => {
  const { fits } = await database.row<{ fits: boolean }>(
    'SELECT sum(abs(revenue)) < 100_000_000_000_000 AS fits FROM star_orders',
  );
  return fits ? 'DECIMAL(18, 4)' : 'DECIMAL(38, 4)';
};

const selected = (table: StarTableName, money: string, shown: (typed: string, type: StarType) => string): string => `
  SELECT ${starColumns(table)
    .map(({ name, type }) => `${shown(`t.${name}::${type === 'DECIMAL' ? money : type}`, type)} AS ${name}`)
    .join(', ')}
  FROM star_${table} t ORDER BY ${ORDER_OF_ROWS[table].map(name => `t.${name}`).join(', ')}`;

const asCsvText = (typed: string, type: StarType): string => {
  if (type === 'VARCHAR') return withoutFormula(typed);
  return type === 'TIMESTAMP' ? `strftime(${typed}, '%Y-%m-%d %H:%M:%S')` : typed;
};
