/** Files that were given together: which table each of them is, by the keys that it has. */
import { byOwnKey, roleOf } from '../core/belonging.ts';
import type { SharedTable } from '../core/joined-files.ts';
import { FIELDS, type ReadingHints } from '../core/order-file.ts';
import { asCleaned, writeCopy } from './clean-copy.ts';
import { type Columns, findColumn, mapColumns } from './columns.ts';
import { dialectNotes } from './notes.ts';
import { detectNumberFormat } from './numbers.ts';
import { exportNotes, recogniseExport } from './presets/recognise.ts';
import { readTable, type TableRequest } from './read-table.ts';
import { sampleColumns } from './samples.ts';
import { openTables } from './unpack/open-tables.ts';

export interface RelatedRequest extends Omit<TableRequest, 'path' | 'name'> {
  readonly files: readonly {
    readonly path: string;
    readonly name: string;
    /** What a person has said of the columns of this one. */
    readonly map?: ReadingHints['map'];
  }[];
}

/** Each in its own encoding, dialect and way of writing numbers; of an archive each of its tables. */
export const readRelated = async ({ files, ...request }: RelatedRequest): Promise<readonly SharedTable[]> => {
  const tables: SharedTable[] = [];
  for (const { map, ...file } of files)
    for (const table of await openTables({ ...request, ...file }))
      tables.push(await readOne({ ...request, ...table, map }));
  return tables;
};

interface OneTable extends TableRequest {
  readonly map: ReadingHints['map'] | undefined;
  /** Of its archive. */
  readonly notes: readonly string[];
}

const readOne = async ({ notes: ofArchive, map, ...request }: OneTable): Promise<SharedTable> => {
  const { path: given, name, hints, scratch } = request;
  const { text, head, encoding, start, records, notes, cleaned } = await readTable(request);
  const columns = await sampleColumns(text, head);
  const said = map ?? hintsFor(columns, hints.map);
  const known = recogniseExport(columns.names, said);
  const found = known?.mapping ?? mapColumns(columns, said);
  const mapping = known === null && said.order === undefined ? byOwnKey(found, columns.names) : found;
  const money = [mapping.quantity, mapping.price, mapping.amount].flatMap(column => columns.cells[column ?? -1] ?? []);
  const { numbers } = detectNumberFormat(money, hints.decimal, head.dialect.delimiter);
  const table: SharedTable = {
    ...{
      role: roleOf(mapping),
      given,
      name,
      path: text.path,
      bytes: text.bytes,
      encoding: text.encoding,
      ...head.dialect,
    },
    ...{ header: head.header, columns: columns.names, mapping, numbers, records, cleaned },
    notes: [
      ...ofArchive,
      ...notes,
      ...dialectNotes(encoding, head.dialect.delimiter),
      ...head.notes,
      ...(known === null ? [] : exportNotes(known)),
    ],
    ...(known === null ? {} : { export: known.rules }),
  };
  if (head.plain) return table;
  const mapped = new Set(Object.values(mapping));
  return asCleaned(table, await writeCopy({ ...table, start, columns: columns.names.length, mapped }, scratch));
};

/** A column that the person named may stand in another of the files. */
const hintsFor = ({ names }: Columns, map: ReadingHints['map']): ReadingHints['map'] =>
  Object.fromEntries(
    FIELDS.filter(field => map[field] === null || findColumn(names, map[field] ?? '') !== undefined).map(field => [
      field,
      map[field],
    ]),
  );
