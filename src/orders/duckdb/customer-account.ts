/** Everything that is stored about a customer, as one CSV file: order lines, rows that were left out, figures of runs. */
import { REASON_WORDS } from '../../core/cleaning.ts';
import type { AccountRequest } from '../order-store.ts';
import { Database, type StoreLimits } from './connection.ts';
import { findCustomerId, rowsAbout, snapshotsIn } from './customer-traces.ts';
import { hasRefunds } from './export-rows.ts';
import { copyTo, unreadableBecause } from './exports.ts';
import { createTypes } from './load.ts';
import { itemsInWords } from './order-items.ts';
import { sqlList, sqlPath, sqlText, withoutFormula, worded } from './sql.ts';
import { attachBatches, joinBatches, type StoredBatch } from './stored-batches.ts';

const COLUMNS = [
  'stored_as',
  'file',
  'row',
  'order',
  'date',
  'line_total',
  'currency',
  'details',
  'left_out_because',
  'row_as_in_file',
  'as_of',
  'recency_days',
  'orders',
  'spend',
];

/** The id as it is written, else in any case. Gives the rows; `null`, and nothing written, where nobody knows the customer. */
export const customerAccount = async (request: AccountRequest, limits: StoreLimits): Promise<number | null> => {
  const { batches, scratch, snapshotFolder, path } = request;
  const place = { folder: scratch, inMemory: true, allowedFolders: [scratch, snapshotFolder, ...batches] };
  const database = await Database.open(place, limits);
  try {
    await createTypes(database);
    const attached = await attachBatches(database, batches);
    const snapshots = await snapshotsIn(snapshotFolder);
    const customer = await findCustomerId(database, { attached, snapshots, typed: request.customer.trim() });
    if (customer === null) return null;
    await joinBatches(database, attached);
    const parts = [
      ...attached.map(batch => linesAbout(batch, customer)),
      ...snapshots.map(snapshot => figuresAbout(snapshot, customer)),
    ];
    return await database.copy(copyTo(path, COLUMNS, inOrder(parts), true));
  } finally {
    await database.close();
  }
};

/** Lines by upload and row, then figures by day. */
const inOrder = (parts: readonly string[]): string => `
  SELECT * EXCLUDE (batch) FROM (${parts.join(' UNION ALL ')})
  ORDER BY batch NULLS LAST, row_number, as_of`;

/** Also those that later uploads replaced: they are stored until their upload is deleted. */
const linesAbout = (batch: StoredBatch, customer: string): string => {
  const { name, number, file, rowNumber } = batch;
  const reason = worded('lines.fault::VARCHAR', Object.entries(REASON_WORDS));
  return `
    SELECT ${number} AS batch,
      CASE
        WHEN gone.line IS NOT NULL THEN 'order line that a later upload replaced'
        WHEN lines.fault IS NOT NULL THEN 'row that was left out'
        ELSE 'order line'
      END AS stored_as,
      ${withoutFormula(sqlText(file.name))} AS file, lines.row_number,
      ${withoutFormula('order_id')} AS order_id, strftime(ordered_at, '%Y-%m-%d %H:%M:%S') AS ordered_at,
      rtrim(rtrim(line_total::VARCHAR, '0'), '.') AS line_total, ${withoutFormula('currency')} AS currency,
      ${withoutFormula(detailsInWords(batch))} AS details,
      coalesce(${unreadableBecause('why')}, ${reason}) AS left_out_because,
      ${withoutFormula(cellsInWords(file.columns))} AS row_as_in_file,
      NULL::VARCHAR AS as_of, NULL::BIGINT AS recency_days, NULL::BIGINT AS orders, NULL::DECIMAL(38, 2) AS spend
    FROM (SELECT *, rowid AS line, ${rowNumber} AS row_number FROM ${name}.lines) lines
    SEMI JOIN (${rowsAbout(batch, customer)}) about ON about.row_number = lines.row_number
    LEFT JOIN ${name}.rejected_cells kept ON kept.row_number = lines.row_number
    LEFT JOIN (SELECT line FROM superseded WHERE batch = ${number}) gone ON gone.line = lines.line`;
};

/** "customer: 17850; order: C536; …", of a row that could not be read its text. */
const cellsInWords = (columns: readonly string[]): string => `
  CASE WHEN why IS NOT NULL THEN cells[1]
  ELSE array_to_string(list_transform(cells, lambda cell, place: ${sqlList(columns)}[place] || ': ' || coalesce(cell, '')), '; ') END`;

/** "product: 85123A; country: France; given back: 5", of what is stored of the row; NULL where nothing is. */
const detailsInWords = ({ details, file }: StoredBatch): string => {
  const words = [
    ...details.map(detail => `${sqlText(`${detail}: `)} || ${detail}::VARCHAR`),
    ...(file.items ? [`'items: ' || ${itemsInWords}`] : []),
    ...(hasRefunds(file) ? [`'given back: ' || nullif(rtrim(rtrim(given_back::VARCHAR, '0'), '.'), '0')`] : []),
  ];
  return words.length === 0 ? 'NULL::VARCHAR' : `nullif(concat_ws('; ', ${words.join(', ')}), '')`;
};

const figuresAbout = (snapshot: string, customer: string): string => `
  SELECT NULL, 'figures of a run', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    strftime(as_of, '%Y-%m-%d %H:%M:%S'), recency_days::BIGINT, orders::BIGINT, revenue::DECIMAL(38, 2)
  FROM read_parquet(${sqlPath(snapshot)}) WHERE customer = ${sqlText(customer)}`;
