/**
 * Contract of an order store: it keeps order lines, cleans and aggregates them, and answers in aggregates of customers.
 * It speaks of orders and customers, not of an engine: a cluster of machines can implement it too.
 *
 * A kept file is a batch. Several are opened as one set of orders: an order in a newer batch replaces all its lines in
 * older ones, rejected lines included; a batch without order ids replaces the period from its first to its last order.
 *
 * Order of calls: `load` (a store that is opened again has its orders already), `clean`, then the figures in any order;
 * `scores` before everything about single customers; `scaleFeatures` before everything that takes centroids; `assign`
 * before `segmentSummaries`, `mapSample` and exports with the names of segments.
 */
import type { FileContents, MergedOrders } from '../core/batch.ts';
import type { Movement } from '../core/changes.ts';
import type { ClusterSummary } from '../core/cluster-quality.ts';
import type { JoinedFiles, RelatedTable, SharedTable } from '../core/joined-files.ts';
import type { Field, ItemDetail, OrderFile, OtherDate } from '../core/order-file.ts';
import type { Centroids, Points } from '../core/points.ts';
import type { JointPlacement, Placement } from '../core/published-map.ts';
import type { Month, Receipt, RfmGroupSummary, Scores, Totals } from '../core/report.ts';
import type { RfmGroupId } from '../core/rfm-groups.ts';
import type { PublishedScheme } from '../core/schemes/all-schemes.ts';
import type { ClusterFigures } from '../core/segments.ts';
import type { Settings } from '../core/settings.ts';
import type { StarRows } from '../core/star/tables.ts';
import type { InsightQueries } from './insight-queries.ts';

export interface LoadOptions {
  /** Exact repeats of whole rows can be found later. */
  readonly wholeRows: boolean;
  /** Products, countries and the like are loaded, too: `insight` speaks of them. */
  readonly details?: boolean;
}

export interface LoadProgress {
  /** 0 to 1. */
  readonly fraction: number;
  readonly rows: number;
}

/** `refused`: the file is not well-formed as described, nothing was loaded, a cleaned copy of it can be. */
export type LoadOutcome =
  | { readonly status: 'loaded'; readonly rows: number }
  | { readonly status: 'refused'; readonly because: string };

export interface DateEvidence {
  /** Largest day of month among the dates that could be read: above 12, day and month are told apart. */
  readonly largestDay: number;
  readonly unreadable: number;
  readonly examples: readonly string[];
}

/** Rows by the currency that they name, most first: those that count and those that could lower a spend. */
export interface Currencies {
  readonly named: readonly { readonly currency: string; readonly rows: number }[];
  /** 0 where no row names any. */
  readonly unnamed: number;
}

/** Rules that depend on the person's settings; the others hold for every file. */
export type CleaningRules = Pick<Settings, 'refunds' | 'duplicates' | 'asOf'>;

export interface CleanOrders {
  readonly receipt: Receipt;
  /** ISO 8601 without zone; `null` where nothing was kept. */
  readonly asOf: string | null;
  readonly earliestOrder: string | null;
  /** All currencies that the kept lines name. */
  readonly currencies: readonly string[];
}

export type FeatureRules = Pick<Settings, 'features' | 'scaling' | 'outliers'>;

export interface FeatureSummary {
  readonly customers: number;
  /** Customers that take part in the fit; fewer than all with outliers `iqr`. */
  readonly fitted: number;
}

export interface SampledCustomer {
  readonly recencyDays: number;
  readonly orders: number;
  readonly spend: number;
  readonly cluster: number;
}

/** A segment as the export names it. */
export interface ClusterName {
  readonly cluster: number;
  readonly name: string;
}

/** Tables for BI tools, into a folder; months (`2010-12`) that the orders cover from the first to the last day. */
export interface StarRequest {
  readonly folder: string;
  readonly names: readonly ClusterName[];
  readonly completeMonths: readonly string[];
}

export type CustomersOf = { readonly cluster: number } | { readonly group: RfmGroupId };

/** A customer as the last scores saw them. */
export interface ScoredCustomer {
  readonly customer: string;
  readonly recencyDays: number;
  readonly orders: number;
  readonly spend: number;
  /** ISO 8601 without zone. */
  readonly firstOrder: string;
  readonly lastOrder: string;
  readonly scores: { readonly R: number; readonly F: number; readonly M: number };
  readonly group: RfmGroupId;
  /** `null` before `assign`. */
  readonly cluster: number | null;
}

/** Periods of equal length, one after the other, the newest of which ends at the as-of instant; both at least 1. */
export interface PastPeriods {
  readonly days: number;
  readonly periods: number;
}

