/** Datasets, as people refer to them and hear of them. */
import type { SegmentReport } from '../../core/report.ts';

/** The orders of one shop in one channel, as people refer to them. */
export interface DatasetName {
  readonly id: string;
  readonly name: string;
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
