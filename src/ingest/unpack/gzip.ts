import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { ExpectedError } from '../../errors.ts';
import type { UnpackMeter } from './limits.ts';

const CHUNK_BYTES = 256 * 1024;

/** What a gzip file holds, in turn. @throws {ExpectedError} `archive_damaged` and what the meter throws */
export async function* gunzipped(path: string, meter: UnpackMeter): AsyncGenerator<Buffer> {
  const packed = createReadStream(path);
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  packed.on('error', error => gunzip.destroy(error));
  gunzip.on('close', () => packed.destroy());
  try {
    for await (const chunk of packed.pipe(gunzip) as AsyncIterable<Buffer>) {
      meter.add(chunk.length);
      yield chunk;
    }
  } catch (error) {
    const isOfZlib = String((error as NodeJS.ErrnoException).code).startsWith('Z_');
    throw isOfZlib ? new ExpectedError('archive_damaged', { name: meter.name }, { cause: error }) : error;
  }
}
