/** What the pipeline needs from the rest of the program, and what it gives back. */
import type { MapPoint } from '../charts/chart.ts';
import type { MergedOrders } from '../core/batch.ts';
import type { Movement } from '../core/changes.ts';
import type { Fit } from '../core/fit.ts';
import type { ExtraFeature } from '../core/insight/clusterings.ts';
import type { Insight, Topic } from '../core/insight/insight.ts';
import type { KeyOverlap, RelatedTable, SharedTable } from '../core/joined-files.ts';
import type { Neighbours } from '../core/neighbour-starts.ts';
import type { OrderFile, ReadingHints, TableFile } from '../core/order-file.ts';
import type { Points } from '../core/points.ts';
import type { SegmentReport } from '../core/report.ts';
import type { RfmGroupId } from '../core/rfm-groups.ts';
import type { Settings } from '../core/settings.ts';
import type { StarRows } from '../core/star/tables.ts';
import type {
  JoinedTable,
  JoinOutcome,
  JoinRequest,
  KeyRequest,
  OrderStore,
  PastPeriods,
  ScoredCustomer,
} from '../orders/order-store.ts';

export interface SegmentationDeps {
  /** Decides how the file is read. */
  readonly inspect: (request: {
    path: string;
    name: string;
    hints: ReadingHints;
    scratch: string;
    askWhenUnsure?: boolean;
    writtenWith?: string;
  }) => Promise<OrderFile>;
  /** A well-formed copy of a file that is not. */
  readonly cleanCopy: <F extends TableFile>(file: F, scratch: string) => Promise<F>;
  /** Which table each of several files is; `map`: what a person has said of the columns of one. */
  readonly readRelated: (request: {
    files: readonly (NamedFile & { readonly map?: ReadingHints['map'] })[];
    hints: ReadingHints;
    scratch: string;
  }) => Promise<readonly SharedTable[]>;
  /** What tables have in common whose columns leave it open what they are. */
  readonly keyOverlaps: (request: KeyRequest) => Promise<readonly KeyOverlap[]>;
  /** One table with a row for every row that money comes from, as a CSV file in `scratch`. */
  readonly joinTables: (request: JoinRequest) => Promise<JoinOutcome>;
  /** An empty store in `folder`; it can read and write there and in `others`, and nowhere else. */
  readonly openStore: (folder: string, others: readonly string[]) => Promise<OrderStore>;
  /** Kept batches, oldest first, which stay as they are: several may read them. What does not fit into memory goes to `scratch`. */
  readonly openStored: (batches: readonly string[], scratch: string, others: readonly string[]) => Promise<OrderStore>;
  readonly clustering: ClusteringPool;
}

/** Heavy figures, several at once, off the calling thread. */
export interface ClusteringPool {
  readonly fit: (task: { points: Points; k: number; seed: number }) => Promise<Fit>;
  readonly improve: (task: { points: Points; fit: Fit; neighbours: Neighbours; seed: number }) => Promise<Fit>;
  /** Labels by hierarchical clustering. */
  readonly ward: (task: { points: Points; k: number }) => Promise<Uint8Array>;
  /** Labels by density, and the radius that was found. */
  readonly dbscan: (task: { points: Points }) => Promise<{ labels: Uint8Array; radius: number }>;
  readonly silhouettes: (task: {
    points: Points;
    labellings: readonly Uint8Array[];
    from: number;
    to: number;
  }) => Promise<readonly number[]>;
}

interface AnyRequest {
  readonly settings: Settings;
  /** A private folder for everything temporary; the caller deletes it. */
  readonly scratch: string;
  /** Where exports will be written; `null` where none are wanted. */
  readonly exportFolder: string | null;
  /** Where `exportStar` will write, if that is another folder. */
  readonly starFolder?: string;
  /** Where snapshots of customers are written and read; left out where there are none. */
  readonly snapshotFolder?: string;
}

/** Orders from a file. */
export interface FileRequest extends AnyRequest, FileReading {
  /** Products, countries and the like are loaded, too: for `insight`. */
  readonly details?: boolean;
}

export interface FileReading extends NamedFile {
  readonly hints: ReadingHints;
  /** Files that belong to it: orders, their items, customers and products in any order. */
  readonly companions?: readonly NamedFile[];
  /** It and files that belong to it, joined already. */
  readonly group?: JoinedGroup;
}

/** Tables that belong together, as one. */
export interface JoinedGroup {
  readonly joined: JoinedTable;
  readonly tables: readonly RelatedTable[];
}

export interface NamedFile {
  readonly path: string;
  /** What the person calls the file. */
  readonly name: string;
}

/** A file whose orders are kept, to be segmented as often as somebody likes. */
export interface BatchRequest extends FileReading {
  /** An empty folder in which the orders stay: one file. Whoever asks for it deletes the folder where that failed. */
  readonly folder: string;
  /** A private folder for everything temporary; the caller deletes it. */
  readonly scratch: string;
}

/** Orders that were kept, as folders of batches, oldest first; nothing in them is changed. */
export interface StoredRequest extends AnyRequest {
  readonly batches: readonly string[];
}

export type SegmentationRequest = FileRequest | StoredRequest;

/** One customer, with everything that decided where they are. */
export interface CustomerFigures extends Omit<ScoredCustomer, 'cluster'> {
  /** `null` where there are too few customers for segments. */
  readonly segment: { readonly id: string; readonly name: string } | null;
}

export type ListOf = { readonly segment: string } | { readonly group: RfmGroupId };

interface InsightOptions {
  /** For other clusterings: what customers are described by beside recency, frequency and spend. */
  readonly extras?: readonly ExtraFeature[];
}

/** The report, and what can still be asked of the orders until `close`. */
export interface Segmentation {
  readonly report: SegmentReport;
  /** How the orders were read; its paths are empty for stored orders. */
  readonly file: OrderFile;
  /** A seeded sample of customers for the segment map. */
  readonly points: readonly MapPoint[];
  /** Trends and the like, worked out when asked for. */
  readonly insight: (topics: readonly Topic[], options?: InsightOptions) => Promise<Insight>;
  /** By the id as it is written, else in any case. */
  readonly customer: (id: string) => Promise<CustomerFigures | null>;
  /** Up to three ids that the person may have meant. */
  readonly similarCustomers: (typed: string) => Promise<readonly string[]>;
  /** All customers as CSV, or those of one segment (by its id) or RFM group; gives the number of rows. */
  readonly exportCustomers: (path: string, only?: ListOf) => Promise<number>;
  /** Rejected rows as CSV; gives their number. */
  readonly exportRejected: (path: string) => Promise<number>;
  /** Customers, orders and segments by month for BI tools, with their data dictionary; gives the rows. */
  readonly exportStar: (folder: string) => Promise<StarRows>;
  /** How every customer stands, as a parquet file in `snapshotFolder` (or `exportFolder`), to be compared with later. */
  readonly saveSnapshot: (path: string) => Promise<void>;
  /** What moved since a snapshot; both looks scored with the cuts of this report. */
  readonly movementSince: (snapshotPath: string) => Promise<Movement>;
  /** What moved in each of these periods, newest first, by the orders alone; all looks scored with the cuts of this report. */
  readonly movementsBack: (periods: PastPeriods) => Promise<readonly Movement[]>;
  /** Of several batches: what the newest one brought; `null` where it has no order ids. */
  readonly merged: () => Promise<MergedOrders | null>;
  /** Lines that are left of every batch, oldest first. */
  readonly rowsByBatch: () => readonly number[];
  readonly close: () => Promise<void>;
}
