import { isUtf8 } from 'node:buffer';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { ExpectedError } from '../errors.ts';
import { byteOrderMark, type WideEncoding, wideEncodingOf } from './encoding.ts';
import { readPart, sizeOf } from './file-bytes.ts';
import { refuseBinary, refuseForeignKind } from './file-kind.ts';
import { transcode } from './transcode.ts';

const HEAD_BYTES = 64 * 1024;
/** Where a single record is longer than the usual head. */
const LONG_HEAD_BYTES = 16 * 1024 * 1024;
const LEAST_LINES = 3;

/** A file of text in an encoding where delimiters and line ends are single ASCII bytes. */
export interface TextFile {
  readonly path: string;
  readonly bytes: number;
  /** The beginning, up to the end of a line where the file has lines; without byte order mark. */
  readonly head: string;
  /** Bytes of the byte order mark. */
  readonly mark: number;
  readonly headBytes: number;
  /** How the head was decoded; the whole file may yet turn out to be something else. */
  readonly encoding: 'utf-8' | 'latin-1';
  /** UTF-16 that this file was written from. */
  readonly wide: WideEncoding | null;
}

/** Opens what claims to be a table; UTF-16 becomes a UTF-8 copy. Throws for folders, missing, empty and foreign files. */
export const openTextFile = async (path: string, name: string, scratch: string): Promise<TextFile> => {
  const bytes = await sizeOf(path);
  if (bytes === 0) throw new ExpectedError('file_empty', { name });
  const head = await readHead(path);
  refuseForeignKind(head, name);
  const wide = wideEncodingOf(head);
  if (wide === null) refuseBinary(head, name);
  if (wide === null) return textFile(path, head, bytes);
  const file = await transcodedFile(path, wide, scratch);
  refuseForeignKind(Buffer.from(file.head), name);
  refuseBinary(Buffer.from(file.head), name);
  return { ...file, wide };
};

/** The same text as UTF-8 in a folder of its own. */
export const transcodedFile = async (
  path: string,
  encoding: Parameters<typeof transcode>[1],
  scratch: string,
): Promise<TextFile> => {
  const target = join(await mkdtemp(join(scratch, 'text-')), 'utf-8.csv');
  await transcode(path, encoding, target);
  return textFile(target, await readHead(target), await sizeOf(target));
};

const readHead = async (path: string): Promise<Buffer> => {
  const part = await readPart(path, 0, HEAD_BYTES);
  const lines = part.toString('latin1').split(/\r\n|\n|\r/, LEAST_LINES + 1).length - 1;
  return lines < LEAST_LINES && part.length === HEAD_BYTES ? readPart(path, 0, LONG_HEAD_BYTES) : part;
};

const textFile = (path: string, part: Buffer, bytes: number): TextFile => {
  const head = part.length < bytes ? upToLineEnd(part) : part;
  const mark = byteOrderMark(head);
  const utf8 = isUtf8(head);
  const text = head.toString(utf8 ? 'utf8' : 'latin1', mark);
  return { path, bytes, head: text, mark, headBytes: head.length, encoding: utf8 ? 'utf-8' : 'latin-1', wide: null };
};

const upToLineEnd = (part: Buffer): Buffer => {
  const end = Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r'));
  return end < 0 ? part : part.subarray(0, end + 1);
};
