/**
 * The report: plain JSON, aggregates only, no customer identity. Everything that is shown anywhere (terminal, charts,
 * chat) is rendered from it. Money is in the file's currency, shares are fractions of 1, instants are ISO 8601 without
 * a zone, in the dataset's time zone (UTC).
 *
 * Recency: whole days from a customer's last order to the as-of instant, small is good.
 * Frequency: distinct orders. Monetary: sum of line totals.
 */
import type { Insight } from './insight/insight.ts';
import type { JoinedFiles } from './joined-files.ts';
import type { RfmGroupId } from './rfm-groups.ts';
import type { PublishedSchemeId } from './schemes/all-schemes.ts';
import type { Settings } from './settings.ts';

/**
 * Why a line does not enter the customer metrics, in the order in which the rules are tried: the first match wins. Those
 * from `other_currency` on come after `bad_number`, but stand at the end: the ids of runs depend on the place of the others.
 */
export const REJECTION_REASONS = [
  'unreadable',
  'missing_customer',
  'missing_order',
  'bad_date',
  'bad_number',
  'cancelled',
  'nonpositive_quantity',
  'nonpositive_price',
  'after_as_of',
  'duplicate',
  'other_currency',
  'test_order',
  'unpaid',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export interface Rejection {
  readonly rows: number;
  /** Signed sum of the rejected line totals; 0 where they could not be read. */
  readonly value: number;
  /** The first few rows that were rejected for this reason: counted from 1 after the header, in a workbook as the sheet shows them. */
  readonly exampleRows: readonly number[];
}

/**
 * What happened to every row of the file: `rows = kept + sum(rejected)`, always. Of several files that belong together it
 * is the one that the money comes from; the others, and what did not match, stand in `files`, `unmatched` and `amounts`.
 */
export interface Receipt extends Partial<JoinedFiles> {
  readonly rows: number;
  readonly kept: number;
  readonly rejected: Readonly<Partial<Record<RejectionReason, Rejection>>>;
}

export interface Totals {
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
  readonly averageOrderValue: number;
  /** Share of customers with two or more orders. */
  readonly repeatPurchaseRate: number;
  /** Share of revenue from the best ceil(10 %) and ceil(20 %) of customers. */
  readonly topShare: { readonly '10': number; readonly '20': number };
  readonly firstOrder: string;
  readonly lastOrder: string;
  readonly currency: string | null;
}

export interface Month {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly revenue: number;
  readonly orders: number;
  readonly activeCustomers: number;
  /** Customers whose first kept order is in this month. */
  readonly newCustomers: number;
}

export type FourCuts = readonly [number, number, number, number];
export type FiveCounts = readonly [number, number, number, number, number];

export interface Scores {
  readonly cuts: { readonly recency: FourCuts; readonly frequency: FourCuts; readonly monetary: FourCuts };
  /** Customers with score 1 to 5. */
  readonly counts: { readonly R: FiveCounts; readonly F: FiveCounts; readonly M: FiveCounts };
  /** Customers by recency score (outer index 0 = score 1) and frequency score (inner index 0 = score 1). */
  readonly recencyByFrequency: readonly FiveCounts[];
  /** The frequency cuts are the fixed 1, 2, 4, 7 because quantiles would have left a score empty. */
  readonly fixedFrequencyCuts: boolean;
}

/** Quality of the best clustering found with `k` clusters. */
export interface ClusterQuality {
  readonly k: number;
  /** Sum of squared distances to the nearest centroid over all fitted customers, in squared z units. */
  readonly inertia: number;
  /** Mean silhouette (Rousseeuw 1987), -1 to 1, large is good. Exact up to 10,000 customers, else on a seeded sample. */
  readonly silhouette: number;
  /** Between over within dispersion (Calinski & Harabasz 1974), large is good. */
  readonly calinskiHarabasz: number;
  /** Mean similarity of each cluster to its most similar one (Davies & Bouldin 1979), small is good. */
  readonly daviesBouldin: number;
}

type CostLevel = 'low' | 'medium' | 'high';

export interface Action {
  readonly title: string;
  readonly why: string;
  readonly channel: string;
  readonly offer: string;
  readonly timing: string;
  readonly kpi: string;
  readonly cost: CostLevel;
}

/** Centroid in z units of the fitted features; `averageValue` stands in for `monetary` with the features `rfa`. */
export type Centroid = { readonly recency: number; readonly frequency: number } & (
  | { readonly monetary: number }
  | { readonly averageValue: number }
);

interface Spread {
  readonly mean: number;
  readonly median: number;
}

/** A k-means cluster with its name. */
export interface Segment {
  /** Stable slug of the name: `champions`, `loyal-higher-spend`. */
  readonly id: string;
  readonly name: string;
  /** What the name means, in one sentence a marketer understands. */
  readonly meaning: string;
  /** Plain words: "Recent, average frequency, high value". */
  readonly profile: string;
  readonly customers: number;
  readonly customerShare: number;
  readonly orders: number;
  readonly revenue: number;
  readonly revenueShare: number;
  readonly averageOrderValue: number;
  readonly recencyDays: Spread;
  readonly ordersPerCustomer: Spread;
  readonly spend: Spread;
  readonly centroid: Centroid;
  readonly actions: readonly Action[];
  /** What not to spend on these customers; only for segments of low value. */
  readonly avoid: string | null;
  readonly budget: Budget;
}

/** How much of a marketing budget a segment deserves, and on which two figures that rests. */
export interface Budget {
  readonly revenueShare: number;
  /** Revenue of the segment's customers in RFM groups that are slipping away. */
  readonly revenueAtStake: number;
  /** The segment's share of all revenue at stake. */
  readonly atStakeShare: number;
  /** Mean of both shares: a starting point, not a rule. */
  readonly suggestedShare: number;
  readonly hint: string;
}

export interface RfmGroupSummary {
  readonly id: string;
  readonly name: string;
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
}

/**
 * The customers on a segment map that somebody else publishes. `rfmGroups` stay Tranche's own beside it: movement,
 * digests and alerts speak of those.
 */
export interface PublishedMap {
  readonly id: PublishedSchemeId;
  readonly name: string;
  readonly source: string;
  /** How the publisher scores, in a sentence. */
  readonly scoring: string;
  /** Cut points between its scores, ascending; of recency in days. */
  readonly cuts: {
    readonly recency: readonly number[];
    readonly frequency: readonly number[];
    readonly monetary: readonly number[];
  };
  /** All segments of the map, also empty ones, in the publisher's order. */
  readonly groups: readonly RfmGroupSummary[];
  /** Customers in none of them. */
  readonly unassigned: {
    readonly customers: number;
    readonly orders: number;
    readonly revenue: number;
    /** Of the customers: without an order in the time that the map looks at. */
    readonly outsideWindow: number;
    /** The others by their scores, R F M, most customers first. */
    readonly scores: readonly { readonly code: string; readonly customers: number }[];
  };
  /** Customers of each segment by their RFM group; `null`: in no segment, where there are such. */
  readonly agreement: readonly {
    readonly group: string | null;
    readonly byRfmGroup: Readonly<Record<RfmGroupId, number>>;
  }[];
  /** Agreement with the RFM groups over all customers (Hubert & Arabie 1985); those in no segment count as one. */
  readonly adjustedRand: number;
  /** What to know before trusting it: who has no segment, names that nobody can get, what the publisher leaves open. */
  readonly notes: readonly string[];
}

/** Adjusted Rand indices of maps, each with each: 1 for the same groups, about 0 for what chance gives. */
export interface MapAgreement {
  /** Tranche's RFM groups first. */
  readonly maps: readonly { readonly id: 'tranche' | PublishedSchemeId; readonly name: string }[];
  /** Row and column in the order of the maps. */
  readonly adjustedRand: readonly (readonly number[])[];
}

export interface SegmentReport {
  readonly schema: 1;
  readonly run: {
    /** Hash of input and settings: the same orders and settings give the same id. */
    readonly id: string;
    readonly seed: number;
    readonly asOf: string;
    readonly settings: Settings;
  };
  /** How the file was read: what was detected, what was assumed and how to change it. */
  readonly source: { readonly name: string; readonly notes: readonly string[] };
  readonly receipt: Receipt;
  readonly totals: Totals;
  readonly months: readonly Month[];
  readonly scores: Scores;
  /** One row per k; empty where there are too few customers for segments. */
  readonly quality: readonly ClusterQuality[];
  /** `null` where there are too few customers for segments. */
  readonly choice: { readonly k: number; readonly why: string } | null;
  /** By revenue, largest first. */
  readonly segments: readonly Segment[];
  /** All groups, also empty ones, best first; the same whatever the scheme. */
  readonly rfmGroups: readonly RfmGroupSummary[];
  /** Only where the settings name a published map. */
  readonly scheme?: PublishedMap;
  /** With `scheme`: how far all published maps and the RFM groups agree. */
  readonly maps?: MapAgreement;
  readonly warnings: readonly string[];
  /** What was asked for beyond segments. */
  readonly insight?: Insight;
}
