/** What moved between two looks at the same customers, by RFM group; both looks scored with the newer cuts. */
import type { RfmGroupId } from './rfm-groups.ts';

/** Customers who were in one group and are in another now; one cell of the matrix from → to. */
export interface Move {
  /** `null`: no customer then. */
  readonly from: RfmGroupId | null;
  /** `null`: no customer any more, because the orders were replaced or forgotten. */
  readonly to: RfmGroupId | null;
  readonly customers: number;
  /** What they have spent, by the newer orders; by the older ones where they are no customers any more. */
  readonly revenue: number;
}

export interface Movement {
  /** As-of instants of the two looks. */
  readonly since: string;
  readonly until: string;
  /** Cells with customers, also those who stayed; in the order of the groups, best first, `null` last. */
  readonly moves: readonly Move[];
}

/** Days ago that are offered to compare with. */
export const OFFERED_DAYS_AGO = [30, 90, 365] as const;

/** Orders are hardly ever older than ten years. */
export const MOST_DAYS_AGO = 3_650;

/** Id of the chart that shows a movement. */
export const MOVEMENT_CHART = 'movement';
