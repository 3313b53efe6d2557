import { FIELDS, type Mapping, type OrderFile } from '../../src/core/order-file.ts';

/** Dates as texts such as 2024-01-31 or 2024-01-31 12:30. */
const ISO_DATES: OrderFile['dates'] = {
  formats: ['iso'],
  label: 'YYYY-MM-DD',
  note: 'Dates read as YYYY-MM-DD.',
  assumption: null,
};

/**
 * How a comma-separated file is to be read whose header names the fields themselves (`customer,order,date,…`); other
 * names are columns without a meaning. Every line but the first is a record.
 */
export const orderFile = (path: string, content: string, facts: Partial<OrderFile> = {}): OrderFile => {
  const delimiter = facts.delimiter ?? ',';
  const lines = content.split('\n').filter(line => line !== '');
  const columns = facts.columns ?? lines[0]!.split(delimiter);
  return {
    name: 'orders.csv',
    path,
    bytes: Buffer.byteLength(content),
    encoding: 'utf-8',
    delimiter,
    quote: '"',
    header: true,
    columns,
    mapping: mappingOf(columns),
    dates: ISO_DATES,
    numbers: { decimal: '.' },
    records: lines.length - 1,
    cleaned: null,
    notes: [],
    ...facts,
  };
};

const mappingOf = (columns: readonly string[]): Mapping =>
  Object.fromEntries(FIELDS.map(field => [field, columns.indexOf(field)] as const).filter(([, column]) => column >= 0));

/** A file from a header and rows; cells must not need quotes. */
export const csvOf = (header: string, rows: readonly (string | readonly (string | number)[])[]): string =>
  `${[header, ...rows.map(row => (typeof row === 'string' ? row : row.join(',')))].join('\n')}\n`;
