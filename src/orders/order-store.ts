/**
 * Contract of an order store: it keeps order lines, cleans and aggregates them, and answers in aggregates of customers.
 * It speaks of orders and customers, not of an engine: a cluster of machines can implement it too.
 *
 * Order of calls: `load`, `clean`, then the figures in any order; `scaleFeatures` before everything that takes
 * centroids; `assign` before `segmentSummaries`, `mapSample` and `exportCustomers`.
 */
import type { ClusterSummary } from '../core/cluster-quality.ts';
import type { OrderFile } from '../core/order-file.ts';
import type { Centroids, Points } from '../core/points.ts';
import type { Month, Receipt, RfmGroupSummary, Scores, Totals } from '../core/report.ts';
import type { ClusterFigures } from '../core/segments.ts';
import type { Settings } from '../core/settings.ts';

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
  readonly spend: number;
  readonly cluster: number;
}

/** A segment as the export names it. */
export interface ClusterName {
  readonly cluster: number;
  readonly name: string;
}

export interface OrderStore {
  /** Loads a file into the empty store. With `wholeRows`, exact repeats of whole rows can be found later. */
  load(
    file: OrderFile,
    options: { readonly wholeRows: boolean },
    onProgress: (progress: LoadProgress) => void,
  ): Promise<LoadOutcome>;
  dateEvidence(): Promise<DateEvidence>;
  /** Same orders, same text, whatever the order of the rows. */
  fingerprint(): Promise<string>;
  /** Decides for every line whether it is kept, and aggregates the kept ones per customer. */
  clean(rules: CleaningRules): Promise<CleanOrders>;
  totals(): Promise<Totals>;
  months(): Promise<readonly Month[]>;
  scores(): Promise<Scores>;
  rfmGroups(): Promise<readonly RfmGroupSummary[]>;
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
  /** One row per customer: R, F, M, scores, RFM group, segment. */
  exportCustomers(path: string, names: readonly ClusterName[]): Promise<void>;
  /** One row per rejected line: row number, reason, the row as it stood in the file. */
  exportRejected(path: string): Promise<void>;
  close(): Promise<void>;
}
