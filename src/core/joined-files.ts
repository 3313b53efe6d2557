/** Files of one shop that belong together: which table each is, and what did not match when they were joined. */
import type { TableFile } from './order-file.ts';

/** Column of a joined table: what an order is made of; nobody's file has it. */
export const ITEMS_COLUMN = 'items of the order';

/**
 * Of more items beside orders that carry the money nothing is said of products: their texts must fit into memory with
 * all files (three million did not fit into 500 MB).
 */
export const MOST_ITEMS = 1_000_000;

/** `orders`: a row per order. `items`: a row per product of an order. */
export type TableRole = 'orders' | 'items' | 'customers' | 'products';

/** One of several tables that came together; `null` where its columns name no key of a shop. */
export interface SharedTable extends TableFile {
  readonly role: TableRole | null;
  /** Path of the file as it was given, or unpacked from an archive of several. */
  readonly given: string;
}

export interface RelatedTable extends SharedTable {
  readonly role: TableRole;
}

/** What one column of a table has in common with the keys of another one. */
export interface KeyOverlap {
  /** Numbers of the tables. */
  readonly table: number;
  readonly other: number;
  readonly column: number;
  readonly key: 'order' | 'customer' | 'product';
  /** Different values that both have, and different keys of the other table. */
  readonly common: number;
  readonly keys: number;
  /** No value stands in two rows. */
  readonly isUnique: boolean;
}

/** A file beside the one that the money comes from. */
export interface JoinedFile {
  readonly name: string;
  readonly role: TableRole;
  readonly rows: number;
  /** Rows that could not be split into columns. */
  readonly unreadable: number;
  /** Rows of a table with one row per key whose key had been there before: the first one counts. */
  readonly repeated: number;
}

/** Counts of what has no counterpart; `null` where one of the two files is not there. */
interface Unmatched {
  readonly ordersWithoutItems: number | null;
  /** Orders that only the items know. */
  readonly itemsWithoutOrders: number | null;
  readonly customersWithoutOrders: number | null;
  /** Customers who ordered and are not in the file of customers. */
  readonly unknownCustomers: number | null;
  /** Products that were sold and are not in the file of products. */
  readonly unknownProducts: number | null;
}

/** Orders whose amount is not the sum of their items, to the cent; the order's amount counts. */
export interface AmountCheck {
  /** Orders with an amount and with items that all have one. */
  readonly compared: number;
  readonly different: number;
  /** Amounts of those orders, and what their items add up to. */
  readonly ordersSay: number;
  readonly itemsSay: number;
}

export interface JoinedFiles {
  /** Without the one that the money comes from. */
  readonly files: readonly JoinedFile[];
  readonly unmatched: Unmatched;
  /** `null` where the money comes from the items, or where these have no amounts. */
  readonly amounts: AmountCheck | null;
}
