import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableFile } from '../core/order-file.ts';
import { CopyFile } from './copy-file.ts';
import { byteOrderMark } from './encoding.ts';
import { chunksOf, readPart } from './file-bytes.ts';
import { RecordSplitter, type SplitRecord } from './record-splitter.ts';

/** What a copy is made of. `start` is the byte at which the header, or without one the first record, begins. */
export interface CopySource {
  readonly path: string;
  readonly start: number;
  readonly encoding: TableFile['encoding'];
  readonly delimiter: string;
  readonly quote: string | null;
  readonly header: boolean;
  readonly columns: number;
  /** 0-based columns whose text is needed whole. */
  readonly mapped: ReadonlySet<number>;
}

export interface Copy {
  readonly path: string;
  readonly bytes: number;
  readonly rows: number;
  readonly unreadable: { readonly path: string; readonly count: number };
}

const LONGEST_FIELD_BYTES = 64 * 1024;
/** DuckDB refuses lines of more than 2 MB; the row number and quotes need some of it. */
const LONGEST_LINE_BYTES = 1_900_000;
const RAW_CHARACTERS = 10_000;
/** What cutting UTF-16 may leave of an emoji. */
const HALF_CHARACTER = /[\ud800-\udbff]$/;

/**
 * The same file as a copy that any strict reader takes: UTF-8, commas, `"` quotes, LF, no header, the row's number in
 * front. Line ends inside quotes become LF, zero bytes stay what they are. Rows that have no reading go to `unreadable`.
 * Memory stays flat. Throws `disk_full`.
 */
export const cleanCopy = async <F extends TableFile>(file: F, scratch: string): Promise<F> => {
  if (file.cleaned !== null) return file;
  const start = byteOrderMark(await readPart(file.path, 0, 3));
  const mapped = new Set(Object.values(file.mapping));
  return asCleaned(file, await writeCopy({ ...file, start, columns: file.columns.length, mapped }, scratch));
};

export const asCleaned = <F extends TableFile>(file: F, { path, bytes, rows, unreadable }: Copy): F => ({
  ...file,
  path,
  bytes,
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  header: false,
  records: rows + unreadable.count,
  cleaned: { unreadable },
});

/** Writes the two files into a folder of their own in `scratch`. */
export const writeCopy = async (source: CopySource, scratch: string): Promise<Copy> => {
  const folder = await mkdtemp(join(scratch, 'copy-'));
  await using rows = await CopyFile.create(join(folder, 'rows.csv'));
  await using unreadable = await CopyFile.create(join(folder, 'unreadable.csv'));
  const counts = { rows: 0, unreadable: 0 };
  let headerLeft = source.header;
  for await (const records of recordsOf(source)) {
    for (const record of records) {
      if (headerLeft) headerLeft = false;
      else addRecord(asReadable(record, source), { rows, unreadable, counts });
    }
    await rows.settle();
    await unreadable.settle();
  }
  await rows.close();
  await unreadable.close();
  return {
    path: rows.path,
    bytes: rows.bytes,
    rows: counts.rows,
    unreadable: { path: unreadable.path, count: counts.unreadable },
  };
};

/** Chunk by chunk: the records that became complete. */
async function* recordsOf(source: CopySource): AsyncGenerator<Iterable<SplitRecord>> {
  const splitter = new RecordSplitter(source);
  for await (const chunk of chunksOf(source.path, source.start)) {
    const octets = source.encoding === 'latin-1' ? utf8OfLatin1(chunk) : chunk;
    yield splitter.feed(octets.toString('latin1'), false);
  }
  yield splitter.feed('', true);
}

const utf8OfLatin1 = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1'), 'utf8');

/** A record whose mapped fields and whole length a loader can take, or why not. */
const asReadable = (record: SplitRecord, source: CopySource): SplitRecord => {
  if (record.kind === 'unreadable') return record;
  if (record.kind === 'plain' && record.line.length <= LONGEST_FIELD_BYTES) {
    const verbatim = source.delimiter === ',' && (source.quote === '"' || !record.line.includes('"'));
    return verbatim ? record : { kind: 'row', fields: record.line.split(source.delimiter) };
  }
  const fields = record.kind === 'row' ? record.fields : record.line.split(source.delimiter);
  const raw = (): string => fields.join(source.delimiter);
  if (fields.some((field, column) => field.length > LONGEST_FIELD_BYTES && source.mapped.has(column))) {
    return { kind: 'unreadable', why: 'a field of more than 64 KB in a column that is needed', raw: raw() };
  }
  const cut = fields.map(cutField);
  if (cut.reduce((sum, field) => sum + field.length, 0) > LONGEST_LINE_BYTES) {
    return { kind: 'unreadable', why: 'the row is longer than 2 MB', raw: raw() };
  }
  return { kind: 'row', fields: cut };
};

interface Targets {
  readonly rows: CopyFile;
  readonly unreadable: CopyFile;
  readonly counts: { rows: number; unreadable: number };
}

const addRecord = (record: SplitRecord, { rows, unreadable, counts }: Targets): void => {
  const number = counts.rows + counts.unreadable + 1;
  if (record.kind === 'unreadable') {
    counts.unreadable++;
    unreadable.add(`${number},${csvField(record.why)},${csvField(cutRaw(record.raw))}\n`);
    return;
  }
  counts.rows++;
  const line = record.kind === 'plain' ? record.line : record.fields.map(csvField).join(',');
  rows.add(`${number},${line}\n`);
};

/** A field of CSV with commas and LF. */
export const csvField = (text: string): string => {
  const field = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
};

/** Cut before a UTF-8 character that would not stay whole. */
const cutField = (octets: string): string => {
  if (octets.length <= LONGEST_FIELD_BYTES) return octets;
  let end = LONGEST_FIELD_BYTES;
  while ((octets.charCodeAt(end) & 0xc0) === 0x80) end--;
  return octets.slice(0, end);
};

/** The first 10,000 characters, which are at most four times as many octets. */
const cutRaw = (octets: string): string => {
  if (octets.length <= RAW_CHARACTERS) return octets;
  const text = Buffer.from(octets.slice(0, 4 * RAW_CHARACTERS + 4), 'latin1').toString('utf8');
  return Buffer.from(text.slice(0, RAW_CHARACTERS).replace(HALF_CHARACTER, '')).toString('latin1');
};
