/** What the pipeline needs from the rest of the program, and what it gives back. */
import type { MapPoint } from '../charts/chart.ts';
import type { Fit } from '../core/fit.ts';
import type { Neighbours } from '../core/neighbour-starts.ts';
import type { OrderFile, ReadingHints } from '../core/order-file.ts';
import type { Points } from '../core/points.ts';
import type { SegmentReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import type { OrderStore } from '../orders/order-store.ts';

export interface SegmentationDeps {
  /** Decides how the file is read. */
  readonly inspect: (request: {
    path: string;
    name: string;
    hints: ReadingHints;
    scratch: string;
  }) => Promise<OrderFile>;
  /** A well-formed copy of a file that is not. */
  readonly cleanCopy: (file: OrderFile, scratch: string) => Promise<OrderFile>;
  /** An empty store in `folder`; it can read and write there and in `others`, and nowhere else. */
  readonly openStore: (folder: string, others: readonly string[]) => Promise<OrderStore>;
  readonly clustering: ClusteringPool;
}

/** Heavy figures, several at once, off the calling thread. */
export interface ClusteringPool {
  readonly fit: (task: { points: Points; k: number; seed: number }) => Promise<Fit>;
  readonly improve: (task: { points: Points; fit: Fit; neighbours: Neighbours; seed: number }) => Promise<Fit>;
  readonly silhouettes: (task: {
    points: Points;
    labellings: readonly Uint8Array[];
    from: number;
    to: number;
  }) => Promise<readonly number[]>;
}

export interface SegmentationRequest {
  readonly path: string;
  /** What the person calls the file. */
  readonly name: string;
  readonly hints: ReadingHints;
  readonly settings: Settings;
  /** A private folder for everything temporary; the caller deletes it. */
  readonly scratch: string;
  /** Where exports will be written; `null` where none are wanted. */
  readonly exportFolder: string | null;
}

/** The report, and what can still be asked of the orders until `close`. */
export interface Segmentation {
  readonly report: SegmentReport;
  /** A seeded sample of customers for the segment map. */
  readonly points: readonly MapPoint[];
  readonly exportCustomers: (path: string) => Promise<void>;
  readonly exportRejected: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
