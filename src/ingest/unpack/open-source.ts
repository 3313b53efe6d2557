/** From the file that a person gave to the table in it: unpacked once, however often it is read. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadingHints } from '../../core/order-file.ts';
import { sizeOf } from '../file-bytes.ts';
import type { SheetTable } from '../sheet/write-sheet.ts';
import { UNPACK_LIMITS, type UnpackLimits, UnpackMeter } from './limits.ts';
import { packedKindOf } from './packed-kind.ts';

export interface SourceRequest {
  readonly path: string;
  /** What the person calls the file. */
  readonly name: string;
  readonly hints: ReadingHints;
  /** An existing private folder for copies in another encoding or form; what was unpacked stays for the next reading. */
  readonly scratch: string;
}

/** Plain JSON: it is kept beside what was unpacked. */
export interface Source {
  /** Of text. */
  readonly path: string;
  /** The table's name, with that of the file it was in. */
  readonly name: string;
  /** What was read and what was left out, for the receipt. */
  readonly notes: readonly string[];
  /** The table as it stood in a workbook; then `path` is not text. */
  readonly sheet: SheetTable | null;
  /** Sheets of the workbook that may be meant as well as the one that was read, which is among them. */
  readonly plausibleSheets: readonly string[];
}

interface Opening {
  readonly limits?: UnpackLimits;
  /** Of the archive that the file was in: what comes out of both counts together. */
  readonly meter?: UnpackMeter;
}

/** Throws what `unpack` throws. */
export const openSource = async (
  request: SourceRequest,
  { limits = UNPACK_LIMITS, meter }: Opening = {},
): Promise<Source> => {
  const { path, name, hints, scratch } = request;
  const packedBytes = await sizeOf(path);
  if ((await packedKindOf(path)) === null) return { path, name, notes: [], sheet: null, plausibleSheets: [] };
  const folder = join(scratch, `unpacked-${keyOf(path, packedBytes, hints.sheet, hints.map, hints.decimal)}`);
  const facts = join(folder, 'source.json');
  const known = await readFile(facts, 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known) as Source;
  await mkdir(folder, { recursive: true });
  // Most files are not packed and do not wait until this is loaded.
  const { unpack } = await import('./unpack.ts');
  const source = await unpack({
    path,
    name,
    hints,
    folder,
    meter: meter ?? new UnpackMeter(name, packedBytes, limits),
  });
  // Whoever finds the facts finds all that they speak of.
  await writeFile(`${facts}.part`, JSON.stringify(source));
  await rename(`${facts}.part`, facts);
  return source;
};

export const keyOf = (...facts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
