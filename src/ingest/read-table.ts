import type { OrderFile } from '../core/order-file.ts';
import { ExpectedError } from '../errors.ts';
import { byteEncodingOf } from './encoding.ts';
import type { NotedEncoding } from './notes.ts';
import { scanFile } from './scan.ts';
import type { SheetTable } from './sheet/write-sheet.ts';
import { readTableHead, type TableHead } from './table-head.ts';
import { openTextFile, type TextFile, transcodedFile } from './text-file.ts';
import { openSource, type SourceRequest } from './unpack/open-source.ts';

export type TableRequest = SourceRequest;

export interface Table {
  readonly text: TextFile;
  readonly head: TableHead;
  /** `null` where nobody needs to know. */
  readonly encoding: NotedEncoding | null;
  /** Byte at which the header, or without one the first record, begins. */
  readonly start: number;
  /** Without the header. */
  readonly records: number;
  /** What was unpacked to get at the table. */
  readonly notes: readonly string[];
  /** Of a workbook: names of the sheets that may be meant. */
  readonly sheets: readonly string[];
  /** The text is a cleaned copy, as of a sheet. */
  readonly cleaned: OrderFile['cleaned'];
}

/** The file in an encoding that the loader takes: itself, or a copy. Throws `file_empty`, `header_only`, `not_a_table`. */
export const readTable = async (request: TableRequest): Promise<Table> => {
  const { hints, scratch } = request;
  const { path, name, notes, sheet, plausibleSheets: sheets } = await openSource(request);
  if (sheet !== null) return tableOfSheet(sheet, { notes, sheets });
  const text = await openTextFile(path, name, scratch);
  const head = readTableHead(text.head, name, hints.map);
  const start = startOf(text, head);
  const lineEnd = text.head.includes('\n') || !text.head.includes('\r') ? '\n' : '\r';
  const scan = await scanFile(text.path, start, { ...head.dialect, lineEnd });
  const records = Math.max(0, scan.records - (head.header ? 1 : 0));
  if (records === 0) throw new ExpectedError('header_only', { name, columns: head.columns });
  if (scan.utf8) {
    return {
      text: { ...text, encoding: 'utf-8' },
      head,
      encoding: text.wide ?? 'utf-8',
      start,
      records,
      notes,
      sheets,
      cleaned: null,
    };
  }
  const encoding = await byteEncodingOf(text.path);
  if (encoding === 'latin-1')
    return { text: { ...text, encoding }, head, encoding, start, records, notes, sheets, cleaned: null };
  const copy = await transcodedFile(text.path, encoding, scratch);
  const copyHead = readTableHead(copy.head, name, hints.map);
  return {
    text: copy,
    head: copyHead,
    encoding,
    start: startOf(copy, copyHead),
    records,
    notes,
    sheets,
    cleaned: null,
  };
};

const SHEET_DIALECT = { delimiter: ',', quote: '"' } as const;

/** Nothing is to be detected: this program wrote the rows. */
const tableOfSheet = (sheet: SheetTable, said: Pick<Table, 'notes' | 'sheets'>): Table => {
  const { path, bytes, columns, rows, records, unreadable } = sheet;
  const headBytes = Math.round((bytes / records) * rows.length);
  const text = { path, bytes, head: '', mark: 0, headBytes, encoding: 'utf-8', wide: null } as const;
  const plain = {
    dialect: SHEET_DIALECT,
    preamble: '',
    header: false,
    plain: true,
    numbered: true,
    notes: [],
  } as const;
  return {
    text,
    head: { ...plain, columns, rows },
    encoding: null,
    start: 0,
    records,
    ...said,
    cleaned: { unreadable },
  };
};

const startOf = ({ mark, encoding }: TextFile, { preamble }: TableHead): number =>
  mark + Buffer.byteLength(preamble, encoding === 'utf-8' ? 'utf8' : 'latin1');
