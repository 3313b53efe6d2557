import { open, stat } from 'node:fs/promises';
import { ExpectedError } from '../errors.ts';

const CHUNK_BYTES = 2 * 1024 * 1024;

/** Size in bytes of a readable, regular file; else `file_not_found` or `file_unreadable`. */
export const sizeOf = async (path: string): Promise<number> => {
  const found = await stat(path).catch(error => refuse(path, error));
  if (!found.isFile()) throw new ExpectedError('file_unreadable', { path, cause: kindOfNode(found.isDirectory()) });
  return found.size;
};

/** Up to `length` bytes from `offset`: fewer where the file ends. */
export const readPart = async (path: string, offset: number, length: number): Promise<Buffer> => {
  await using file = await open(path).catch(error => refuse(path, error));
  const part = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(part, 0, length, offset).catch(error => refuse(path, error));
  return part.subarray(0, bytesRead);
};

/** The bytes from `from` to the end, in turn. A chunk is valid until the next one is asked for: its memory is reused. */
export async function* chunksOf(path: string, from = 0): AsyncGenerator<Buffer> {
  await using file = await open(path).catch(error => refuse(path, error));
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let offset = from; ; ) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, offset).catch(error => refuse(path, error));
    if (bytesRead === 0) return;
    offset += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/** The places that the samples need, read with one open file. */
export const readPlaces = async (path: string, offsets: readonly number[], length: number): Promise<Buffer[]> => {
  await using file = await open(path).catch(error => refuse(path, error));
  const places: Buffer[] = [];
  for (const offset of offsets) {
    const part = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(part, 0, length, offset).catch(error => refuse(path, error));
    places.push(part.subarray(0, bytesRead));
  }
  return places;
};

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'this program may not read it',
  EPERM: 'this program may not read it',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports a read error',
};

const refuse = (path: string, error: unknown): never => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExpectedError('file_not_found', { path }, { cause: error });
  const cause = CAUSES[code] ?? (code || String(error));
  throw new ExpectedError('file_unreadable', { path, cause }, { cause: error });
};

const kindOfNode = (directory: boolean): string => (directory ? 'it is a folder' : 'it is not an ordinary file');
