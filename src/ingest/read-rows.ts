import { type CsvError, parse } from 'csv-parse/sync';

export interface Dialect {
  /** A blank stands for runs of blanks. */
  readonly delimiter: string;
  readonly quote: '"' | "'" | null;
}

/** Open quotes after which reading starts again: more of them, and the rest of the piece is not worth it. */
const MOST_RESTARTS = 20;

/** The rows of a piece of text, of any width; a row with an open quote is left out and reading resumes at the next line. */
export const readRows = (text: string, dialect: Dialect, most = Number.POSITIVE_INFINITY): string[][] => {
  if (dialect.delimiter === ' ') return rowsByBlanks(text, most);
  const rows: string[][] = [];
  let rest = text;
  for (let restarts = 0; restarts <= MOST_RESTARTS && rest !== '' && rows.length < most; restarts++) {
    const { records, unclosed } = parsePiece(rest, dialect, most - rows.length);
    rows.push(...records);
    if (!unclosed) break;
    rest = afterOpenQuote(rest, dialect);
  }
  return rows;
};

const options = ({ delimiter, quote }: Dialect) => ({
  delimiter,
  quote: quote ?? false,
  escape: quote ?? false,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_error: true,
  record_delimiter: ['\r\n', '\n', '\r'],
});

const parsePiece = (text: string, dialect: Dialect, most: number) => {
  let unclosed = false;
  const on_skip = (error: CsvError | undefined): undefined => {
    if (error?.code === 'CSV_QUOTE_NOT_CLOSED') unclosed = true;
  };
  const limit = Number.isFinite(most) ? { to: most } : {};
  const records: string[][] = parse(text, { ...options(dialect), ...limit, on_skip });
  return { records: records.filter(isNotBlank), unclosed };
};

/** csv-parse does not say where the open row began: it follows the last whole one. */
const afterOpenQuote = (text: string, dialect: Dialect): string => {
  const bytes = Buffer.from(text);
  const whole = parse(bytes, { ...options(dialect), info: true }) as unknown as readonly { info: { bytes: number } }[];
  const rest = bytes.subarray(whole.at(-1)?.info.bytes ?? 0).toString();
  return rest.replace(/^[\r\n]*[^\r\n]*[\r\n]*/, '');
};

const rowsByBlanks = (text: string, most: number): string[][] => {
  const rows: string[][] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (rows.length >= most) break;
    const cells = line.match(/"(?:[^"]|"")*"(?=\s|$)|[^ \t]+/g);
    if (cells !== null) rows.push(cells.map(unquote));
  }
  return rows;
};

const unquote = (cell: string): string =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

const isNotBlank = (row: readonly string[]): boolean => row.length > 1 || (row[0] ?? '').trim() !== '';
