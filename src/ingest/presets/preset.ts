import type { RowVerdict } from '../../core/export-rules.ts';
import type { DateAssumption, Field } from '../../core/order-file.ts';

/**
 * An export of a shop, known by the names of its columns. Names are compared without case, blanks and punctuation, in any
 * order; those that are not in a file, and not in the signature, are passed over.
 */
export interface Preset {
  /** For people, with its article: "a Shopify orders export". */
  readonly name: string;
  /** What a row is, for people: "one row per item". */
  readonly rows: string;
  /** What counts, in a sentence. */
  readonly counts: string;
  /** What else the person should know, in sentences. */
  readonly remarks?: readonly string[];
  /** What the person should know where a column is not there. */
  readonly missing?: readonly { readonly column: string; readonly remark: string }[];
  /** A file with all of these is this export. */
  readonly signature: readonly string[];
  /** The first of them that is there; where that one is blank, the others count. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** Filled on an order's first row only, or repeated on each. */
  readonly orderColumns?: readonly string[];
  readonly idOnFirstRow?: boolean;
  /** Of the order columns, those that are an order's money: spread over its rows by quantity × price. */
  readonly orderAmounts?: readonly string[];
  /** Texts that stand for nobody in the columns of customers, lower case. */
  readonly nobody?: readonly string[];
  readonly timeOfDay?: string;
  /** Come off the amount, whatever their sign. */
  readonly less?: readonly string[];
  /** What was given back, and all that was paid: the first whose column is there. */
  readonly refunded?: readonly { readonly column: string; readonly paid?: string }[];
  readonly verdicts?: readonly PresetVerdict[];
  /** How dates are written there whose day and month could be either. */
  readonly dateOrder?: { readonly order: DateAssumption['order']; readonly because: string };
  /** It names no customers: what to export instead. */
  readonly withoutCustomers?: { readonly instead: string };
}

export interface PresetVerdict {
  readonly column: string;
  /** Lower case; missing where any text means it. */
  readonly words?: readonly string[];
  readonly means: RowVerdict;
}
