/** What is known of a shop's export beyond the meaning of its columns. Columns are 0-based. */
import type { Field } from './order-file.ts';

/** Why a row brought no money although it is well-formed. */
export type RowVerdict = 'test_order' | 'cancelled' | 'unpaid';

export interface VerdictRule {
  readonly column: number;
  /** Lower case; `null` where any text means it. */
  readonly words: readonly string[] | null;
  readonly means: RowVerdict;
}

export interface ExportRules {
  /** Filled on an order's first row only, or on every row of it: what they say holds for all rows of the order. */
  readonly orderColumns: readonly number[];
  /** A row without an order id belongs to the order above it. */
  readonly idOnFirstRow: boolean;
  /** Columns that count where the mapped one is blank, in this order. */
  readonly otherwise: Readonly<Partial<Record<Field, readonly number[]>>>;
  /** Texts that stand for nobody in columns of customers, lower case. */
  readonly nobody: readonly string[];
  /** Stands beside a column that has the day only. */
  readonly timeOfDay: number | null;
  /** The amount is the order's: spread over its rows by quantity × price, so that it counts once. */
  readonly isAmountOfOrder: boolean;
  /** Come off the amount, whatever their sign: discounts, shipping, taxes. */
  readonly less: readonly number[];
  readonly refunded: RefundRule | null;
  /** The first that holds counts. */
  readonly verdicts: readonly VerdictRule[];
}

/** What was given back of an order that was paid, whatever its sign. */
interface RefundRule {
  readonly column: number;
  /** All that was paid: who got so much back got everything. Without it, the amount. */
  readonly paid: number | null;
}
