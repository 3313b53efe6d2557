/** What `--compare` adds: what moved since so many days ago. */
import type { Movement } from '../core/changes.ts';
import { beginsBeforeOrders, enteredAlarming } from '../core/movement-matrix.ts';
import type { Segmentation } from '../pipeline/segmentation.ts';

/** As `--json` prints it, beside the fields of the report. */
export interface Comparison {
  readonly days: number;
  /**
   * From → to by RFM group, both days scored with the cuts of the report; `null` where no orders are as old as that.
   * Revenue is what the customers have spent up to now.
   */
  readonly movement: Movement | null;
  /** Who slipped into At risk, Can't lose and Lost from better groups, and what they have spent. */
  readonly entered: readonly { readonly group: string; readonly customers: number; readonly revenue: number }[];
}

export const compareWith = async ({ movementsBack }: Segmentation, days: number): Promise<Comparison> => {
  const [movement] = await movementsBack({ days, periods: 1 });
  if (!movement || beginsBeforeOrders(movement)) return { days, movement: null, entered: [] };
  const entered = enteredAlarming(movement).map(({ group, customers, revenue }) => ({ group, customers, revenue }));
  return { days, movement, entered };
};
