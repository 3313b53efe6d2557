/**
 * The rows of a shop's export as rows that say everything themselves: what stands on an order's first row only, amounts
 * that are an order's, what comes off them, what was given back, and which rows brought no money. Step by step, each a
 * projection; only files that were recognised need any of it.
 */
import { CANCELLED_STATUSES, MISSING_TEXTS } from '../../core/cleaning.ts';
import type { ExportRules, VerdictRule } from '../../core/export-rules.ts';
import type { Field, OrderFile } from '../../core/order-file.ts';
import { rowHash } from './parse-line.ts';
import { currencyBeside, MONEY, PRICE, plainDecimal, QUANTITY, readDecimal } from './parse-number.ts';
import { isOneOf, sqlText } from './sql.ts';

export interface ExportFile extends OrderFile {
  readonly export: ExportRules;
}

export const isExport = (file: OrderFile): file is ExportFile => file.export !== undefined;

/** `lines` says what was given back of each, in `given_back`. */
export const hasRefunds = (file: OrderFile): boolean => file.export?.refunded != null;

/** The file as its rows then are: each has an amount, and a currency beside it has a column of its own. */
export const asPlainFile = (file: ExportFile): ExportFile => {
  const { price: _part, ...mapping } = file.mapping;
  return { ...file, mapping: { ...mapping, ...madeColumns(file) } };
};

/** Where columns stand that the file does not have. */
const madeColumns = ({ mapping, columns }: ExportFile): { readonly amount: number; readonly currency: number } => ({
  amount: mapping.amount ?? columns.length,
  currency: mapping.currency ?? columns.length + 1,
});

/**
 * SQL: texts `c0`, `c1`, … of the columns with a meaning, in the order of the file, beside `verdict` (why a row brought no
 * money, or NULL), `given_back` and, with `wholeRows`, `row_hash`. `source` has the texts of the file as it is.
 */
export const exportRows = (file: ExportFile, source: string, wholeRows: boolean): string => {
  const whole = isByOrder(file.export) ? wholeOrders(file, ownRows(file, source, wholeRows)) : null;
  const measured = measuredRows(file, whole ?? ownRows(file, source, wholeRows));
  const judged = `SELECT *, ${verdict(file)} AS verdict FROM (${measured})`;
  const rows = `SELECT ${resultColumns(file, wholeRows).join(', ')} FROM (${judged})`;
  return `(${rows}${whole === null ? '' : ' ORDER BY row_number'})`;
};

const isByOrder = ({ orderColumns, idOnFirstRow, isAmountOfOrder }: ExportRules): boolean =>
  orderColumns.length > 0 || idOnFirstRow || isAmountOfOrder;

const filled = (text: string): string => `nullif(trim(${text}), '')`;

const cell = (column: number): string => `c${column}`;

/** Every column that has a meaning here: others would only take memory. */
const usedColumns = ({ mapping, export: rules }: ExportFile): readonly number[] => {
  const { otherwise, timeOfDay, less, refunded, verdicts } = rules;
  const all = [
    ...Object.values(mapping),
    ...Object.values(otherwise).flat(),
    ...[timeOfDay, refunded?.column, refunded?.paid].filter(column => column != null),
    ...less,
    ...verdicts.map(({ column }) => column),
  ];
  return [...new Set(all)].toSorted((a, b) => a - b);
};

const ownRows = (file: ExportFile, source: string, wholeRows: boolean): string => {
  const number = file.cleaned ? 'row_number::BIGINT' : 'row_number() OVER ()';
  const columns = [
    ...(file.cleaned || isByOrder(file.export) ? [`${number} AS row_number`] : []),
    ...(wholeRows ? [rowHash(file)] : []),
    ...usedColumns(file).map(cell),
  ];
  return `SELECT ${columns.join(', ')} FROM ${source}`;
};

