import type { FileContents } from '../core/batch.ts';
import type { OrderFile } from '../core/order-file.ts';
import { importOrders, type ReadingDeps } from './import-orders.ts';
import type { OnProgress } from './progress.ts';
import type { BatchRequest, SegmentationDeps } from './segmentation.ts';

export interface KeptBatch {
  /** How the file was read; its paths are those of the upload. */
  readonly file: OrderFile;
  readonly contents: FileContents;
}

/**
 * Keeps the orders of a file as a batch in its folder. Nothing is assumed that a person could be asked: throws
 * `columns_unsure` and `dates_ambiguous` besides what every file can be refused for.
 */
export const keepBatch = async (
  deps: ReadingDeps & Pick<SegmentationDeps, 'openStore'>,
  request: BatchRequest,
  onProgress: OnProgress = () => {},
): Promise<KeptBatch> => {
  // Kept orders may be segmented with `duplicates: 'drop'` one day, and asked about products.
  const wanted = { ...request, others: [], wholeRows: true, details: true, askWhenUnsure: true };
  const { store, file } = await importOrders(deps, wanted, onProgress);
  try {
    await store.keep(file);
    return { file, contents: await store.contents() };
  } finally {
    await store.close();
  }
};
