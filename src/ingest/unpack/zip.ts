/** ZIP archives, read one part at a time. Names of parts are words for people, never paths. */
import type { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { ExpectedError, isExpected } from '../../errors.ts';
import type { UnpackMeter } from './limits.ts';

export interface ZipPart {
  readonly name: string;
  readonly bytes: number;
  readonly entry: Entry;
}

const STORED = 0;
const DEFLATED = 8;
const CHUNK_BYTES = 256 * 1024;

export class Zip {
  readonly parts: readonly ZipPart[];
  readonly #zip: ZipFile;
  readonly #meter: UnpackMeter;

  /** @throws {ExpectedError} `archive_damaged`, `archive_too_many` */
  static async open(path: string, meter: UnpackMeter): Promise<Zip> {
    return orDamaged(meter.name, async () => {
      // Files go unnamed past the library's own check of paths: no part is ever written by its name.
      const zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
      try {
        return new Zip(zip, await partsOf(zip, meter), meter);
      } catch (error) {
        zip.close();
        throw error;
      }
    });
  }

  private constructor(zip: ZipFile, parts: readonly ZipPart[], meter: UnpackMeter) {
    this.#zip = zip;
    this.parts = parts;
    this.#meter = meter;
  }

  /** The bytes of a part, in turn; whoever stops early leaves nothing open. */
  async *read({ entry }: ZipPart): AsyncGenerator<Buffer> {
    const { name } = this.#meter;
    if (entry.isEncrypted()) throw new ExpectedError('file_protected', { name, kind: 'ZIP archive' });
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      throw new ExpectedError('archive_method', { name });
    }
    const stream = await orDamaged(name, () => this.#zip.openReadStreamPromise(entry, { decodeFileData: false }));
    yield* this.#checked(entry.compressionMethod === STORED ? stream : inflated(stream), entry);
  }

  /** No byte is taken for good before the part's length and checksum are known to be right. */
  async *#checked(stream: Readable, entry: Entry): AsyncGenerator<Buffer> {
    const { name } = this.#meter;
    let bytes = 0;
    let sum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        sum = crc32(chunk, sum);
        this.#meter.add(chunk.length);
        yield chunk;
      }
    } catch (error) {
      throw asDamaged(name, error);
    }
    if (bytes !== entry.uncompressedSize || sum !== entry.crc32) throw new ExpectedError('archive_damaged', { name });
  }

  close(): void {
    this.#zip.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

const partsOf = async (zip: ZipFile, { name, limits }: UnpackMeter): Promise<readonly ZipPart[]> => {
  const parts: ZipPart[] = [];
  for await (const entry of zip.eachEntry()) {
    if (parts.length === limits.archiveEntries) {
      throw new ExpectedError('archive_too_many', { name, most: limits.archiveEntries });
    }
    const { generalPurposeBitFlag: flags, fileNameRaw, extraFields } = entry;
    const partName = getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
    parts.push({ name: partName, bytes: entry.uncompressedSize, entry });
  }
  return parts;
};

const inflated = (packed: Readable): Readable => {
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  packed.on('error', error => inflate.destroy(error));
  inflate.on('close', () => packed.destroy());
  return packed.pipe(inflate);
};

const orDamaged = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw asDamaged(name, error);
  }
};

/** The system's own troubles with the disk carry a number. */
const asDamaged = (name: string, error: unknown): unknown => {
  const isSystems = typeof (error as NodeJS.ErrnoException).syscall === 'string';
  return isExpected(error) || isSystems ? error : new ExpectedError('archive_damaged', { name }, { cause: error });
};
