/**
 * Everything the bot can say, as facts. `slack/blocks` has a file per kind that turns the facts into blocks and plain
 * text; who gets to see it is decided by whoever says it.
 */
import type { Segment, SegmentReport } from '../core/report.ts';
import type { DatasetName, DatasetSummary, LastResult } from './sayings/datasets.ts';
import type { ChurnSaying, DigestNotice, DigestSaying, DigestSummary } from './sayings/digests.ts';
import type { CurrencyQuestion, MappingQuestion, PlaceQuestion, SheetQuestion } from './sayings/questions.ts';
import type { ComparisonSaying, InsightSaying, Pictures, ProgressSaying, ReportSaying } from './sayings/reports.ts';
import type { BatchSummary } from './sayings/uploads.ts';
import type { WhySaying } from './sayings/why.ts';

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
  | ({ readonly kind: 'charts' } & Pictures)
  | { readonly kind: 'ask-mapping'; readonly question: MappingQuestion; readonly uploader: string }
  | { readonly kind: 'ask-currency'; readonly question: CurrencyQuestion; readonly uploader: string }
  | { readonly kind: 'ask-sheet'; readonly question: SheetQuestion; readonly uploader: string }
  | { readonly kind: 'ask-place'; readonly question: PlaceQuestion; readonly uploader: string }
  | {
      readonly kind: 'answered';
      readonly fileName: string;
      readonly by: string;
      readonly about: 'columns' | 'place' | 'currency' | 'sheet';
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
  /** Beside a file of the investor pack in the direct message. */
  | { readonly kind: 'investor-file'; readonly dataset: DatasetName; readonly name: string }
  /** Where it was asked for. */
  | { readonly kind: 'export-sent'; readonly what: string; readonly rows: number }
  | { readonly kind: 'nothing-to-export'; readonly what: string }
  | InsightSaying
  | ComparisonSaying
  /** `days`: so many days ago, of which there are no orders; `null`: there is no earlier run. */
  | {
      readonly kind: 'nothing-to-compare';
      readonly dataset: DatasetName;
      readonly days: number | null;
      readonly firstOrder: string;
    }
  | { readonly kind: 'datasets'; readonly datasets: readonly DatasetSummary[] }
  | { readonly kind: 'uploads'; readonly dataset: DatasetName; readonly uploads: readonly BatchSummary[] }
  /** An upload that was taken back already, or is the only one. */
  | { readonly kind: 'no-upload'; readonly dataset: DatasetName; readonly why: 'gone' | 'only' }
  | { readonly kind: 'confirm-forget'; readonly dataset: DatasetName; readonly customer: string | null }
  | { readonly kind: 'forgotten'; readonly dataset: DatasetName; readonly customer: string | null }
  | { readonly kind: 'no-digest' }
  | DigestSaying
  | ChurnSaying
  | DigestNotice
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
