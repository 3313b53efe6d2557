import { ExpectedError } from '../errors.ts';
import { byteEncodingOf } from './encoding.ts';
import type { NotedEncoding } from './notes.ts';
import { scanFile } from './scan.ts';
import { readTableHead, type TableHead } from './table-head.ts';
import { openTextFile, type TextFile, transcodedFile } from './text-file.ts';
import { openSource, type SourceRequest } from './unpack/open-source.ts';

export type TableRequest = SourceRequest;

export interface Table {
  readonly text: TextFile;
  readonly head: TableHead;
  readonly encoding: NotedEncoding;
  /** Byte at which the header, or without one the first record, begins. */
  readonly start: number;
  /** Without the header. */
  readonly records: number;
  /** What was unpacked to get at the table. */
  readonly notes: readonly string[];
}

/** The file in an encoding that the loader takes: itself, or a copy. Throws `file_empty`, `header_only`, `not_a_table`. */
export const readTable = async (request: TableRequest): Promise<Table> => {
  const { hints, scratch } = request;
  const { path, name, notes } = await openSource(request);
  const text = await openTextFile(path, name, scratch);
  const head = readTableHead(text.head, name, hints.map);
  const start = startOf(text, head);
  const lineEnd = text.head.includes('\n') || !text.head.includes('\r') ? '\n' : '\r';
  const scan = await scanFile(text.path, start, { ...head.dialect, lineEnd });
  const records = Math.max(0, scan.records - (head.header ? 1 : 0));
  if (records === 0) throw new ExpectedError('header_only', { name, columns: head.columns });
  if (scan.utf8) {
    return { text: { ...text, encoding: 'utf-8' }, head, encoding: text.wide ?? 'utf-8', start, records, notes };
  }
  const encoding = await byteEncodingOf(text.path);
  if (encoding === 'latin-1') return { text: { ...text, encoding }, head, encoding, start, records, notes };
  const copy = await transcodedFile(text.path, encoding, scratch);
  const copyHead = readTableHead(copy.head, name, hints.map);
  return { text: copy, head: copyHead, encoding, start: startOf(copy, copyHead), records, notes };
};

const startOf = ({ mark, encoding }: TextFile, { preamble }: TableHead): number =>
  mark + Buffer.byteLength(preamble, encoding === 'utf-8' ? 'utf8' : 'latin1');
