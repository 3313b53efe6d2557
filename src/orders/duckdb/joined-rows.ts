/** SQL of the joined table: the rows that money comes from, with what the other files know of them. */
import type { RelatedTable, TableRole } from '../../core/joined-files.ts';
import type { Field } from '../../core/order-file.ts';

interface JoinedColumn {
  readonly name: string;
  readonly sql: string;
  readonly field: Field | null;
}

export interface JoinedRows {
  readonly columns: readonly JoinedColumn[];
  /** `rows`, and every other table by its role. */
  readonly from: string;
}

/** What an order and its items may both say; where a row leaves it open, the other file's word counts. */
const OF_BOTH: readonly Field[] = ['customer', 'date', 'currency', 'channel', 'country', 'status'];

/** What the other tables tell of a row; a customer's date is the one of signing up. */
const OF_OTHERS: Readonly<Record<'customers' | 'products', readonly Field[]>> = {
  customers: ['country', 'age', 'signup'],
  products: ['title', 'category'],
};

export const tableOf = (tables: readonly RelatedTable[], role: TableRole): RelatedTable | undefined =>
  tables.find(table => table.role === role);

export const joinedRows = (tables: readonly RelatedTable[], money: RelatedTable): JoinedRows => {
  const partner = tableOf(tables, money.role === 'orders' ? 'items' : 'orders');
  const customers = tableOf(tables, 'customers');
  const products = money.role === 'items' ? tableOf(tables, 'products') : undefined;
  const customerKey = partner ? `coalesce(rows.customer_key, ${partner.role}.customer_key)` : 'rows.customer_key';
  const columns = [
    ...ownColumns(money, partner),
    ...(partner ? partnerColumns(partner, money) : []),
    ...(customers ? otherColumns(customers, 'customers') : []),
    ...(products ? otherColumns(products, 'products') : []),
  ];
  const joins = [
    ...(partner ? [`${ofOrder(partner)} ON ${partner.role}.order_key = rows.order_key`] : []),
    ...(customers ? [`${firstOfEach(customers, 'customer')} ON customers.customer_key = ${customerKey}`] : []),
    ...(products ? [`${firstOfEach(products, 'product')} ON products.product_key = rows.product_key`] : []),
  ];
  return {
    columns: named(columns),
    from: [`${money.role} rows`, ...joins.map(joined => `LEFT JOIN ${joined}`)].join('\n'),
  };
};

const fieldOf = ({ mapping }: RelatedTable, column: number): Field | null =>
  (Object.keys(mapping) as Field[]).find(field => mapping[field] === column) ?? null;

const ownColumns = (money: RelatedTable, partner: RelatedTable | undefined): readonly JoinedColumn[] =>
  money.columns.map((name, column) => {
    const field = fieldOf(money, column);
    const other = field !== null && OF_BOTH.includes(field) ? partner?.mapping[field] : undefined;
    const sql = other === undefined ? `rows.c${column}` : `coalesce(rows.c${column}, ${partner!.role}.c${other})`;
    return { name, sql, field };
  });

/** Of items there are several: what they say of their order counts, and only where the order does not say it. */
const partnerColumns = (partner: RelatedTable, money: RelatedTable): readonly JoinedColumn[] =>
  columnsOf(partner).flatMap(({ field, ...column }) => {
    if (field !== null && (field === 'order' || money.mapping[field] !== undefined)) return [];
    const isTold = field !== null && OF_BOTH.includes(field);
    if (!isTold && partner.role === 'items') return [];
    return [{ ...column, field: isTold ? field : null }];
  });

const otherColumns = (table: RelatedTable, role: keyof typeof OF_OTHERS): readonly JoinedColumn[] =>
  columnsOf(table)
    .filter(({ field }) => field !== (role === 'customers' ? 'customer' : 'product'))
    .map(column => ({ ...column, field: OF_OTHERS[role].find(field => field === column.field) ?? null }));

/** Named by the kind of table: names of files change from week to week, and the columns are to be known again. */
const columnsOf = (table: RelatedTable): readonly JoinedColumn[] =>
  table.columns.map((name, column) => ({
    name: `${name} (${table.role})`,
    sql: `${table.role}.c${column}`,
    field: fieldOf(table, column),
  }));

/** Names once each, in any case; of what several columns tell, the first one counts. */
const named = (columns: readonly JoinedColumn[]): readonly JoinedColumn[] => {
  const names = new Set<string>();
  const fields = new Set<Field>();
  return columns.map(({ name, sql, field }) => {
    let unique = name;
    for (let copy = 2; names.has(unique.toLowerCase()); copy += 1) unique = `${name} (${copy})`;
    names.add(unique.toLowerCase());
    const isFirst = field !== null && !fields.has(field);
    if (isFirst) fields.add(field);
    return { name: unique, sql, field: isFirst ? field : null };
  });
};

/** A row per order: of items the first cell that is filled, column by column. */
const ofOrder = (partner: RelatedTable): string => {
  if (partner.role === 'orders') return firstOfEach(partner, 'order');
  const cells = partner.columns.map((_, column) => `arg_min(c${column}, row_number) AS c${column}`);
  return `(SELECT order_key, arg_min(customer_key, row_number) AS customer_key, ${cells.join(', ')}
    FROM items WHERE order_key IS NOT NULL GROUP BY order_key) items`;
};

/** Where a key stands several times, its first row. */
const firstOfEach = ({ role }: RelatedTable, key: 'order' | 'customer' | 'product'): string =>
  `(SELECT DISTINCT ON (${key}_key) * FROM ${role} WHERE ${key}_key IS NOT NULL ORDER BY ${key}_key, row_number) ${role}`;
