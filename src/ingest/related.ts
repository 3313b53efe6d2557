/** Files that were given together: which table each of them is, by the keys that it has. */
import type { RelatedTable, TableRole } from '../core/joined-files.ts';
import { FIELDS, type Mapping, type ReadingHints } from '../core/order-file.ts';
import { ExpectedError } from '../errors.ts';
import { asCleaned, writeCopy } from './clean-copy.ts';
import { type Columns, findColumn, mapColumns } from './columns.ts';
import { dialectNotes } from './notes.ts';
import { detectNumberFormat } from './numbers.ts';
import { exportNotes, recogniseExport } from './presets/recognise.ts';
import { readTable, type TableRequest } from './read-table.ts';
import { sampleColumns } from './samples.ts';

export interface RelatedRequest extends Omit<TableRequest, 'path' | 'name'> {
  readonly files: readonly { readonly path: string; readonly name: string }[];
}

/**
 * Each in its own encoding, dialect and way of writing numbers. Throws `files_without_key`, `files_of_one_kind` and
 * `files_without_orders` where they do not belong together.
 */
export const readRelated = async ({ files, ...request }: RelatedRequest): Promise<readonly RelatedTable[]> => {
  const tables: RelatedTable[] = [];
  for (const file of files) tables.push(await readOne({ ...request, ...file }));
  refuseTwins(tables);
  if (!tables.some(({ role }) => role === 'orders' || role === 'items'))
    throw new ExpectedError('files_without_orders', { names: tables.map(({ name }) => name) });
  return tables;
};

const readOne = async (request: TableRequest): Promise<RelatedTable> => {
  const { name, hints, scratch } = request;
  const { text, head, encoding, start, records, notes, cleaned } = await readTable(request);
  const columns = await sampleColumns(text, head);
  const said = hintsFor(columns, hints.map);
  const known = recogniseExport(columns.names, said);
  const mapping = known?.mapping ?? mapColumns(columns, said);
  const role = roleOf(mapping);
  if (role === null) throw new ExpectedError('files_without_key', { names: [name] });
  const money = [mapping.quantity, mapping.price, mapping.amount].flatMap(column => columns.cells[column ?? -1] ?? []);
  const { numbers } = detectNumberFormat(money, hints.decimal, head.dialect.delimiter);
  const table: RelatedTable = {
    ...{ role, name, path: text.path, bytes: text.bytes, encoding: text.encoding, ...head.dialect },
    ...{ header: head.header, columns: columns.names, mapping, numbers, records, cleaned },
    notes: [
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

/** Whoever names an order and a product writes down items; products and customers have one key and no order. */
const roleOf = ({ order, product, customer }: Mapping): TableRole | null => {
  if (order !== undefined) return product === undefined ? 'orders' : 'items';
  if (product !== undefined) return customer === undefined ? 'products' : 'items';
  return customer === undefined ? null : 'customers';
};

const refuseTwins = (tables: readonly RelatedTable[]): void => {
  for (const { role } of tables) {
    const names = tables.filter(table => table.role === role).map(({ name }) => name);
    if (names.length > 1) throw new ExpectedError('files_of_one_kind', { names });
  }
};
