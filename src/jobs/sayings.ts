/**
 * Everything the bot can say, as facts. `slack/blocks` has a file per kind that turns the facts into blocks and plain
 * text; who gets to see it is decided by whoever says it.
 */
import type { MergedOrders } from '../core/batch.ts';
import type { Cadence } from '../core/cadence.ts';
import type { Movement } from '../core/changes.ts';
import type { NextGroup } from '../core/next-group.ts';
import type { Field } from '../core/order-file.ts';
import type { FourCuts, Segment, SegmentReport } from '../core/report.ts';
import type { RfmGroupId } from '../core/rfm-groups.ts';
import type { BatchAction } from './chat-request.ts';

/** The orders of one shop in one channel, as people refer to them. */
export interface DatasetName {
  readonly id: string;
  readonly name: string;
}

export type ProgressStep =
  | { readonly step: 'waiting' /** Imports that come before. */; readonly ahead: number }
  | { readonly step: 'downloading'; readonly bytes: number; readonly ofBytes: number | null }
  /** Looking at the file, or making a clean copy of it. */
  | { readonly step: 'inspecting' }
  | { readonly step: 'reading'; readonly rows: number; readonly ofRows: number }
  /** Adding to what is there; `replaces`: first and last order of the period that a file without order ids replaces. */
  | {
      readonly step: 'merging';
      readonly dataset: string;
      readonly replaces: { readonly from: string; readonly to: string } | null;
    }
  | { readonly step: 'finding' }
  | { readonly step: 'drawing' };

/** Progress of an import or of a run; the message becomes the report. */
export type ProgressSaying = { readonly kind: 'progress'; readonly source: string } & ProgressStep;

export interface ReportSaying {
  readonly kind: 'report';
  readonly report: SegmentReport;
  readonly dataset: DatasetName;
  /** Mentioned, where the report is posted anew because the work took long. */
  readonly mention: string | null;
  /** Offers "Post this every Monday at 09:00". */
  readonly offerDigest: boolean;
  /** What this upload did to the orders that were there; `null` for the first one, and where nothing was uploaded. */
  readonly upload: UploadSummary | null;
  /** What was done to the uploads of the dataset, by whom; `null` where nothing was. */
  readonly change: { readonly action: BatchAction; readonly fileName: string; readonly by: string } | null;
}

/** One upload among those that a dataset is made of. */
export interface BatchSummary {
  readonly id: string;
  readonly fileName: string;
  readonly rows: number;
  readonly uploadedAt: string;
  /** Slack user id. */
  readonly uploadedBy: string;
}

export interface UploadSummary extends BatchSummary {
  /** `null` where the file has no order ids. */
  readonly merged: MergedOrders | null;
  /** Rows of earlier uploads that it replaced, and the period where that is how they were found. */
  readonly replacedRows: number;
  readonly period: { readonly from: string; readonly to: string } | null;
  /** Uploads that the dataset is made of now. */
  readonly uploads: number;
}

/** Why it is asked which orders a file belongs to. */
export type PlaceReason =
  | { readonly because: 'several' | 'columns' | 'mapping' }
  | { readonly because: 'currency'; readonly file: readonly string[]; readonly stored: readonly string[] };

export type PlaceQuestion = PlaceReason & {
  /** Stands for the waiting file in buttons. */
  readonly id: string;
  readonly fileName: string;
  /** Those that it may belong to. */
  readonly datasets: readonly DatasetName[];
};

export interface ChartPicture {
  readonly fileId: string;
  readonly title: string;
  readonly altText: string;
}

/** What a person could map the columns of a file to, and what was guessed. */
export interface MappingQuestion {
  /** Stands for the waiting file in buttons and modals. */
  readonly id: string;
  readonly fileName: string;
  /** Why it is asked, in words. */
  readonly problem: string;
  readonly columns: readonly string[];
  /** Three rows, each as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
  /** 0-based column of every field that was found or guessed. */
  readonly guess: Readonly<Partial<Record<Field, number>>>;
  /** Set where day and month cannot be told apart. */
  readonly dates: { readonly examples: readonly string[]; readonly guess: 'dmy' | 'mdy' | 'ymd' } | null;
}

