/** Of files that came together, those that belong together become one table; the others are told, to be read alone. */
import { thoseTogether, withoutStranger } from '../core/belonging.ts';
import type { RelatedTable, SharedTable } from '../core/joined-files.ts';
import { DETECT_ALL, type ReadingHints } from '../core/order-file.ts';
import { isExpected } from '../errors.ts';
import { type JoiningDeps, joinGroup } from './join-files.ts';
import type { JoinedGroup, NamedFile } from './segmentation.ts';

interface BelongingRequest<F extends NamedFile> {
  readonly files: readonly F[];
  /** A private folder for everything temporary. */
  readonly scratch: string;
  /** What a person has said of the columns of such a file. */
  readonly mapFor: (file: F, columns: readonly string[]) => Promise<ReadingHints['map']>;
}

export interface Belonging<F extends NamedFile> {
  /** `null` where no two of them belong together. */
  readonly group: JoinedGroup | null;
  /** Of the group, the one that the money comes from first. */
  readonly together: readonly F[];
  readonly apart: readonly F[];
}

type Deps = Pick<JoiningDeps, 'cleanCopy' | 'readRelated' | 'joinTables'>;

/** What a file alone can be refused for is no error here: such a file is told apart. */
export const joinWhatBelongs = async <F extends NamedFile>(
  deps: Deps,
  request: BelongingRequest<F>,
): Promise<Belonging<F>> => {
  const { files, scratch } = request;
  const read: { readonly file: F; readonly table: SharedTable }[] = [];
  for (const file of files) {
    const table = await readAlone(deps, request, file);
    if (table !== null) read.push({ file, table });
  }
  const group = await joinSome(deps, thoseTogether(read.map(({ table }) => table)), scratch);
  if (group === null) return { group, together: [], apart: files };
  const { money } = group.joined;
  const together = read
    .filter(({ table }) => group.tables.some(joined => isSameTable(joined, table)))
    .toSorted((one, other) => +isSameTable(other.table, money) - +isSameTable(one.table, money))
    .map(({ file }) => file);
  return { group, together, apart: files.filter(file => !together.includes(file)) };
};

/** In a group there is one of each kind, and none of those apart is of its kinds. */
const isSameTable = ({ role }: SharedTable, table: SharedTable): boolean => role === table.role;

const readAlone = async <F extends NamedFile>(
  deps: Deps,
  { scratch, mapFor }: BelongingRequest<F>,
  file: F,
): Promise<SharedTable | null> => {
  const { path, name } = file;
  const readWith = async (map: ReadingHints['map']): Promise<SharedTable> =>
    (await deps.readRelated({ files: [{ path, name, map }], hints: DETECT_ALL, scratch }))[0]!;
  try {
    const table = await readWith({});
    const map = await mapFor(file, table.columns);
    return Object.keys(map).length === 0 ? table : await readWith(map);
  } catch (error) {
    if (isExpected(error)) return null;
    throw error;
  }
};

/** Those that share no key with the others are left out, one after the other. */
const joinSome = async (deps: Deps, tables: readonly RelatedTable[], scratch: string): Promise<JoinedGroup | null> => {
  if (tables.length === 0) return null;
  try {
    return await joinGroup(deps, tables, scratch);
  } catch (error) {
    if (!isExpected(error, 'files_share_no_key')) throw error;
    return joinSome(deps, withoutStranger(tables, error.facts.names), scratch);
  }
};
