/** Files of a folder as one ZIP archive: streamed, and the same bytes for the same files. */
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Zip, ZipDeflate } from 'fflate';
import { folderError } from './disk-errors.ts';

/** The first day that the format knows, whatever the clock of this machine says. */
const NO_DATE = new Date(1980, 0, 1);

export interface Packing {
  readonly folder: string;
  /** Of the files, in the order of the archive. */
  readonly names: readonly string[];
  /** Of the archive. */
  readonly path: string;
}

/** @throws {ExpectedError} `disk_full`, `folder_unwritable` */
export const packFiles = async (packing: Packing): Promise<void> => {
  try {
    await pipeline(Readable.from(packed(packing)), createWriteStream(packing.path));
  } catch (error) {
    throw folderError(error, packing.path);
  }
};

async function* packed({ folder, names }: Packing): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  for (const name of names) {
    const file = new ZipDeflate(name);
    file.mtime = NO_DATE;
    archive.add(file);
    for await (const bytes of createReadStream(join(folder, name))) {
      file.push(bytes);
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(), true);
  }
  archive.end();
  yield* ready;
}
