/** Where a customer stands in kept batches and in snapshots of runs. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './connection.ts';
import { customerId } from './customer-id.ts';
import { sqlPath, sqlText } from './sql.ts';
import type { StoredBatch } from './stored-batches.ts';

/** Paths of the snapshots in a folder, by name. */
export const snapshotsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder))
    .filter(name => name.endsWith('.parquet'))
    .toSorted()
    .map(name => join(folder, name));

interface Search {
  readonly attached: readonly StoredBatch[];
  /** Paths. */
  readonly snapshots: readonly string[];
  readonly typed: string;
}

/** The id as it is written, else in any case. */
export const findCustomerId = async (
  database: Database,
  { attached, snapshots, typed }: Search,
): Promise<string | null> => {
  const sources = [
    ...attached.map(({ name }) => `${name}.lines`),
    ...snapshots.map(path => `read_parquet(${sqlPath(path)})`),
  ];
  const everybody = sources.map(source => `SELECT customer FROM ${source}`).join(' UNION ALL ');
  const { id } = await database.row<{ id: string | null }>(
    `SELECT coalesce(max(customer) FILTER (customer = $1), min(customer)) AS id
     FROM (${everybody}) WHERE customer = $1 OR lower(customer) IN (lower($1), lower(${customerId('$1::VARCHAR')}))`,
    [typed],
  );
  return id;
};

/** A shorter id is also a quantity, a day or a price: it says nothing where it stands in another column. */
const DISTINCTIVE = 5;

/**
 * Rows by number that speak of the customer: their lines, and rejected rows that name them elsewhere. In a row that could
 * not be read nobody knows which column is which. In any case: the cells of rejected rows are as the file wrote them.
 */
export const rowsAbout = ({ name, rowNumber }: StoredBatch, customer: string): string => {
  const word = sqlText(`(?i)(^|[^\\pL\\pN])${escapedPattern(customer)}([^\\pL\\pN]|$)`);
  const everywhere = customer.length >= DISTINCTIVE ? 'true' : 'why IS NOT NULL';
  return `
    SELECT ${rowNumber} AS row_number FROM ${name}.lines WHERE customer = ${sqlText(customer)}
    UNION
    SELECT row_number FROM ${name}.rejected_cells
    WHERE ${everywhere} AND len(list_filter(cells, lambda cell: regexp_matches(cell, ${word}))) > 0`;
};

/** Text as a pattern that matches nothing but it (RE2 syntax). */
const escapedPattern = (text: string): string => text.replaceAll(/[^\p{L}\p{N}_\s]/gu, character => `\\${character}`);
