/** What every segmentation leaves behind: its run, and how each customer stood, to be compared with later. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SegmentReport } from '../core/report.ts';
import type { Dataset, Run } from '../store/bot-state.ts';
import type { JobDeps } from './job-deps.ts';

/** Runs whose customers can be compared with; those that digests refer to stay longer. */
const KEPT_SNAPSHOTS = 12;

export interface FinishedRun {
  readonly job: string;
  readonly dataset: Dataset;
  readonly trigger: Run['trigger'];
  readonly report: SegmentReport;
  /** The snapshot of its customers, on the disk of the datasets. */
  readonly snapshot: string;
}

/** Where a segmentation writes the snapshot that `finishRun` takes over. */
export const snapshotIn = (exportFolder: string): string => join(exportFolder, 'snapshot.parquet');

export const finishRun = async (deps: JobDeps, { snapshot, ...finished }: FinishedRun): Promise<Run> => {
  const { dataset } = finished;
  const run = await deps.state.runs.save({ ...finished, dataset: dataset.id, createdAt: deps.now() });
  await keepSnapshot(deps, { dataset, run }, snapshot);
  return run;
};

export const keepSnapshot = async (
  deps: JobDeps,
  { dataset, run }: { readonly dataset: Dataset; readonly run: Run },
  snapshot: string,
): Promise<void> => {
  await rename(snapshot, deps.folders.snapshotPath(dataset.id, run.id));
  await dropOldSnapshots(deps, dataset);
};

const dropOldSnapshots = async ({ state, folders }: JobDeps, dataset: Dataset): Promise<void> => {
  const runs = await state.runs.ofDataset(dataset.id, KEPT_SNAPSHOTS * 3);
  const referred = new Set((await state.digests.all(dataset.team)).map(({ lastRun }) => lastRun));
  const old = runs.slice(KEPT_SNAPSHOTS).filter(({ id }) => !referred.has(id));
  await Promise.all(old.map(({ id }) => rm(folders.snapshotPath(dataset.id, id), { force: true })));
};
