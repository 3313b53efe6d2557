import { join } from 'node:path';
import type { ReadingHints } from '../../core/order-file.ts';
import { ExpectedError } from '../../errors.ts';
import { CopyFile } from '../copy-file.ts';
import { openSheet } from '../sheet/open-sheet.ts';
import { partName, tablePart } from './archive-parts.ts';
import { gunzipped } from './gzip.ts';
import type { UnpackMeter } from './limits.ts';
import { isWorkbook } from './office.ts';
import { refuseOle } from './ole.ts';
import type { Source } from './open-source.ts';
import { type PackedKind, packedKindOf } from './packed-kind.ts';
import { Zip } from './zip.ts';

export interface UnpackRequest {
  readonly path: string;
  readonly name: string;
  readonly hints: ReadingHints;
  /** For what comes out. */
  readonly folder: string;
  readonly meter: UnpackMeter;
}

interface Unpacking {
  readonly meter: UnpackMeter;
  readonly hints: ReadingHints;
  readonly folder: string;
  /** Of archives around the table so far. */
  readonly depth: number;
}

/** A table, in an archive, in a file that was packed once more, but no further. */
const DEEPEST = 3;

/** The table in a packed file. Throws for whatever is damaged, protected, too large, no table, or several. */
export const unpack = ({ path, name, ...unpacking }: UnpackRequest): Promise<Source> =>
  unpackFurther({ path, name, notes: [], sheet: null, plausibleSheets: [] }, { ...unpacking, depth: 0 });

const unpackFurther = async (source: Source, unpacking: Unpacking): Promise<Source> => {
  const kind = source.sheet === null ? await packedKindOf(source.path) : null;
  if (kind === null) return source;
  if (unpacking.depth === DEEPEST) {
    throw new ExpectedError('not_a_table', { name: source.name, kind: 'an archive in an archive in an archive' });
  }
  const inner = await UNPACK[kind](source, unpacking);
  return unpackFurther(inner, { ...unpacking, depth: unpacking.depth + 1 });
};

const fromGzip = async (source: Source, unpacking: Unpacking): Promise<Source> => ({
  ...source,
  path: await writeBytes(gunzipped(source.path, unpacking.meter), unpacking),
});

const fromZip = async ({ path, name, notes }: Source, unpacking: Unpacking): Promise<Source> => {
  using zip = await Zip.open(path, unpacking.meter);
  if (await isWorkbook(zip, name)) {
    const { table: sheet, plausible: plausibleSheets, ...opened } = await openSheet(zip, unpacking);
    return { path, name, notes: [...notes, ...opened.notes], sheet, plausibleSheets };
  }
  const chosen = tablePart(zip.parts, name);
  return {
    path: await writeBytes(zip.read(chosen.part), unpacking),
    name: `${partName(chosen.part)} in ${name}`,
    notes: [...notes, ...chosen.notes],
    sheet: null,
    plausibleSheets: [],
  };
};

const UNPACK: Readonly<Record<PackedKind, (source: Source, unpacking: Unpacking) => Promise<Source>>> = {
  gzip: fromGzip,
  zip: fromZip,
  ole: ({ path, name }) => refuseOle(path, name),
};

const writeBytes = (bytes: AsyncIterable<Buffer>, { folder, depth }: Unpacking): Promise<string> =>
  CopyFile.of(bytes, join(folder, `inner-${depth}`));
