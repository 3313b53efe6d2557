/** From a file on this disk to a dataset, its run and the report in the channel. */

import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { ChartInput } from '../../charts/chart.ts';
import type { SegmentReport } from '../../core/report.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { runSegmentation } from '../../pipeline/run-segmentation.ts';
import type { Segmentation } from '../../pipeline/segmentation.ts';
import type { Dataset, Run } from '../../store/bot-state.ts';
import { deliverReport, PARTS } from '../deliver-report.ts';
import { finishRun, snapshotIn } from '../finish-run.ts';
import type { JobDeps } from '../job-deps.ts';
import type { ProgressMessage } from '../progress-message.ts';
import type { ReportSaying } from '../sayings.ts';
import { withStoredOrders } from '../stored-orders.ts';
import type { Import } from './import.ts';
import type { TakenIn } from './take-in.ts';

const LONGEST_NAME = 60;

export const reportOrders = async (
  deps: JobDeps,
  work: Import,
  table: TakenIn,
  progress: ProgressMessage,
): Promise<void> => {
  const staged = deps.folders.stageVersion();
  const exportFolder = deps.folders.exportFolder(work.owner);
  try {
    const segmentation = await runSegmentation(
      deps.segmentation,
      {
        path: table.path,
        name: work.source,
        hints: table.hints,
        settings: DEFAULT_SETTINGS,
        scratch: table.scratch,
        keep: { folder: staged },
        exportFolder,
        askWhenUnsure: true,
      },
      progress.onProgress,
    );
    deps.log.info({ run: work.owner, rows: segmentation.report.receipt.rows }, 'orders segmented');
    const stored = await store(deps, { work, table, segmentation, staged, exportFolder });
    await progress.end();
    await deliver(deps, work, stored, { report: segmentation.report, points: segmentation.points });
  } finally {
    await deps.folders.discardStaged(staged);
    await deps.folders.deleteExport(work.owner);
  }
};

interface Imported {
  readonly work: Import;
  readonly table: TakenIn;
  readonly segmentation: Segmentation;
  readonly staged: string;
  readonly exportFolder: string;
}

interface Stored {
  readonly run: Run;
  readonly dataset: Dataset;
}

/**
 * The order of steps matters where the process is killed between two of them: a run that is there says that its orders
 * are in place; before that, the import begins again.
 */
const store = async (deps: JobDeps, imported: Imported): Promise<Stored> => {
  const { work, table, segmentation, exportFolder } = imported;
  const { report } = segmentation;
  const snapshot = snapshotIn(exportFolder);
  try {
    await segmentation.saveSnapshot(snapshot);
  } finally {
    await segmentation.close();
  }
  const dataset = await placeOrders(deps, imported);
  if (work.said) await deps.state.readings.save(work.team, work.channel, table.signature, work.said);
  const run = await finishRun(deps, { job: work.owner, dataset, trigger: 'upload', report, snapshot });
  await tidyUp(deps, work, dataset);
  return { run, dataset };
};

const tidyUp = async ({ folders }: JobDeps, { owner }: Import, { id, version }: Dataset): Promise<void> => {
  await folders.deleteOtherVersions(id, version);
  await folders.deleteUpload(owner);
};

/** A dataset that is there moves on only when the new orders are in place: a full disk must not cost the old ones. */
const placeOrders = async (deps: JobDeps, { work, table, segmentation, staged }: Imported): Promise<Dataset> => {
  const { datasets } = deps.state;
  const save = () => saveDataset(deps, work, segmentation.report, table.signature);
  const known = await datasets.bySignature(work.team, work.channel, table.signature);
  if (known) {
    await deps.folders.commitVersion(staged, known.id, work.context.job);
    return save();
  }
  const dataset = await save();
  try {
    await deps.folders.commitVersion(staged, dataset.id, dataset.version);
  } catch (error) {
    await datasets.delete(dataset.id);
    await deps.folders.deleteDataset(dataset.id);
    throw error;
  }
  return dataset;
};

const saveDataset = (
  { state, now }: JobDeps,
  { team, channel, user, source, context }: Import,
  { receipt, totals }: SegmentReport,
  signature: string,
): Promise<Dataset> =>
  state.datasets.save({
    team,
    channel,
    // One that is there keeps its name.
    name: datasetName(source),
    signature,
    owner: user,
    version: context.job,
    sourceName: source,
    rows: receipt.rows,
    customers: totals.customers,
    firstOrder: totals.firstOrder,
    lastOrder: totals.lastOrder,
    uploadedAt: now(),
  });

/** "orders 2026" of `orders 2026.csv`. */
const datasetName = (source: string): string =>
  source
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .trim()
    .slice(0, LONGEST_NAME) || 'orders';

/**
 * An import that was cut off while it told its report has nothing to read any more, even if its orders were replaced or
 * forgotten since: reading them again would bring them back. False where it has not come so far.
 */
export const finishDelivery = async (deps: JobDeps, work: Import): Promise<boolean> => {
  const run = await deps.state.runs.ofJob(work.owner);
  const dataset = run && (await deps.state.datasets.byId(run.dataset));
  if (!run || !dataset) return (await deps.state.deliveries.find(work.owner, PARTS.report)) !== null;
  const isCurrent = dataset.version === work.context.job;
  if (isCurrent) await tidyUp(deps, work, dataset);
  const input = isCurrent ? await readAgain(deps, work, { run, dataset }) : { report: run.report, points: [] };
  await deliver(deps, work, { run, dataset }, input);
  return true;
};

/** With the snapshot, where the import was cut off before that was in its place. */
const readAgain = (deps: JobDeps, work: Import, { run, dataset }: Stored): Promise<ChartInput> =>
  withStoredOrders(
    deps,
    { job: work.owner, dataset, settings: DEFAULT_SETTINGS },
    () => {},
    async ({ segmentation: { report, points, saveSnapshot }, exportFolder }) => {
      const path = deps.folders.snapshotPath(dataset.id, run.id);
      if (!existsSync(path)) {
        await saveSnapshot(snapshotIn(exportFolder));
        await rename(snapshotIn(exportFolder), path);
      }
      return { report, points };
    },
  );

const deliver = async (deps: JobDeps, work: Import, { run, dataset }: Stored, input: ChartInput): Promise<void> => {
  await deliverReport(deps, {
    job: work.owner,
    place: work,
    askedAt: work.context.askedAt,
    user: work.user,
    source: work.source,
    saying: {
      // As it was stored: the report of stored orders names no file.
      report: run.report,
      dataset,
      offerDigest: (await deps.state.digests.find(dataset.channel, dataset.id)) === null,
      replaced: await replacedBy(deps, run),
    },
    input: { ...input, report: run.report },
  });
};

const RUNS_LOOKED_AT = 100;

/** The upload before this one. Asked of the runs, so that an import that was cut off says the same. */
const replacedBy = async ({ state }: JobDeps, { id, dataset }: Run): Promise<ReportSaying['replaced']> => {
  const runs = await state.runs.ofDataset(dataset, RUNS_LOOKED_AT);
  const older = runs.slice(runs.findIndex(run => run.id === id) + 1);
  const upload = older.find(({ trigger }) => trigger === 'upload');
  return upload ? { uploadedAt: new Date(upload.createdAt).toISOString(), rows: upload.report.receipt.rows } : null;
};
