/** Segments the stored orders of a dataset, and cleans up behind it. */

import { dirname } from 'node:path';
import type { SegmentReport } from '../core/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { ExpectedError, isExpected } from '../errors.ts';
import { type LookBack, lookBack } from '../pipeline/look-back.ts';
import type { OnProgress } from '../pipeline/progress.ts';
import { runSegmentation } from '../pipeline/run-segmentation.ts';
import type { Segmentation, StoredRequest } from '../pipeline/segmentation.ts';
import type { Batch, Dataset, Run } from '../store/bot-state.ts';
import type { JobDeps } from './job-deps.ts';

export interface StoredOrders {
  readonly segmentation: Segmentation;
  /** Where the segmentation may write; it goes when `use` has ended. */
  readonly exportFolder: string;
}

export interface Wanted {
  readonly job: string;
  readonly dataset: Dataset;
  readonly settings: Settings;
}

export const withStoredOrders = <T>(
  deps: JobDeps,
  wanted: Wanted,
  onProgress: OnProgress,
  use: (orders: StoredOrders) => Promise<T>,
): Promise<T> => withBatchesOf(deps, wanted, batches => withBatches(deps, batches, onProgress, use));

/** To see who moved: without segments, which take longest. */
export const withLookBack = <T>(deps: JobDeps, wanted: Wanted, use: (look: LookBack) => Promise<T>): Promise<T> =>
  withBatchesOf(deps, wanted, batches =>
    opened(deps, batches, { open: request => lookBack(deps.segmentation, request), use: look => use(look) }),
  );

/** Nobody deletes them meanwhile. */
const withBatchesOf = <T>(
  deps: JobDeps,
  { dataset: { id, name }, ...wanted }: Wanted,
  use: (batches: WantedBatches) => Promise<T>,
): Promise<T> =>
  deps.locks.reading(id, async () => {
    const batches = pathsOf(deps, await deps.state.batches.ofDataset(id));
    if (batches.length === 0) throw new ExpectedError('dataset_gone', { name });
    return use({ ...wanted, dataset: id, name, batches });
  });

export const pathsOf = ({ folders }: Pick<JobDeps, 'folders'>, batches: readonly Batch[]): readonly string[] =>
  batches.map(({ folder }) => folders.batchPath(folder));

interface WantedBatches extends Omit<Wanted, 'dataset'> {
  /** The one whose snapshots may be looked at; `null` where there is none yet. */
  readonly dataset: string | null;
  /** What people call the dataset; `null` where nothing was stored before. */
  readonly name: string | null;
  /** Paths, oldest first. */
  readonly batches: readonly string[];
}

/** For whoever keeps others from deleting the batches meanwhile. */
export const withBatches = <T>(
  deps: JobDeps,
  wanted: WantedBatches,
  onProgress: OnProgress,
  use: (orders: StoredOrders) => Promise<T>,
): Promise<T> =>
  opened(deps, wanted, {
    open: request => runSegmentation(deps.segmentation, request, onProgress),
    use: (segmentation, exportFolder) => use({ segmentation, exportFolder }),
  });

interface Work<O extends { readonly close: () => Promise<void> }, T> {
  readonly open: (request: StoredRequest) => Promise<O>;
  readonly use: (orders: O, exportFolder: string) => Promise<T>;
}

/** Whatever happens, the orders are closed and the temporary folder goes. */
const opened = async <O extends { readonly close: () => Promise<void> }, T>(
  deps: JobDeps,
  { job, dataset, name, batches, settings }: WantedBatches,
  { open, use }: Work<O, T>,
): Promise<T> => {
  const exportFolder = deps.folders.exportFolder(job);
  try {
    const snapshots = dataset === null ? {} : { snapshotFolder: dirname(deps.folders.snapshotPath(dataset, 'any')) };
    const request = { batches, settings, scratch: exportFolder, exportFolder, ...snapshots };
    const orders = await deps.meter.timed('segmentation', () => tellingName(name, () => open(request)));
    try {
      return await use(orders, exportFolder);
    } finally {
      await orders.close();
    }
  } finally {
    await deps.folders.deleteExport(job);
  }
};

/** Orders that are damaged are told by the name of their dataset. */
export const tellingName = async <T>(dataset: string | null, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isExpected(error, 'orders_damaged')) throw error;
    throw new ExpectedError('orders_damaged', { ...error.facts, dataset }, { cause: error });
  }
};

/** What is known of a dataset at a glance. */
export const figuresOf = ({ receipt, totals }: SegmentReport) => ({
  rows: receipt.rows,
  customers: totals.customers,
  firstOrder: totals.firstOrder,
  lastOrder: totals.lastOrder,
});

/** The run that people see when they ask about a dataset: its newest one. */
export const latestRun = async ({ state }: JobDeps, dataset: Dataset): Promise<Run> => {
  const [run] = await state.runs.ofDataset(dataset.id, 1);
  if (!run) throw new ExpectedError('dataset_unfinished', { name: dataset.name });
  return run;
};

export const settingsWith = (changed: Partial<Settings>): Settings => ({ ...DEFAULT_SETTINGS, ...changed });
