/** Stored orders with scores and RFM groups, but without segments: finding these takes longest, and who moved needs none. */
import type { Movement } from '../core/changes.ts';
import type { Scores, Totals } from '../core/report.ts';
import type { OrderStore, PastPeriods } from '../orders/order-store.ts';
import { requireOrders } from './require-orders.ts';
import type { SegmentationDeps, StoredRequest } from './segmentation.ts';

export interface LookBack {
  readonly asOf: string;
  readonly totals: Totals;
  readonly scores: Scores;
  /** What moved since a snapshot; both looks scored with the cuts of now. */
  readonly movementSince: (snapshotPath: string) => Promise<Movement>;
  /** What moved in each of these periods, newest first, by the orders alone; all looks scored with the cuts of now. */
  readonly movementsBack: (periods: PastPeriods) => Promise<readonly Movement[]>;
  readonly close: () => Promise<void>;
}

/** The caller closes the result. */
export const lookBack = async (
  { openStored }: Pick<SegmentationDeps, 'openStored'>,
  { batches, settings, scratch, exportFolder, snapshotFolder }: StoredRequest,
): Promise<LookBack> => {
  const others = [exportFolder, snapshotFolder].filter(folder => folder != null);
  const store = await openStored(batches, scratch, others);
  try {
    return await lookAt(store, settings);
  } catch (error) {
    await store.close();
    throw error;
  }
};

const lookAt = async (store: OrderStore, settings: StoredRequest['settings']): Promise<LookBack> => ({
  asOf: requireOrders(store.file(), settings, await store.clean(settings)),
  totals: await store.totals(),
  scores: await store.scores(),
  movementSince: path => store.movementSince(path),
  movementsBack: periods => store.movementsBack(periods),
  close: () => store.close(),
});
