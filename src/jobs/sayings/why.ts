import type { NextGroup } from '../../core/next-group.ts';
import type { FourCuts } from '../../core/report.ts';
import type { RfmGroupId } from '../../core/rfm-groups.ts';
import type { DatasetName } from './datasets.ts';

/** Why a customer is where they are, and what would move them up. */
export interface WhySaying {
  readonly kind: 'why';
  readonly dataset: DatasetName;
  readonly asOf: string;
  readonly currency: string | null;
  readonly customer: string;
  readonly recencyDays: number;
  readonly orders: number;
  readonly spend: number;
  readonly firstOrder: string;
  readonly lastOrder: string;
  readonly scores: { readonly R: number; readonly F: number; readonly M: number };
  readonly cuts: { readonly recency: FourCuts; readonly frequency: FourCuts; readonly monetary: FourCuts };
  readonly group: RfmGroupId;
  readonly segment: string | null;
  /** The easiest way to the next better group; `null` for the best one. */
  readonly next: NextGroup | null;
}
