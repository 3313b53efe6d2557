/** Rejected rows of kept orders: their files are gone, and each batch keeps the cells of its own. */
import type { OrderFile } from '../../core/order-file.ts';
import type { Database } from './connection.ts';
import { copyTo, REASON_IN_WORDS, rejectedColumns, someRejected, unreadableBecause } from './exports.ts';
import { sqlText, withoutFormula } from './sql.ts';
import type { StoredBatch } from './stored-batches.ts';

/** One file as it stood; of several also which file a row is of, and all their columns by name. */
export const exportStoredRejected = async (
  database: Database,
  path: string,
  batches: readonly StoredBatch[],
): Promise<number> => {
  const columns = [...new Set(batches.flatMap(({ file }) => file.columns))];
  const several = batches.length > 1;
  const cells = columns.map((_, index) => `c${index}`);
  return database.copy(
    copyTo(
      path,
      [...(several ? ['file'] : []), ...rejectedColumns(columns)],
      `
    SELECT ${several ? `${withoutFormula('file')}, ` : ''}row_number, reason, ${cells.map(withoutFormula).join(', ')}
    FROM (${batches.map(batch => rejectedOf(batch, columns)).join(' UNION ALL ')})
    ORDER BY batch, row_number`,
      await someRejected(database),
    ),
  );
};

/** Rows that only settings reject are not kept as they stood in the file: of them the parsed figures are written. */
const rejectedOf = ({ name, number, file }: StoredBatch, columns: readonly string[]): string => {
  const known = knownCells(file);
  const cells = columns.map((column, place) => {
    const index = file.columns.indexOf(column);
    const cell = `CASE WHEN cells IS NULL THEN ${known.get(index) ?? 'NULL'} ELSE cells[${index + 1}] END`;
    return `${index < 0 ? 'NULL' : cell} AS c${place}`;
  });
  return `
      SELECT judged.batch, ${sqlText(file.name)} AS file, judged.row_number,
        coalesce(${unreadableBecause('why')}, ${REASON_IN_WORDS}) AS reason, ${cells.join(', ')}
      FROM judged LEFT JOIN ${name}.rejected_cells kept ON kept.row_number = judged.row_number
      WHERE judged.batch = ${number} AND reason IS NOT NULL`;
};

/** SQL by 0-based column. Where rows have quantity and price, or an amount that was worked out, their total stands in no column. */
const knownCells = ({ mapping, export: rules }: OrderFile): ReadonlyMap<number | undefined, string> => {
  const isTotal = rules === undefined && (mapping.quantity === undefined || mapping.price === undefined);
  return new Map([
    ...(isTotal ? [[mapping.amount ?? mapping.price, "rtrim(rtrim(line_total::VARCHAR, '0'), '.')"] as const] : []),
    [mapping.date, "strftime(ordered_at, '%Y-%m-%d %H:%M:%S')"],
    [mapping.order, 'order_id'],
    [mapping.customer, 'customer'],
  ]);
};
