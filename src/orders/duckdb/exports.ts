/** CSV files for people: UTF-8 with a byte order mark (Excel needs it), no cell that a spreadsheet takes for a formula. */
import { REASON_WORDS } from '../../core/cleaning.ts';
import type { OrderFile, TableFile } from '../../core/order-file.ts';
import { RFM_GROUPS } from '../../core/rfm-groups.ts';
import type { PublishedScheme } from '../../core/schemes/all-schemes.ts';
import type { ClusterName, CustomersOf } from '../order-store.ts';
import type { Database } from './connection.ts';
import { readFile, readUnreadable } from './load.ts';
import { sqlText, withoutFormula, worded } from './sql.ts';

const BYTE_ORDER_MARK = '\u{FEFF}';

/**
 * `columns`: header texts; DuckDB writes no byte order mark of its own, so header and mark are the file's prefix. With a
 * prefix it puts line ends only between rows: those after the header and at the end are ours.
 */
export const copyTo = (path: string, columns: readonly string[], query: string, hasRows: boolean): string => {
  const header = BYTE_ORDER_MARK + columns.map(csvCell).join(',') + (hasRows ? '\n' : '');
  return `COPY (${query}) TO ${sqlText(path)} (FORMAT csv, HEADER false, PREFIX ${sqlText(header)}, SUFFIX E'\\n')`;
};

const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const CUSTOMER_COLUMNS = [
  'customer',
  'recency_days',
  'orders',
  'spend',
  'R',
  'F',
  'M',
  'rfm_group',
  'segment',
  'first_order',
  'last_order',
];

interface ExportNames {
  readonly clusters: readonly ClusterName[];
  /** The published map that customers were placed on. */
  readonly scheme: PublishedScheme | null;
}

export const exportCustomers = async (
  database: Database,
  path: string,
  { clusters: names, scheme }: ExportNames,
  only: CustomersOf | undefined,
): Promise<number> => {
  const group = worded(
    'rfm_group',
    RFM_GROUPS.map(({ id, name }) => [id, name]),
  );
  const segment =
    names.length === 0
      ? "''"
      : worded(
          'cluster::VARCHAR',
          names.map(({ cluster, name }) => [String(cluster), name]),
        );
  const from = `FROM scored JOIN customers USING (customer) ${names.length === 0 ? '' : 'JOIN assigned USING (customer)'}
    ${scheme === null ? '' : 'LEFT JOIN placed USING (customer)'}
    ${only === undefined ? '' : `WHERE ${isOf(only)}`}`;
  const { some } = await database.row<{ some: boolean }>(`SELECT count(*) > 0 AS some ${from}`);
  return database.copy(
    copyTo(
      path,
      [...CUSTOMER_COLUMNS, ...(scheme === null ? [] : [`${scheme.id.replaceAll('-', '_')}_segment`])],
      `
    SELECT ${withoutFormula('customer')}, recency_days, scored.orders, scored.revenue::DECIMAL(38, 2),
      scored.r, scored.f, scored.m, ${group}, ${segment},
      strftime(first_order, '%Y-%m-%d'), strftime(last_order, '%Y-%m-%d')${scheme === null ? '' : `, ${placeName(scheme)}`}
    ${from}
    ORDER BY customer`,
      some,
    ),
  );
};

const placeName = ({ groups }: PublishedScheme): string =>
  worded(
    'place::VARCHAR',
    groups.map(({ name }, place) => [String(place), name]),
  );

const isOf = (only: CustomersOf): string =>
  'cluster' in only ? `cluster = ${only.cluster}` : `rfm_group = ${sqlText(only.group)}`;

/**
 * Reads the file a second time, whole rows now, and writes those that were rejected, in the order of the file: a file
 * read in place is streamed in its order, a cleaned copy and its unreadable rows are sorted together.
 */
export const exportRejected = async (database: Database, path: string, file: OrderFile): Promise<number> => {
  const cells = file.columns.map((_, index) => `c${index}`);
  const unreadable = file.cleaned
    ? `UNION ALL SELECT row_number::BIGINT, ${unreadableBecause('why')}, row_text${', NULL'.repeat(cells.length - 1)} FROM ${readUnreadable(file.cleaned.unreadable.path)}`
    : '';
  return database.copy(
    copyTo(
      path,
      rejectedColumns(file.columns),
      `
    SELECT row_number, reason, ${cells.map(withoutFormula).join(', ')}
    FROM (
      SELECT numbered.row_number, ${REASON_IN_WORDS} AS reason, ${cells.join(', ')}
      FROM (${numberedRows(file)}) numbered JOIN judged ON judged.row_number = numbered.row_number
      WHERE reason IS NOT NULL
      ${unreadable}
    )
    ${file.cleaned ? 'ORDER BY row_number' : ''}`,
      await someRejected(database),
    ),
  );
};

export const rejectedColumns = (columns: readonly string[]): readonly string[] => ['row', 'reason', ...columns];

export const REASON_IN_WORDS = worded('reason::VARCHAR', Object.entries(REASON_WORDS));

export const unreadableBecause = (why: string): string => `${sqlText(`${REASON_WORDS.unreadable}: `)} || ${why}`;

export const someRejected = async (database: Database): Promise<boolean> => {
  const { some } = await database.row<{ some: boolean }>('SELECT count(reason) > 0 AS some FROM judged');
  return some;
};

/** The file's readable rows with all their cells and the number each has in the original. */
export const numberedRows = (file: TableFile): string => {
  const cells = file.columns.map((_, index) => `c${index}`).join(', ');
  const number = file.cleaned ? 'row_number::BIGINT' : 'row_number() OVER ()';
  return `SELECT ${number} AS row_number, ${cells} FROM ${readFile(file)}`;
};