export type { NextGroup };

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

export interface DatasetSummary extends DatasetName {
  readonly channel: string;
  readonly sourceName: string;
  readonly rows: number;
  readonly customers: number;
  readonly firstOrder: string;
  readonly lastOrder: string;
  readonly uploadedAt: string;
  /** Slack user id. */
  readonly uploadedBy: string;
  readonly uploads: number;
  /** On the disk. */
  readonly bytes: number;
  /** Since the last order. */
  readonly daysAgo: number;
  readonly isLatest: boolean;
}

export interface LastResult {
  readonly report: SegmentReport;
  readonly at: string;
}

/** What is asked in the home tab about a dataset that is chosen there. */
export type PrivacyRequest = 'forget-dataset' | 'forget-customer' | 'account';

export interface DigestSummary {
  readonly id: string;
  readonly channel: string;
  readonly dataset: DatasetName;
  readonly owner: string;
  readonly cadence: Cadence;
  /** IANA name. */
  readonly timeZone: string;
  /** Epoch seconds; `null` while paused. */
  readonly nextDueAt: number | null;
  readonly pausedBecause: string | null;
}

/** One thing worth doing this week. */
export interface DigestAdvice {
  readonly title: string;
  readonly why: string;
  readonly how: string;
  /** Whose list helps with it; `null` where it is about customers who moved, or of a segment. */
  readonly group: RfmGroupId | null;
}

export interface DigestSaying {
  readonly kind: 'digest';
  readonly dataset: DatasetName;
  readonly report: SegmentReport;
  /** `null` on the first one: nothing to compare with yet. */
  readonly movement: Movement | null;
  /** The segments of last time, `null` on the first one. */
  readonly previousSegments: readonly Pick<Segment, 'id' | 'name' | 'customers' | 'revenue'>[] | null;
  readonly advice: readonly DigestAdvice[];
  readonly cadence: Cadence;
  readonly timeZone: string;
  readonly preview: boolean;
  readonly chart: ChartPicture | null;
}

export type RefusalReason =
  | 'guest'
  | 'other_workspace'
  | 'not_in_channel'
  | 'membership_unknown'
  | 'only_owner_or_admin';

