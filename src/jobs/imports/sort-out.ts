/** Of files that were shared at once, those that belong together are read as one; the others get jobs of their own. */
import { join } from 'node:path';
import { headerSignature } from '../../core/header-signature.ts';
import type { ReadingHints } from '../../core/order-file.ts';
import { isExpected } from '../../errors.ts';
import { type Belonging, joinWhatBelongs } from '../../pipeline/join-what-belongs.ts';
import type { JoinedGroup } from '../../pipeline/segmentation.ts';
import type { UploadedFile } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import { type Import, importOf } from './import.ts';
import { lookAlone, looksLikeOrders } from './look-alone.ts';

export interface Sorted {
  readonly work: Import;
  /** Of the file, or of the one that the money comes from. */
  readonly columns: readonly string[];
  /** `null` for a table that is read alone. */
  readonly group: JoinedGroup | null;
}

type Found = Belonging<UploadedFile & { readonly path: string }>;

/** The files are on this disk. Where no two belong together, the first one is left here, and the others come after it. */
export const sortOut = async (deps: JobDeps, work: Import): Promise<Pick<Sorted, 'work' | 'group'>> => {
  if (work.files.length === 1) return { work, group: null };
  const { group, together, apart } = await findGroup(deps, work);
  const [first, ...others] = group ? together : apart;
  for (const { id } of group ? apart : others) await readByItself(work, id);
  const files = (group ? together : [first!]).map(({ id, name, part }) => ({ id, name, part }));
  return { work: { ...work, files, source: first!.name }, group };
};

/** An archive of several tables is a group, too. Throws what `lookAlone` throws. */
export const lookAt = async (deps: JobDeps, { work, group }: Pick<Sorted, 'work' | 'group'>): Promise<Sorted> => {
  if (group) return asGroup(work, group);
  try {
    return { ...(await lookAlone(deps, work)), group };
  } catch (error) {
    const found = isExpected(error, 'archive_many_tables') ? await findGroup(deps, work) : null;
    if (!found?.group) throw error;
    return asGroup(work, found.group);
  }
};

const asGroup = (work: Import, group: JoinedGroup): Sorted => {
  const { given: path, columns } = group.joined.money;
  return { work: { ...work, table: path }, columns, group };
};

/** Tables may belong together and hold no orders, as items without dates and their products: nobody meant those. */
const findGroup = async (deps: JobDeps, work: Import): Promise<Found> => {
  const scratch = deps.folders.uploadFolder(work.owner);
  const files = work.files.map(file => ({ ...file, path: join(scratch, file.part) }));
  const found: Found = await joinWhatBelongs(deps.segmentation, {
    files,
    scratch,
    mapFor: (file, columns) => mapFor(deps, work, { file, columns }),
  });
  const { group } = found;
  const isMeant = group === null || work.origin === 'asked' || work.said.hints !== null || hasOrders(group);
  if (isMeant || (await looksLikeOrders(deps, work, group.joined.money.given))) return found;
  return { group: null, together: [], apart: files };
};

/** Dates, or amounts, may stand in another file than the one that the rows come from. */
const hasOrders = ({ joined: { map } }: JoinedGroup): boolean =>
  map.date !== undefined && (map.amount !== undefined || (map.quantity !== undefined && map.price !== undefined));

/** The question that was answered was about a table of the first file; of the others, earlier answers count. */
const mapFor = async (
  { state }: JobDeps,
  { said, files: [asked], team, channel }: Import,
  { file, columns }: { readonly file: UploadedFile; readonly columns: readonly string[] },
): Promise<ReadingHints['map']> => {
  const answer = file.id === asked?.id ? said.hints?.map : undefined;
  if (answer && Object.values(answer).every(name => name === null || columns.includes(name))) return answer;
  return (await state.readings.find(team, channel, headerSignature(columns)))?.map ?? {};
};

/** In a job of its own, which is added once, however often this one begins again. */
export const readByItself = async (work: Import, file: string): Promise<void> => {
  const { owner, team, context } = work;
  const { others: _, ...place } = importOf(work);
  await context.add({ kind: 'import-file', key: `alone:${owner}:${file}`, team, payload: { ...place, file } });
};
