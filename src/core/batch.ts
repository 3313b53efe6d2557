/** What an import holds, and what it did to the orders that were there before. */

/** A file's orders, whatever the settings. */
export interface FileContents {
  readonly rows: number;
  readonly hasOrderIds: boolean;
  /** First and last sound order: ISO 8601 without zone; `null` where there is none. */
  readonly firstOrder: string | null;
  readonly lastOrder: string | null;
  /** All currencies that its sound lines name. */
  readonly currencies: readonly string[];
}

/** What the newest of several batches brought, in orders. An order is unchanged where all its lines are the same. */
export interface MergedOrders {
  readonly newOrders: number;
  readonly changedOrders: number;
  readonly unchangedOrders: number;
}
