/** Progress, reports and charts of imports and runs. */
import type { Movement } from '../../core/changes.ts';
import type { Topic } from '../../core/insight/insight.ts';
import type { SegmentReport } from '../../core/report.ts';
import type { BatchAction } from '../chat-request.ts';
import type { DatasetName } from './datasets.ts';
import type { UploadSummary } from './uploads.ts';

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

/** One topic beyond segments, which `report.insight` holds. */
export interface InsightSaying extends Pictures {
  readonly kind: 'insight';
  readonly topic: Topic;
  readonly report: SegmentReport;
  readonly dataset: DatasetName;
  /** Whoever asked sees it alone, without pictures, and can post it with them. */
  readonly isPrivate: boolean;
}

/** What moved, by RFM group. */
export interface ComparisonSaying extends Pictures {
  readonly kind: 'compare';
  readonly movement: Movement;
  readonly dataset: DatasetName;
  readonly currency: string | null;
  /** So many days ago; `null`: since the run with the id `since`. */
  readonly days: number | null;
  readonly since: string | null;
  /** As above. */
  readonly isPrivate: boolean;
}

export interface Pictures {
  readonly charts: readonly ChartPicture[];
  /** Pictures that could not be shown. */
  readonly failed: readonly Pick<ChartPicture, 'title' | 'altText'>[];
}

export interface ChartPicture {
  readonly fileId: string;
  readonly title: string;
  readonly altText: string;
}
