/**
 * From the cells of a row to a line: each step is a projection of its own, so that what several columns need is computed
 * once. DuckDB 1.5 computes an expression again wherever a CASE repeats it.
 */
import { MISSING_TEXTS } from '../../core/cleaning.ts';
import {
  DETAILS,
  type Detail,
  type Field,
  type ItemDetail,
  type OrderFile,
  type TableFile,
} from '../../core/order-file.ts';
import type { LoadOptions } from '../order-store.ts';
import { customerId } from './customer-id.ts';
import { dayOf, instant } from './parse-date.ts';
import {
  carefulDecimal,
  currencyBeside,
  currencyOf,
  PRICE,
  plainDecimal,
  QUANTITY,
  readDecimal,
} from './parse-number.ts';
import { isOneOf } from './sql.ts';

export const has = (file: TableFile, field: Field): boolean => file.mapping[field] !== undefined;

/** Quantity × price where both are there, else the amount of the row. */
export const usesQuantityTimesPrice = (file: TableFile): boolean => has(file, 'quantity') && has(file, 'price');

/** The rows say what they cost: by an amount, or by quantity and price. */
export const hasMoney = (file: TableFile): boolean => has(file, 'amount') || usesQuantityTimesPrice(file);

const moneyField = (file: TableFile): Field =>
  has(file, 'amount') && !usesQuantityTimesPrice(file) ? 'amount' : 'price';

/** Details that the file has and that are wanted. */
export const detailsOf = (file: TableFile, { details = false }: Pick<LoadOptions, 'details'>): readonly Detail[] =>
  details ? DETAILS.filter(detail => has(file, detail)) : [];

/** Facts of the items beside each order, where they are wanted. */
export const itemsOf = (
  { items = [] }: TableFile,
  { details = false }: Pick<LoadOptions, 'details'>,
): readonly ItemDetail[] => (details ? items : []);

/**
 * SQL: the rows of `source`, whose texts are `c0`, `c1`, …, with customer, order_id, raw_date, instant, quantity, price,
 * currency, status, and details by their names: texts, and the day of signing up.
 */
export const parsedRows = (file: OrderFile, source: string, options: LoadOptions): string => {
  const kept = [
    ...(file.cleaned ? ['row_number'] : []),
    ...(options.wholeRows ? ['row_hash'] : []),
    ...detailsOf(file, options),
    ...(itemsOf(file, options).length > 0 ? ['items'] : []),
    ...(file.export ? ['verdict', 'given_back'] : []),
  ];
  const select = (columns: readonly string[], from: string): string =>
    `SELECT ${[...kept, ...columns].join(',\n        ')} FROM (${from})`;
  return select(
    lineColumns(file),
    select(readColumns(file), `SELECT ${cellColumns(file, options).join(', ')} FROM ${source}`),
  );
};

/** Equal for rows that are equal in every column of the file. */
export const rowHash = (file: TableFile): string =>
  `hash(${file.columns.map((_, index) => `c${index}`).join(', ')}) AS row_hash`;

const cellColumns = (file: OrderFile, options: LoadOptions): string[] => [
  ...(file.cleaned ? ['row_number'] : []),
  ...detailsOf(file, options).map(detail => `${detailCell(file, detail)} AS ${detail}`),
  ...(itemsOf(file, options).length > 0 ? ['items'] : []),
  ...(options.wholeRows ? [file.export ? 'row_hash' : rowHash(file)] : []),
  ...(file.export ? ['verdict', 'given_back'] : []),
  ...(['customer', 'order', 'date', 'status', 'currency'] as const).map(
    field => `trim(${cell(file, field)}) AS ${field}_cell`,
  ),
  `${cell(file, 'quantity')} AS quantity_cell`,
  `${cell(file, moneyField(file))} AS price_cell`,
];

const detailCell = (file: OrderFile, detail: Detail): string =>
  detail === 'signup' ? dayOf(`trim(${cell(file, detail)})`, file.dates) : known(`trim(${cell(file, detail)})`);

const readColumns = (file: OrderFile): string[] => [
  `${known('customer_cell')} AS customer_id`,
  `${known('order_cell')} AS order_id`,
  `${known('date_cell')} AS raw_date`,
  `${instant('date_cell', file.dates)} AS instant`,
  `${plainDecimal('quantity_cell', QUANTITY, file.numbers)} AS plain_quantity`,
  `${plainDecimal('price_cell', PRICE, file.numbers)} AS plain_price`,
  `${known('status_cell')} AS status`,
  `${known('currency_cell')} AS currency_name`,
  'quantity_cell',
  'price_cell',
];

const lineColumns = (file: OrderFile): string[] => {
  const beside = currencyBeside('price_cell', 'plain_price');
  return [
    `${customerId('customer_id')} AS customer`,
    ...['order_id', 'raw_date', 'instant', 'status'],
    // Patterns that read no cell would still be made ready.
    `${has(file, 'quantity') ? orCareful('quantity', QUANTITY, file) : `NULL::${QUANTITY}`} AS quantity`,
    `${orCareful('price', PRICE, file)} AS price`,
    `${has(file, 'currency') ? `coalesce(${currencyOf('currency_name')}, ${beside})` : beside} AS currency`,
  ];
};

/** The second reading is for the rows that the first has failed: CASE, not COALESCE, of which DuckDB 1.5 computes parts for every row. */
const orCareful = (name: 'quantity' | 'price', type: string, { numbers }: TableFile): string =>
  `CASE WHEN plain_${name} IS NOT NULL THEN plain_${name} ELSE ${carefulDecimal(`${name}_cell`, type, numbers)} END`;

const cell = (file: TableFile, field: Field): string => {
  const index = file.mapping[field];
  return index === undefined ? 'NULL::VARCHAR' : `c${index}`;
};

const LONGEST_MISSING_TEXT = Math.max(...MISSING_TEXTS.map(missing => missing.length));

/** NULL for a text that says that there is none. Most cells are too long for that: comparing lengths first makes this cheap. */
export const known = (trimmed: string): string => `CASE
  WHEN length(${trimmed}) > ${LONGEST_MISSING_TEXT} THEN ${trimmed}
  WHEN ${isOneOf(`lower(${trimmed})`, MISSING_TEXTS)} THEN NULL
  ELSE ${trimmed}
END`;

/** An id of an order, a customer or a product, as it is compared. */
export const key = (column: string): string => customerId(known(`trim(${column})`));

/** What a row costs, of its texts `c0`, `c1`, … */
export const lineAmount = (file: TableFile): string => {
  const read = (field: Field, type: string): string => readDecimal(cell(file, field), type, file.numbers);
  const price = read(moneyField(file), PRICE);
  return usesQuantityTimesPrice(file) ? `${read('quantity', QUANTITY)} * ${price}` : price;
};
