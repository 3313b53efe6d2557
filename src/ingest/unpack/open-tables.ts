/** The tables in a file that a person gave: itself, or the parts of an archive with several. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExpectedError } from '../../errors.ts';
import { CopyFile } from '../copy-file.ts';
import { sizeOf } from '../file-bytes.ts';
import { namesOf, partName, skippedNotes, tableParts } from './archive-parts.ts';
import { UNPACK_LIMITS, UnpackMeter } from './limits.ts';
import { isWorkbook } from './office.ts';
import { keyOf, openSource, type SourceRequest } from './open-source.ts';
import { packedKindOf } from './packed-kind.ts';
import { Zip } from './zip.ts';

/** Plain JSON: it is kept beside what was unpacked. */
export interface OpenedTable {
  readonly path: string;
  /** What a person calls it: in an archive, by the name that it has there. */
  readonly name: string;
  /** What was left out, for the receipt. */
  readonly notes: readonly string[];
}

/** One of each kind that can be joined: more do not belong together. */
const MOST_TABLES = 4;

/** Throws `archive_many_tables` where there are too many to belong together, and what unpacking throws. */
export const openTables = async (request: SourceRequest, limits = UNPACK_LIMITS): Promise<readonly OpenedTable[]> => {
  const { path, name, scratch } = request;
  const whole = [{ path, name, notes: [] }];
  if ((await packedKindOf(path)) !== 'zip') return whole;
  const packedBytes = await sizeOf(path);
  const meter = new UnpackMeter(name, packedBytes, limits);
  using zip = await Zip.open(path, meter);
  if (await isWorkbook(zip, name)) return whole;
  const { tables, skipped } = tableParts(zip.parts);
  if (tables.length < 2) return whole;
  if (tables.length > MOST_TABLES) throw new ExpectedError('archive_many_tables', { name, tables: namesOf(tables) });
  const folder = join(scratch, `tables-${keyOf(path, packedBytes)}`);
  const facts = join(folder, 'tables.json');
  const known = await readFile(facts, 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known) as readonly OpenedTable[];
  await mkdir(folder, { recursive: true });
  const opened: OpenedTable[] = [];
  for (const [index, part] of tables.entries()) {
    const table = { path: await CopyFile.of(zip.read(part), join(folder, `part-${index}`)), name: partName(part) };
    // What is packed in it counts, too, and is there for whoever reads it.
    await openSource({ ...request, ...table }, { meter });
    opened.push({ ...table, notes: index === 0 ? skippedNotes(skipped) : [] });
  }
  await writeFile(`${facts}.part`, JSON.stringify(opened));
  await rename(`${facts}.part`, facts);
  return opened;
};
