/** Uploads that a dataset is made of. */
import type { MergedOrders } from '../../core/batch.ts';

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