export type Saying =
  | ProgressSaying
  | ReportSaying
  /** What the progress message says once the report was posted anew below it. */
  | { readonly kind: 'report-below'; readonly source: string }
  /** `failed`: titles of pictures that could not be shown. */
  | {
      readonly kind: 'charts';
      readonly charts: readonly ChartPicture[];
      readonly failed: readonly { readonly title: string; readonly altText: string }[];
    }
  | { readonly kind: 'ask-mapping'; readonly question: MappingQuestion; readonly uploader: string }
  | { readonly kind: 'ask-place'; readonly question: PlaceQuestion; readonly uploader: string }
  | {
      readonly kind: 'answered';
      readonly fileName: string;
      readonly by: string;
      readonly about: 'columns' | 'place';
    }
  /** Something the person can fix. `run` where a job stands behind it. */
  | { readonly kind: 'problem'; readonly problem: string; readonly fix: string; readonly run: string | null }
  /** `retrying`: it is tried again by itself. */
  | { readonly kind: 'outage'; readonly what: string; readonly retrying: boolean; readonly run: string }
  | { readonly kind: 'bug'; readonly run: string }
  | { readonly kind: 'no-orders'; readonly fileName: string; readonly because: string; readonly fix: string }
  | { readonly kind: 'invite-me'; readonly channel: string; readonly botUser: string }
  | { readonly kind: 'refusal'; readonly reason: RefusalReason; readonly what: string }
  | { readonly kind: 'help'; readonly botName: string; readonly hasDatasets: boolean }
  | {
      readonly kind: 'mistake';
      readonly problem: string;
      readonly didYouMean: string | null;
      readonly examples: readonly string[];
    }
  | { readonly kind: 'no-dataset'; readonly asked: string | null; readonly available: readonly string[] }
  | { readonly kind: 'working'; readonly on: string }
  | { readonly kind: 'segments'; readonly report: SegmentReport; readonly dataset: DatasetName }
  | {
      readonly kind: 'segment';
      readonly report: SegmentReport;
      readonly segment: Segment;
      readonly dataset: DatasetName;
    }
  | { readonly kind: 'no-segment'; readonly asked: string; readonly available: readonly string[] }
  | WhySaying
  | {
      readonly kind: 'no-customer';
      readonly customer: string;
      readonly dataset: DatasetName;
      readonly similar: readonly string[];
    }
  /** Beside the file in the direct message. */
  | { readonly kind: 'export-file'; readonly dataset: DatasetName; readonly what: string; readonly rows: number }
  /** Where it was asked for. */
  | { readonly kind: 'export-sent'; readonly what: string; readonly rows: number }
  | { readonly kind: 'nothing-to-export'; readonly what: string }
  | { readonly kind: 'trends'; readonly report: SegmentReport; readonly dataset: DatasetName }
  | {
      readonly kind: 'compare';
      readonly movement: Movement;
      readonly dataset: DatasetName;
      readonly currency: string | null;
    }
  | { readonly kind: 'nothing-to-compare'; readonly dataset: DatasetName }
  | { readonly kind: 'datasets'; readonly datasets: readonly DatasetSummary[] }
  | { readonly kind: 'uploads'; readonly dataset: DatasetName; readonly uploads: readonly BatchSummary[] }
  /** An upload that was taken back already, or is the only one. */
  | { readonly kind: 'no-upload'; readonly dataset: DatasetName; readonly why: 'gone' | 'only' }
  | { readonly kind: 'confirm-forget'; readonly dataset: DatasetName; readonly customer: string | null }
  | { readonly kind: 'forgotten'; readonly dataset: DatasetName; readonly customer: string | null }
  | { readonly kind: 'digest-saved'; readonly digest: DigestSummary; readonly replacedCadence: Cadence | null }
  | { readonly kind: 'digest-list'; readonly digests: readonly DigestSummary[] }
  | { readonly kind: 'digest-changed'; readonly digest: DigestSummary; readonly change: 'paused' | 'resumed' | 'off' }
  /** To whoever had set it up before. */
  | {
      readonly kind: 'digest-taken-over';
      readonly digest: DigestSummary;
      readonly by: string;
      readonly before: Cadence;
    }
  | { readonly kind: 'no-digest' }
  | DigestSaying
  /** Instead of a digest, where no orders came for more than seven days. */
  | {
      readonly kind: 'digest-stale';
      readonly dataset: DatasetName;
      readonly lastOrder: string;
      readonly daysAgo: number;
      readonly cadence: Cadence;
      readonly timeZone: string;
      readonly preview: boolean;
    }
  /** To the owner, two days before a digest that would be stale. */
  | {
      readonly kind: 'digest-reminder';
      readonly digest: DigestSummary;
      /** Epoch milliseconds. */
      readonly dueAt: number;
      readonly lastOrder: string;
    }
  /** To the owner, once. */
  | { readonly kind: 'digest-stopped'; readonly digest: DigestSummary; readonly because: string }
  /** To the owner, a week before, once. */
  | {
      readonly kind: 'retention-warning';
      readonly dataset: DatasetName;
      readonly channel: string;
      readonly uploadedAt: string;
      readonly deletedAt: string;
      /** After an upload, in days. */
      readonly keptDays: number;
    }
  | {
      readonly kind: 'home';
      readonly botName: string;
      readonly datasets: readonly DatasetSummary[];
      /** By dataset; of the first ones only. */
      readonly lastResults: Readonly<Record<string, LastResult>>;
      readonly digests: readonly DigestSummary[];
      /** Of all datasets, on the disk. */
      readonly bytes: number;
      /** So long after the last upload a dataset is deleted. */
      readonly retentionDays: number;
    };

export type SayingKind = Saying['kind'];
export type SayingOf<K extends SayingKind> = Extract<Saying, { readonly kind: K }>;
