/**
 * One pass over the file into `lines`: only the columns that the figures need, typed, with the first fault that holds
 * whatever the settings are. The table keeps the order of the file, so a line's row number is its rowid + 1.
 */
import { CANCELLED_ORDER_ID, CANCELLED_STATUSES } from '../../core/cleaning.ts';
import type { OrderFile, OtherDates, TableFile } from '../../core/order-file.ts';
import { REJECTION_REASONS } from '../../core/report.ts';
import type { LoadOptions } from '../order-store.ts';
import type { Database } from './connection.ts';
import { asPlainFile, exportRows, hasRefunds, isExport } from './export-rows.ts';
import { dateCode, withOtherDates } from './parse-date.ts';
import { detailsOf, has, itemsOf, parsedRows, usesQuantityTimesPrice } from './parse-line.ts';
import { MONEY } from './parse-number.ts';
import { isOneOf, sqlPath, sqlText } from './sql.ts';

export const createTypes = (database: Database): Promise<void> =>
  database.run(`CREATE TYPE rejection_reason AS ENUM (${REJECTION_REASONS.map(sqlText).join(', ')})`);

/** Bytes per read and thread: a quarter of DuckDB's own, which saves 50 MB and no time. Lines may have 2 MB. */
const READ_BUFFER = 8_000_000;

/** The file as a relation of texts `c0`, `c1`, …; strict: anything that is not well-formed is an error, nothing is skipped. */
export const readFile = (file: TableFile): string => {
  const columns = columnNames(file).map(name => `${name}: 'VARCHAR'`);
  return `read_csv(${sqlPath(file.path)}, auto_detect = false, columns = {${columns.join(', ')}},
    delim = ${sqlText(file.delimiter)}, quote = ${sqlText(file.quote ?? '')}, escape = ${sqlText(file.quote ?? '')},
    header = ${file.header}, encoding = ${sqlText(file.encoding)}, strict_mode = true, buffer_size = ${READ_BUFFER})`;
};

/** A cleaned copy has the row's number before the columns, a joined one the items of an order after them. */
const columnNames = (file: TableFile): string[] => [
  ...(file.cleaned ? ['row_number'] : []),
  ...file.columns.map((_, index) => `c${index}`),
  ...(file.items ? ['items'] : []),
];

export const loadLines = async (database: Database, file: OrderFile, options: LoadOptions): Promise<void> => {
  const { formats, others } = file.dates;
  const isPlain = others === undefined || formats.length === 0;
  await database.run(createLines(file, options, isPlain ? others : undefined));
  if (!isPlain && (await someReadOtherwise(database, others))) await database.run(createLines(file, options, others));
  if (file.cleaned) await database.run(addUnreadable(file.cleaned.unreadable.path));
};

/** Planning the list of other dates costs more than loading a small file, and few files need it. */
const someReadOtherwise = async (database: Database, others: OtherDates): Promise<boolean> => {
  const unread = 'SELECT date_text AS raw_date, NULL::TIMESTAMP AS instant FROM lines WHERE date_text IS NOT NULL';
  const { some } = await database.row<{ some: boolean }>(`SELECT count(*) > 0 AS some FROM (${unread})`);
  if (!some) return false;
  const { read } = await database.row<{ read: boolean }>(
    `SELECT count(instant) > 0 AS read FROM (${withOtherDates(unread, others)})`,
  );
  return read;
};

const createLines = (file: OrderFile, options: LoadOptions, others: OtherDates | undefined): string =>
  isExport(file)
    ? linesOf(asPlainFile(file), { source: exportRows(file, readFile(file), options.wholeRows), options, others })
    : linesOf(file, { source: readFile(file), options, others });

interface LinesSource {
  /** SQL relation: texts `c0`, `c1`, … */
  readonly source: string;
  readonly options: LoadOptions;
  readonly others: OtherDates | undefined;
}