export interface OrderStore {
  /** Loads a file into the empty store. */
  load(file: OrderFile, options: LoadOptions, onProgress: (progress: LoadProgress) => void): Promise<LoadOutcome>;
  dateEvidence(): Promise<DateEvidence>;
  /** Rows whose dates were read in another way than in the formats of the file. */
  otherDates(): Promise<ReadonlyMap<OtherDate, number>>;
  /** Rows of the loaded file whose day and month could be either. */
  openDates(): Promise<number>;
  currencies(): Promise<Currencies>;
  /** Of the loaded file's sound rows: orders of which a part was given back without a row of its own, and how much. */
  givenBack(): Promise<{ readonly orders: number; readonly value: number }>;
  /**
   * Makes what was loaded complete without its file: the store can be opened again from its folder, and rejected rows
   * are still known as they stood in the file. `file`: its facts as they are known in the end, where they changed since.
   */
  keep(file?: OrderFile): Promise<void>;
  /** The facts of the loaded file; of several the newest one's. */
  file(): OrderFile;
  contents(): Promise<FileContents>;
  /** Of stored orders: what the newest batch brought; `null` where it has no order ids. */
  merged(): Promise<MergedOrders | null>;
  /** Lines that are left of every batch, oldest first; none where later ones replaced all its orders. */
  rowsByBatch(): readonly number[];
  /** Same orders, same text, whatever the order of the rows; with `wholeRows` of all columns, else of those with a meaning. */
  fingerprint(wholeRows: boolean): Promise<string>;
  /** Decides for every line whether it is kept, and aggregates the kept ones per customer. */
  clean(rules: CleaningRules): Promise<CleanOrders>;
  totals(): Promise<Totals>;
  months(): Promise<readonly Month[]>;
  scores(): Promise<Scores>;
  rfmGroups(): Promise<readonly RfmGroupSummary[]>;
  /** Puts every customer on a published map, after `scores`; exports name the segments there from then on. */
  place(scheme: PublishedScheme): Promise<Placement>;
  /** Customers by their RFM group and their places on several maps, after `scores`. */
  placeOnMaps(schemes: readonly PublishedScheme[]): Promise<readonly JointPlacement[]>;
  scaleFeatures(rules: FeatureRules): Promise<FeatureSummary>;
  /** Seeded sample of fitted customers as points, in the order of their ids. */
  sample(size: number, seed: number): Promise<Points>;
  /** One Lloyd iteration over all fitted customers: summaries of the clusters around the centroids, in their order. */
  lloydStep(centroids: Centroids): Promise<readonly ClusterSummary[]>;
  /** The fitted customer who is furthest from the nearest centroid. */
  farthestFrom(centroids: Centroids): Promise<readonly number[]>;
  /** Puts every customer in the cluster of the nearest centroid. */
  assign(centroids: Centroids): Promise<void>;
  segmentSummaries(): Promise<readonly ClusterFigures[]>;
  mapSample(size: number, seed: number): Promise<readonly SampledCustomer[]>;
  /** By the id as it is written, else in any case; `null` where there is none. */
  customer(id: string): Promise<ScoredCustomer | null>;
  /** Up to three ids that a person may have meant, closest first. */
  similarCustomers(typed: string): Promise<readonly string[]>;
  /**
   * One row per customer, of one cluster or RFM group where it is named: R, F, M, scores, RFM group, segment, and the
   * segment on the map of `place`. Gives the rows.
   */
  exportCustomers(path: string, names: readonly ClusterName[], only?: CustomersOf): Promise<number>;
  /**
   * One row per rejected line: row number, reason, the row as it stood in the file, and of several files which one. Of
   * stored orders only what is known of a line where it was rejected by settings. Gives the rows.
   */
  exportRejected(path: string): Promise<number>;
  /** Customers, orders and segments by month, each as CSV and Parquet; the columns are those of `core/star`. */
  exportStar(request: StarRequest): Promise<StarRows>;
  /** What else can be asked of the kept orders. */
  insight(): Promise<InsightQueries>;
  /** Writes how every customer stands, for `movementSince`. */
  saveSnapshot(path: string): Promise<void>;
  /** What moved since a snapshot; both looks scored with the cuts of the last `scores`. */
  movementSince(snapshotPath: string): Promise<Movement>;
  /**
   * What moved in each of these periods, newest first, by the orders alone; every look scored with the cuts of the last
   * `scores`. Customers whose first kept order came later did not exist then (`from` is `null`); nobody is ever gone.
   */
  movementsBack(periods: PastPeriods): Promise<readonly Movement[]>;
  close(): Promise<void>;
}

export interface ForgetRequest {
  /** They stay as they are. `into`: an empty folder for the same one without the customer. */
  readonly batches: readonly { readonly folder: string; readonly into: string }[];
  /** A private folder for what does not fit into memory. */
  readonly scratch: string;
  /** Snapshots of runs, each replaced by one without the customer. */
  readonly snapshotFolder: string;
  readonly customer: string;
}

/** A batch that was written anew, by its place in the request, without so many rows. */
export interface RewrittenBatch {
  readonly place: number;
  readonly rowsGone: number;
}

export interface AccountRequest {
  /** Folders, oldest first. */
  readonly batches: readonly string[];
  /** A private folder for what does not fit into memory, and for the account. */
  readonly scratch: string;
  readonly snapshotFolder: string;
  readonly customer: string;
  /** Of the CSV file, in `scratch`. */
  readonly path: string;
}

export interface JoinRequest {
  readonly tables: readonly RelatedTable[];
  /** A private folder for everything temporary. */
  readonly scratch: string;
}

export interface KeyRequest {
  readonly tables: readonly SharedTable[];
  /** A private folder for everything temporary. */
  readonly scratch: string;
}

/** A table that a strict reader does not take as it is: its number in the request, to be cleaned. */
interface RefusedTable {
  readonly status: 'refused';
  readonly table: number;
  readonly because: string;
}

export interface JoinedTable {
  readonly status: 'joined';
  /** UTF-8 CSV: the row's number in the file that the money comes from, then `columns`, then the items where there are any. */
  readonly path: string;
  /** The file that the money comes from. */
  readonly money: RelatedTable;
  /** Column of every field that was found, by its name in the CSV. */
  readonly map: Readonly<Partial<Record<Field, string>>>;
  readonly facts: JoinedFiles;
  /** What the items of an order tell beside its amount; empty where there is no column for them. */
  readonly items: readonly ItemDetail[];
}

export type JoinOutcome = JoinedTable | RefusedTable;
