/** Of files that came together, those that belong together become one table; the others are told, to be read alone. */
import { thoseTogether, withoutStranger } from '../core/belonging.ts';
import type { RelatedTable, SharedTable } from '../core/joined-files.ts';
import { DETECT_ALL, type ReadingHints } from '../core/order-file.ts';
import { isExpected } from '../errors.ts';
import { type JoiningDeps, joinGroup, withRoles } from './join-files.ts';
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

type Deps = Omit<JoiningDeps, 'inspect'>;

/** What a file alone can be refused for is no error here: such a file is told apart, as is an archive of which a part is. */
export const joinWhatBelongs = async <F extends NamedFile>(
  deps: Deps,
  request: BelongingRequest<F>,
): Promise<Belonging<F>> => {
  const { files, scratch } = request;
  const read: ReadFile<F>[] = [];
  for (const file of files) read.push({ file, tables: await readAlone(deps, request, file) });
  const all = read.flatMap(({ tables }) => tables);
  const settled = await withRoles(deps, all, scratch);
  const inOrder = ({ file, tables }: ReadFile<F>) => ({
    file,
    tables: tables.map(table => settled[all.indexOf(table)]!),
  });
  return joinRead(deps, read.map(inOrder), scratch);
};

interface ReadFile<F> {
  readonly file: F;
  /** Of an archive there are several; none where it cannot be read. */
  readonly tables: readonly SharedTable[];
}

const joinRead = async <F extends NamedFile>(
  deps: Deps,
  read: readonly ReadFile<F>[],
  scratch: string,
): Promise<Belonging<F>> => {
  const group = await joinSome(deps, thoseTogether(read.flatMap(({ tables }) => tables)), scratch);
  if (group === null) return { group, together: [], apart: read.map(({ file }) => file) };
  const isIn = (table: SharedTable): boolean => group.tables.some(joined => isSameTable(joined, table));
  const inPart = read.find(({ tables }) => tables.some(isIn) && !tables.every(isIn));
  if (inPart) {
    const others = await joinRead(
      deps,
      read.filter(each => each !== inPart),
      scratch,
    );
    return { ...others, apart: read.map(({ file }) => file).filter(file => !others.together.includes(file)) };
  }
  const bringsMoney = ({ tables }: ReadFile<F>): boolean =>
    tables.some(table => isSameTable(group.joined.money, table));
  const joined = read.filter(({ tables }) => tables.some(isIn));
  return {
    group,
    together: joined.toSorted((one, other) => +bringsMoney(other) - +bringsMoney(one)).map(({ file }) => file),
    apart: read.filter(each => !joined.includes(each)).map(({ file }) => file),
  };
};

/** In a group there is one of each kind, and none of those apart is of its kinds. */
const isSameTable = ({ role }: SharedTable, table: SharedTable): boolean => role === table.role;

const readAlone = async <F extends NamedFile>(
  deps: Deps,
  { scratch, mapFor }: BelongingRequest<F>,
  file: F,
): Promise<readonly SharedTable[]> => {
  const readWith = async (path: string, name: string, map: ReadingHints['map']): Promise<readonly SharedTable[]> =>
    deps.readRelated({ files: [{ path, name, map }], hints: DETECT_ALL, scratch });
  try {
    const tables: SharedTable[] = [];
    for (const table of await readWith(file.path, file.name, {})) {
      const map = await mapFor(file, table.columns);
      const isTold = Object.keys(map).length > 0;
      tables.push(...(isTold ? await readWith(table.given, table.name, map) : [table]));
    }
    return tables;
  } catch (error) {
    if (isExpected(error)) return [];
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