/** What the first row of an order says holds for all of them. A row that says it itself is left as it is. */
const wholeOrders = (file: ExportFile, rows: string): string => {
  const { idOnFirstRow, orderColumns } = file.export;
  const order = file.mapping.order;
  if (order === undefined) return `SELECT *, row_number::VARCHAR AS order_key FROM (${rows})`;
  const id = idOnFirstRow
    ? `last_value(${filled(cell(order))} IGNORE NULLS) OVER (ORDER BY row_number ROWS UNBOUNDED PRECEDING)`
    : filled(cell(order));
  // Rows of no order have nothing in common.
  const keyed = `SELECT * REPLACE (${id} AS ${cell(order)}), coalesce(${id}, chr(1) || row_number) AS order_key FROM (${rows})`;
  const used = new Set(usedColumns(file));
  const carried = orderColumns
    .filter(column => used.has(column) && column !== order)
    .map(column => {
      const own = filled(cell(column));
      return `coalesce(${own}, first_value(${own} IGNORE NULLS) OVER one_order) AS ${cell(column)}`;
    });
  if (carried.length === 0) return keyed;
  return `SELECT * REPLACE (${carried.join(', ')}) FROM (${keyed})
    WINDOW one_order AS (PARTITION BY order_key ORDER BY row_number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;
};

/** Beside the texts: `amount` of the row, `paid` and `refund` of what the refund is told of, `given_back` of the row. */
const measuredRows = (file: ExportFile, rows: string): string => {
  const { mapping, export: rules } = file;
  const read = (column: number | null | undefined, type = PRICE): string =>
    column == null ? `NULL::${type}` : readDecimal(cell(column), type, file.numbers);
  const listed = `TRY_CAST(TRY(${read(mapping.quantity, QUANTITY)} * ${read(mapping.price)}) AS ${MONEY})`;
  const amounts =
    mapping.amount === undefined
      ? [listed]
      : [mapping.amount, ...(rules.otherwise.amount ?? [])].map(column => read(column));
  const less = rules.less.map(column => ` - coalesce(abs(${read(column)}), 0)`);
  const numbers = `SELECT *, TRY_CAST(coalesce(${amounts.join(', ')})${less.join('')} AS ${MONEY}) AS told,
      TRY_CAST(abs(${read(rules.refunded?.column)}) AS ${MONEY}) AS refund, TRY_CAST(${read(rules.refunded?.paid)} AS ${MONEY}) AS paid,
      ${listed} AS listed
    FROM (${rows})`;
  const back = 'greatest(least(coalesce(refund, 0), coalesce(told, 0)), 0)';
  if (!rules.isAmountOfOrder)
    return `SELECT * EXCLUDE (listed), told AS amount, ${back}::${MONEY} AS given_back FROM (${numbers})`;
  return `SELECT * EXCLUDE (listed, upto, before),
      coalesce(${part('told')}, listed) AS amount, coalesce(${part(back)}, 0)::${MONEY} AS given_back
    FROM (${shares(numbers)})`;
};

/** `before` and `upto`: which part of the order's list price stands above a row, and with it; of free things all alike. */
const shares = (numbers: string): string => `
  SELECT * EXCLUDE (weight),
    CASE WHEN sum(weight) OVER one_order > 0 THEN (sum(weight) OVER rows_above - weight) / sum(weight) OVER one_order
      ELSE (row_number() OVER rows_above - 1) / count(*) OVER one_order END AS before,
    CASE WHEN sum(weight) OVER one_order > 0 THEN sum(weight) OVER rows_above / sum(weight) OVER one_order
      ELSE row_number() OVER rows_above / count(*) OVER one_order END AS upto
  FROM (SELECT *, greatest(coalesce(listed, 0), 0) AS weight FROM (${numbers}))
  WINDOW one_order AS (PARTITION BY order_key), rows_above AS (PARTITION BY order_key ORDER BY row_number ROWS UNBOUNDED PRECEDING)`;

/** Of an order's money what falls on the row: rounded sums down to it less those above it, so that nothing is lost. */
const part = (money: string): string =>
  `(round((${money})::DOUBLE * upto, 4)::${MONEY} - round((${money})::DOUBLE * before, 4)::${MONEY})::${MONEY}`;

const verdict = ({ mapping, export: { verdicts, refunded } }: ExportFile): string => {
  const whens = verdicts.map(rule => `WHEN ${holds(rule)} THEN ${sqlText(rule.means)}`);
  const byStatus =
    mapping.status === undefined
      ? []
      : [`WHEN ${isOneOf(`lower(trim(${cell(mapping.status)}))`, CANCELLED_STATUSES)} THEN 'cancelled'`];
  const back = refunded === null ? [] : [`WHEN refund > 0 AND refund >= coalesce(paid, told) THEN 'cancelled'`];
  const all = [...whens, ...byStatus, ...back];
  return all.length === 0 ? 'NULL::VARCHAR' : `CASE ${all.join(' ')} END`;
};

const holds = ({ column, words }: VerdictRule): string =>
  words === null ? `${filled(cell(column))} IS NOT NULL` : isOneOf(`lower(trim(${cell(column)}))`, words);

/** Rows that brought no money may leave money and quantity blank: nothing is wrong with them besides. */
const resultColumns = (file: ExportFile, wholeRows: boolean): readonly string[] => {
  const { mapping, numbers, export: rules } = file;
  const texts = new Map<Field, string>(
    (Object.keys(mapping) as Field[]).map(field => [field, firstFilled(file, field)]),
  );
  const amount = 'coalesce(amount, CASE WHEN verdict IS NOT NULL THEN 0 END)::VARCHAR';
  texts.delete('price');
  texts.set('amount', numbers.decimal === ',' ? `replace(${amount}, '.', ',')` : amount);
  if (mapping.quantity !== undefined)
    texts.set('quantity', `coalesce(${filled(cell(mapping.quantity))}, CASE WHEN verdict IS NOT NULL THEN '0' END)`);
  if (rules.timeOfDay !== null)
    texts.set('date', `concat_ws(' ', ${filled(cell(mapping.date!))}, ${filled(cell(rules.timeOfDay))})`);
  const money = cell(mapping.amount ?? mapping.price!);
  if (mapping.currency === undefined) texts.set('currency', currencyBeside(money, plainDecimal(money, PRICE, numbers)));
  const places = { ...mapping, ...madeColumns(file) };
  return [
    ...(file.cleaned || isByOrder(rules) ? ['row_number'] : []),
    ...(wholeRows ? ['row_hash'] : []),
    ...[...texts].map(([field, text]) => `${text} AS ${cell(places[field]!)}`),
    ...['verdict', 'given_back'],
  ];
};

const firstFilled = ({ mapping, export: { otherwise, nobody } }: ExportFile, field: Field): string => {
  const columns = [mapping[field]!, ...(otherwise[field] ?? [])];
  if (field !== 'customer')
    return columns.length === 1
      ? cell(columns[0]!)
      : `coalesce(${columns.map(column => filled(cell(column))).join(', ')})`;
  const missing = [...MISSING_TEXTS, ...nobody];
  const known = columns.map(
    column => `CASE WHEN NOT ${isOneOf(`lower(trim(${cell(column)}))`, missing)} THEN trim(${cell(column)}) END`,
  );
  return `coalesce(${known.join(', ')})`;
};
