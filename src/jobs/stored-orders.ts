/** Segments the stored orders of a dataset, and cleans up behind it. */

import { dirname } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { ExpectedError } from '../errors.ts';
import type { OnProgress } from '../pipeline/progress.ts';
import { runSegmentation } from '../pipeline/run-segmentation.ts';
import type { Segmentation } from '../pipeline/segmentation.ts';
import type { Dataset, Run } from '../store/bot-state.ts';
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

export const withStoredOrders = async <T>(
  deps: JobDeps,
  { job, dataset, settings }: Wanted,
  onProgress: OnProgress,
  use: (orders: StoredOrders) => Promise<T>,
): Promise<T> => {
  const exportFolder = deps.folders.exportFolder(job);
  try {
    const folder = deps.folders.versionFolder(dataset.id, dataset.version);
    const snapshotFolder = dirname(deps.folders.snapshotPath(dataset.id, 'any'));
    const request = { stored: { folder }, settings, scratch: exportFolder, exportFolder, snapshotFolder };
    const segmentation = await runSegmentation(deps.segmentation, request, onProgress);
    try {
      return await use({ segmentation, exportFolder });
    } finally {
      await segmentation.close();
    }
  } finally {
    await deps.folders.deleteExport(job);
  }
};

/** The run that people see when they ask about a dataset: its newest one. */
export const latestRun = async ({ state }: JobDeps, dataset: Dataset): Promise<Run> => {
  const [run] = await state.runs.ofDataset(dataset.id, 1);
  if (!run) throw new ExpectedError('dataset_unfinished', { name: dataset.name });
  return run;
};

export const settingsWith = (changed: Partial<Settings>): Settings => ({ ...DEFAULT_SETTINGS, ...changed });
