/** How far the columns of tables are keys of other tables: a look for tables whose names leave it open what they are. */
import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeyOverlap, SharedTable } from '../../core/joined-files.ts';
import type { KeyRequest } from '../order-store.ts';
import { Database, type StoreLimits } from './connection.ts';
import { numberedRows } from './exports.ts';
import { isRefusal } from './load.ts';
import { key } from './parse-line.ts';

/** Keys stand at the beginning of a table. */
const LOOKED_COLUMNS = 12;
const KEYS = ['order', 'customer', 'product'] as const;

/** Of tables without a role every column, of the others their orders; none where a table is not well-formed. */
export const keyOverlaps = async (
  { tables, scratch }: KeyRequest,
  limits: StoreLimits,
): Promise<readonly KeyOverlap[]> => {
  const folder = await mkdtemp(join(scratch, 'keys-'));
  const folders = [folder, ...tables.map(({ path }) => dirname(path))];
  const database = await Database.open({ folder, inMemory: true, allowedFolders: folders }, limits);
  try {
    for (const [number, table] of tables.entries())
      await database.run(`CREATE TABLE ${nameOf(number)} AS ${lookedColumns(table)}`);
    const overlaps: KeyOverlap[] = [];
    for (const pair of pairsOf(tables)) overlaps.push(await overlapOf(database, tables, pair));
    return overlaps;
  } catch (error) {
    if (isRefusal(error)) return [];
    throw error;
  } finally {
    await database.close();
  }
};

const nameOf = (table: number): string => `table_${table}`;

const lookedColumns = (table: SharedTable): string => {
  const looked = new Set([...table.columns.keys()].slice(0, LOOKED_COLUMNS));
  for (const name of KEYS) if (table.mapping[name] !== undefined) looked.add(table.mapping[name]);
  return `SELECT ${[...looked].map(column => `${key(`c${column}`)} AS k${column}`).join(', ')} FROM (${numberedRows(table)})`;
};

type Pair = Pick<KeyOverlap, 'table' | 'other' | 'column' | 'key'>;

const pairsOf = (tables: readonly SharedTable[]): readonly Pair[] =>
  tables.flatMap((one, table) =>
    tables.flatMap((two, other) => {
      const hasOrders = two.role === 'orders' || two.role === 'items';
      if (table === other || !hasOrders) return [];
      if (one.role === null)
        return KEYS.flatMap(key => columnPairs(one, { table, other, key, known: two.mapping[key] }));
      const order = one.role === two.role ? one.mapping.order : undefined;
      return order === undefined || two.mapping.order === undefined
        ? []
        : [{ table, other, column: order, key: 'order' }];
    }),
  );

interface ColumnsOf extends Omit<Pair, 'column'> {
  readonly known: number | undefined;
}

const columnPairs = ({ columns }: SharedTable, { known, ...pair }: ColumnsOf): readonly Pair[] =>
  known === undefined ? [] : [...columns.keys()].slice(0, LOOKED_COLUMNS).map(column => ({ ...pair, column }));

const overlapOf = async (database: Database, tables: readonly SharedTable[], pair: Pair): Promise<KeyOverlap> => {
  const { table, other, column, key: name } = pair;
  const facts = await database.row<{ common: number; keys: number; isUnique: boolean }>(`
    WITH mine AS (SELECT k${column} AS k, count(*) AS rows FROM ${nameOf(table)} WHERE k${column} IS NOT NULL GROUP BY ALL),
      theirs AS (SELECT DISTINCT k${tables[other]!.mapping[name]} AS k FROM ${nameOf(other)} WHERE k IS NOT NULL)
    SELECT (SELECT count(*) FROM mine SEMI JOIN theirs ON mine.k = theirs.k)::DOUBLE AS common,
      (SELECT count(*) FROM theirs)::DOUBLE AS keys,
      coalesce((SELECT max(rows) FROM mine), 0) = 1 AS "isUnique"`);
  return { ...pair, ...facts };
};