const linesOf = (file: OrderFile, { source, options, others }: LinesSource): string => `
  CREATE OR REPLACE TABLE lines AS
  SELECT ${file.cleaned ? 'row_number::BIGINT AS row_number,' : ''}
    customer, order_id, ordered_at, line_total, currency, date_text, ${dateCode('date_kind')} AS date_kind,
    ${moreColumns(file, options)
      .map(column => `${column}, `)
      .join('')}
    CASE
      WHEN customer IS NULL THEN 'missing_customer'
      ${has(file, 'order') ? "WHEN order_id IS NULL THEN 'missing_order'" : ''}
      WHEN ordered_at IS NULL THEN 'bad_date'
      WHEN line_total IS NULL THEN 'bad_number'
      ${has(file, 'quantity') ? "WHEN quantity IS NULL THEN 'bad_number'" : ''}
      ${file.onlyCurrency === undefined ? '' : `WHEN currency <> ${sqlText(file.onlyCurrency)} THEN 'other_currency'`}
      ${file.export ? 'WHEN verdict IS NOT NULL THEN verdict' : `WHEN ${isCancelled(file)} THEN 'cancelled'`}
      ${has(file, 'quantity') ? "WHEN quantity <= 0 THEN 'nonpositive_quantity'" : ''}
      WHEN price <= 0 THEN 'nonpositive_price'
    END::rejection_reason AS fault
  FROM (
    SELECT *, CASE WHEN ordered_at IS NULL OR date_kind = 'turned' THEN raw_date END AS date_text
    FROM (
      SELECT * EXCLUDE (instant), ${lineTotal(file)} AS line_total, CASE WHEN ${isPlausible('instant')} THEN instant END AS ordered_at
      FROM (${dated(others, parsedRows(file, source, options))})
    )
  )`;

const moreColumns = (file: OrderFile, options: LoadOptions): readonly string[] => [
  ...(options.wholeRows ? ['row_hash'] : []),
  ...detailsOf(file, options),
  ...(itemsOf(file, options).length > 0 ? ['items'] : []),
  ...(hasRefunds(file) ? ['given_back'] : []),
];

/** `date_kind`: in which other way of writing a date was read; NULL for the formats of the file. */
const dated = (others: OtherDates | undefined, rows: string): string =>
  others === undefined ? `SELECT *, NULL::VARCHAR AS date_kind FROM (${rows})` : withOtherDates(rows, others);

/**
 * The product in 64 bits; the few that do not fit there in 128; beyond money's range it is NULL, a bad number. Written
 * as a CASE, the wide product is computed for every row and doubles the time of the load.
 */
const lineTotal = (file: TableFile): string =>
  usesQuantityTimesPrice(file)
    ? `COALESCE(TRY_CAST(TRY(quantity * price) AS ${MONEY}), TRY_CAST(quantity::DECIMAL(38, 4) * price AS ${MONEY}))`
    : `TRY_CAST(price AS ${MONEY})`;

/**
 * No order is that old or that far ahead: exports write such instants where they have none (0001-01-01, 1970-01-01,
 * 9999-12-31), and DuckDB reads the words "epoch" and "infinity" as instants (1900-01-01 with a format).
 */
const isPlausible = (instant: string): string =>
  `${instant} > TIMESTAMP '1970-01-01 00:00:00' AND ${instant} < TIMESTAMP '2200-01-01 00:00:00'`;

const isCancelled = (file: OrderFile): string => {
  const byStatus = isOneOf('lower(status)', CANCELLED_STATUSES);
  const byOrderId = `CASE WHEN quantity IS NULL OR quantity < 0 THEN regexp_matches(order_id, ${sqlText(CANCELLED_ORDER_ID)}) ELSE false END`;
  const rules = [...(has(file, 'order') ? [`(${byOrderId})`] : []), ...(has(file, 'status') ? [byStatus] : [])];
  return rules.length === 0 ? 'false' : rules.join(' OR ');
};

const addUnreadable = (path: string): string => `
  INSERT INTO lines BY NAME
  SELECT row_number::BIGINT AS row_number, 'unreadable'::rejection_reason AS fault
  FROM ${readUnreadable(path)}`;

/** No path: there are none. */
export const readUnreadable = (path: string): string =>
  path === ''
    ? `(SELECT NULL::VARCHAR AS row_number, NULL::VARCHAR AS why, NULL::VARCHAR AS row_text WHERE false)`
    : `read_csv(${sqlPath(path)}, auto_detect = false, delim = ',', quote = '"', escape = '"', header = false,
    columns = {row_number: 'VARCHAR', why: 'VARCHAR', row_text: 'VARCHAR'})`;

/** What DuckDB's strict reader says of text that is not as described. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Error && /CSV Error|CSV Parser|Invalid unicode|not utf-?8|maximum line size/i.test(error.message);
