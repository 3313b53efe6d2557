/** Several files become one: a table of the rows that money comes from, which is then read like any other file. */

import { allTogether } from '../core/belonging.ts';
import type { RelatedTable, SharedTable } from '../core/joined-files.ts';
import { FIELDS, type Mapping, type OrderFile } from '../core/order-file.ts';
import { areRolesOpen, settleRoles } from '../core/settle-roles.ts';
import { joinNotes } from '../core/words/joined.ts';
import { type ErrorCode, type ExpectedError, isExpected } from '../errors.ts';
import type { JoinedTable } from '../orders/order-store.ts';
import type { FileReading, JoinedGroup, SegmentationDeps } from './segmentation.ts';

interface JoiningRequest extends FileReading {
  readonly scratch: string;
  readonly askWhenUnsure?: boolean;
}

export type JoiningDeps = Pick<
  SegmentationDeps,
  'inspect' | 'cleanCopy' | 'readRelated' | 'keyOverlaps' | 'joinTables'
>;

/** Throws where the files do not belong together, and what a single file can be refused for. */
export const readJoinedFiles = async (deps: JoiningDeps, request: JoiningRequest): Promise<OrderFile> =>
  readGroup(deps, request, request.group ?? (await joinAll(deps, request)));

const STRANGERS: ReadonlySet<ErrorCode> = new Set([
  'files_without_key',
  'files_of_one_kind',
  'files_without_orders',
  'files_share_no_key',
]);

/** Its tables as one. Throws `several`, which lists them, where they do not belong together. */
export const readArchive = async (
  deps: JoiningDeps,
  request: JoiningRequest,
  several: ExpectedError<'archive_many_tables'>,
): Promise<OrderFile> => {
  try {
    return await readJoinedFiles(deps, request);
  } catch (error) {
    throw isExpected(error) && STRANGERS.has(error.code) ? several : error;
  }
};

const joinAll = async (deps: JoiningDeps, request: JoiningRequest): Promise<JoinedGroup> => {
  const { path, name, companions = [], hints, scratch } = request;
  const tables = await deps.readRelated({ files: [{ path, name }, ...companions], hints, scratch });
  return joinGroup(deps, allTogether(await withRoles(deps, tables, scratch)), scratch);
};

/** Where columns alone leave open what a table is, its keys are looked at. */
export const withRoles = async (
  deps: Pick<JoiningDeps, 'keyOverlaps'>,
  tables: readonly SharedTable[],
  scratch: string,
): Promise<readonly SharedTable[]> =>
  areRolesOpen(tables) ? settleRoles(tables, await deps.keyOverlaps({ tables, scratch })) : tables;

/** A table that is not well-formed is joined by its cleaned copy. Throws `files_share_no_key`. */
export const joinGroup = async (
  deps: Pick<JoiningDeps, 'joinTables' | 'cleanCopy'>,
  tables: readonly RelatedTable[],
  scratch: string,
): Promise<JoinedGroup> => {
  const outcome = await deps.joinTables({ tables, scratch });
  if (outcome.status === 'joined') return { joined: outcome, tables };
  const refused = tables[outcome.table]!;
  if (refused.cleaned) throw new Error(`A cleaned copy was refused: ${outcome.because}`);
  const copy = await deps.cleanCopy(refused, scratch);
  return joinGroup(deps, tables.with(outcome.table, copy), scratch);
};

const readGroup = async (
  deps: Pick<JoiningDeps, 'inspect'>,
  { hints, scratch, askWhenUnsure = false }: JoiningRequest,
  { joined, tables }: JoinedGroup,
): Promise<OrderFile> => {
  const { money, map } = joined;
  const told = Object.fromEntries(FIELDS.map(field => [field, map[field] ?? null]));
  const file = await deps.inspect({
    ...{ path: joined.path, name: money.name, scratch, askWhenUnsure, writtenWith: money.delimiter },
    hints: { ...hints, map: told },
  });
  return asRowsOf(file, joined, tables);
};

/** Rows go by their numbers in the file that the money comes from; its unreadable rows are among them. */
const asRowsOf = (
  file: OrderFile,
  { money, facts, items }: JoinedTable,
  tables: readonly RelatedTable[],
): OrderFile => {
  const unreadable = money.cleaned?.unreadable ?? { path: '', count: 0 };
  return {
    ...file,
    header: true,
    columns: items.length > 0 ? file.columns.slice(1, -1) : file.columns.slice(1),
    ...(items.length > 0 ? { items } : {}),
    mapping: oneToTheLeft(file.mapping),
    records: file.records + unreadable.count,
    cleaned: { unreadable },
    notes: [...joinNotes(money, facts), ...tables.flatMap(readingNotes), ...file.notes],
    joined: facts,
    // Its own columns come first in the joined table, in their order.
    ...(money.export ? { export: money.export } : {}),
  };
};

const readingNotes = ({ name, notes }: RelatedTable): readonly string[] => notes.map(note => `${name}: ${note}`);

const oneToTheLeft = (mapping: Mapping): Mapping =>
  Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, column - 1]));
