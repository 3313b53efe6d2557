/** Which lines count, by the person's settings, and what becomes of them per order and per customer. */
import type { Detail, ItemDetail } from '../../core/order-file.ts';
import { REJECTION_REASONS, type Receipt, type Rejection, type RejectionReason } from '../../core/report.ts';
import type { CleaningRules, CleanOrders } from '../order-store.ts';
import type { Database } from './connection.ts';
import { MONEY } from './parse-number.ts';

/** How the lines look: facts about their files that the SQL depends on. */
export interface LinesShape {
  /** SQL relation: every line with its unique number `line`, the `row_number` in its file, from 1, and that file's `batch`. */
  readonly lines: string;
  /** SQL for what makes several lines one order. */
  readonly orderKey: string;
  readonly hasRowHashes: boolean;
  /** Columns of `lines` that not all files have. */
  readonly details: readonly Detail[];
  /** Lines have `items`, which tell these facts of what an order is made of; empty where they have not. */
  readonly items: readonly ItemDetail[];
  /** Lines have `given_back`: what came back of their money without a line of its own. */
  readonly hasRefunds: boolean;
}

const EXAMPLES_PER_REASON = 3;

/** An instant as text, without zone. */
export const isoInstant = (expression: string): string => `strftime(${expression}, '%Y-%m-%dT%H:%M:%S')`;

export const cleanLines = async (database: Database, shape: LinesShape, rules: CleaningRules): Promise<CleanOrders> => {
  await database.run(judgedLines(shape, rules));
  if (rules.duplicates === 'drop' && shape.hasRowHashes) await rejectRepeats(database, shape, rules);
  await database.run(aggregateOrders(shape));
  await database.run(aggregateCustomers);
  const receipt = await readReceipt(database);
  return { receipt, ...(await readAsOf(database, rules)) };
};

/** Every line with its reason for rejection under these rules, or NULL where it is kept. */
const judgedLines = (shape: LinesShape, rules: CleaningRules, repeats = false): string => {
  const tooLate =
    rules.asOf === null ? [] : [`WHEN ordered_at > TIMESTAMP '${rules.asOf} 00:00:00' THEN 'after_as_of'`];
  const repeated = repeats ? ["WHEN line IN (SELECT line FROM repeats) THEN 'duplicate'"] : [];
  return `
    CREATE OR REPLACE TEMP VIEW judged AS
    SELECT *, CASE
        WHEN fault IS NOT NULL AND NOT is_refund THEN fault
        ${[...tooLate, ...repeated].join('\n        ')}
      END::rejection_reason AS reason
    FROM (
      SELECT customer, order_id, ordered_at, ${moneyLeft(shape, rules)}, currency, fault, line, row_number, batch,
        ${[...shape.details, ...(shape.items.length > 0 ? ['items'] : [])].map(detail => `${detail}, `).join('')}
        ${rules.refunds === 'net' ? isRefund(rules) : 'false'} AS is_refund
      FROM ${shape.lines}
    )`;
};

/** What is left of a sound line's money when what came back is to be taken off. */
const moneyLeft = ({ hasRefunds }: LinesShape, { refunds }: CleaningRules): string =>
  hasRefunds && refunds === 'net'
    ? `(CASE WHEN fault IS NULL THEN line_total - given_back ELSE line_total END)::${MONEY} AS line_total`
    : 'line_total';

/** Money given back to somebody who also bought; a refund without any order could not lower a spend. */
const isRefund = ({ asOf }: CleaningRules): string => `(
  coalesce(fault IN ('cancelled', 'nonpositive_quantity', 'nonpositive_price'), false) AND line_total < 0
  AND customer IN (
    SELECT customer FROM lines
    WHERE fault IS NULL ${asOf === null ? '' : `AND ordered_at <= TIMESTAMP '${asOf} 00:00:00'`}
  ))`;

/** Of kept lines that are equal in every column the first stays. */
const rejectRepeats = async (database: Database, shape: LinesShape, rules: CleaningRules): Promise<void> => {
  await database.run(`
    CREATE OR REPLACE TEMP TABLE repeats AS
    SELECT line FROM (
      SELECT line,
        row_number() OVER (PARTITION BY row_hash, customer, order_id, ordered_at, line_total ORDER BY line) AS occurrence
      FROM ${shape.lines} WHERE line IN (SELECT line FROM judged WHERE reason IS NULL)
    ) WHERE occurrence > 1`);
  await database.run(judgedLines(shape, rules, true));
};

/** One row per customer, order and month: orders whose lines span two months count as active in both. */
const aggregateOrders = (shape: LinesShape): string => `
  CREATE OR REPLACE TEMP TABLE orders AS
  SELECT customer, ${shape.orderKey} AS order_id,
    date_trunc('month', ordered_at) AS month, is_refund,
    min(ordered_at) AS first_at, max(ordered_at) AS last_at, sum(line_total) AS total
  FROM judged WHERE reason IS NULL
  GROUP BY ALL`;

const aggregateCustomers = `
  CREATE OR REPLACE TEMP TABLE customers AS
  SELECT customer,
    min(first_at) FILTER (NOT is_refund) AS first_order,
    max(last_at) FILTER (NOT is_refund) AS last_order,
    count(DISTINCT order_id) FILTER (NOT is_refund)::INTEGER AS orders,
    greatest(sum(total), 0) AS revenue
  FROM orders
  GROUP BY customer
  ORDER BY customer`;

const readReceipt = async (database: Database): Promise<Receipt> => {
  const counts = await database.rows<{
    reason: RejectionReason | null;
    rows: number;
    value: number;
    examples: number[];
  }>(`
    SELECT reason::VARCHAR AS reason, count(*)::DOUBLE AS rows, coalesce(sum(line_total), 0)::DOUBLE AS value,
      min(row_number::DOUBLE, ${EXAMPLES_PER_REASON}) AS examples
    FROM judged GROUP BY reason`);
  const byReason = new Map(counts.map(count => [count.reason, count]));
  const rejected: Partial<Record<RejectionReason, Rejection>> = {};
  for (const reason of REJECTION_REASONS) {
    const count = byReason.get(reason);
    if (count) rejected[reason] = { rows: count.rows, value: count.value, exampleRows: count.examples };
  }
  const rows = counts.reduce((sum, count) => sum + count.rows, 0);
  return { rows, kept: byReason.get(null)?.rows ?? 0, rejected };
};

const readAsOf = async (database: Database, rules: CleaningRules): Promise<Omit<CleanOrders, 'receipt'>> => {
  const asOf = rules.asOf === null ? `max(last_order) + INTERVAL 24 HOUR` : `TIMESTAMP '${rules.asOf} 00:00:00'`;
  await database.run(`CREATE OR REPLACE TEMP TABLE viewpoint AS SELECT ${asOf} AS as_of FROM customers`);
  return database.row(`
    SELECT ${isoInstant('as_of')} AS "asOf", (SELECT ${isoInstant('min(ordered_at)')} FROM lines WHERE fault IS NULL) AS "earliestOrder",
      (SELECT coalesce(list(DISTINCT currency ORDER BY currency), []) FROM judged
       WHERE reason IS NULL AND currency IS NOT NULL) AS currencies
    FROM (SELECT min(as_of) AS as_of FROM viewpoint)`);
};
