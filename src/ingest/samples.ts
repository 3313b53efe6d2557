import type { Columns } from './columns.ts';
import { readPlaces } from './file-bytes.ts';
import { readRows } from './read-rows.ts';
import { rowsThatFit, type TableHead } from './table-head.ts';

const PLACES = 64;
const LEAST_PLACE_BYTES = 3 * 1024;
const MOST_PLACE_BYTES = 64 * 1024;
/** So many rows should fit into a place. */
const ROWS_PER_PLACE = 12;

interface Bytes {
  readonly path: string;
  readonly bytes: number;
  readonly headBytes: number;
  readonly encoding: 'utf-8' | 'latin-1';
}

/**
 * Rows of the head and from places spread over the rest of the file, in file order. Files are mostly sorted by time, so
 * the head alone may only know the first days of a month. Rows that a place cuts do not fit and are left out.
 */
const sampleRows = async (file: Bytes, head: TableHead): Promise<readonly (readonly string[])[]> => {
  const rowBytes = file.headBytes / Math.max(1, head.rows.length);
  const length = Math.round(Math.min(MOST_PLACE_BYTES, Math.max(LEAST_PLACE_BYTES, rowBytes * ROWS_PER_PLACE)));
  const places = await readPlaces(file.path, placesOf(file, length), length);
  const sampled = places.flatMap(place => {
    const text = place.toString(file.encoding === 'latin-1' ? 'latin1' : 'utf8');
    const rows = readRows(wholeLines(text), head.dialect);
    return rowsThatFit(head.numbered ? rows.map(row => row.slice(1)) : rows, head.columns.length);
  });
  return [...head.rows, ...sampled];
};

/** The same rows by column, with the names. */
export const sampleColumns = async (file: Bytes, head: TableHead): Promise<Columns> => {
  const rows = await sampleRows(file, head);
  return { names: head.columns, cells: head.columns.map((_, column) => rows.map(row => row[column] ?? '')) };
};

/** Byte offsets from the end of the head to the end of the file. */
const placesOf = ({ bytes, headBytes }: Bytes, length: number): readonly number[] => {
  const room = bytes - headBytes - length;
  if (room <= 0) return bytes > headBytes ? [headBytes] : [];
  const count = Math.min(PLACES, Math.ceil(room / length) + 1);
  return Array.from({ length: count }, (_, place) => headBytes + Math.floor((room * place) / (count - 1)));
};

/** Without the lines that the ends of the piece cut. */
const wholeLines = (text: string): string => {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  return text.slice(0, end).replace(/^[^\r\n]*[\r\n]*/, '');
};
