/** From a file on this disk to a dataset, its run and the report in the channel. */

import type { ChartInput } from '../../charts/chart.ts';
import type { SegmentReport } from '../../core/report.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { runSegmentation } from '../../pipeline/run-segmentation.ts';
import type { Segmentation } from '../../pipeline/segmentation.ts';
import type { Dataset, Run } from '../../store/bot-state.ts';
import { deliverReport } from '../deliver-report.ts';
import { finishRun, snapshotIn } from '../finish-run.ts';
import type { JobDeps } from '../job-deps.ts';
import type { ProgressMessage } from '../progress-message.ts';
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
  /** The dataset as it was before, `null` for a new one. */
  readonly before: Dataset | null;
}

/**
 * The order of steps matters where the process is killed between two of them: a run that is there says that its orders
 * are in place; before that, the import begins again.
 */
const store = async (deps: JobDeps, imported: Imported): Promise<Stored> => {
  const { work, table, segmentation, staged, exportFolder } = imported;
  const { report } = segmentation;
  const snapshot = snapshotIn(exportFolder);
  try {
    await segmentation.saveSnapshot(snapshot);
  } finally {
    await segmentation.close();
  }
  const before = await deps.state.datasets.bySignature(work.team, work.channel, table.signature);
  const dataset = await saveDataset(deps, work, report, { signature: table.signature, before });
  await deps.folders.commitVersion(staged, dataset.id, dataset.version);
  if (work.said) await deps.state.readings.save(work.team, work.channel, table.signature, work.said);
  const run = await finishRun(deps, { job: work.owner, dataset, trigger: 'upload', report, snapshot });
  await deps.folders.deleteOtherVersions(dataset.id, dataset.version);
  await deps.folders.deleteUpload(work.owner);
  return { run, dataset, before };
};

const saveDataset = (
  { state, now }: JobDeps,
  { team, channel, user, source, context }: Import,
  { receipt, totals }: SegmentReport,
  { signature, before }: { readonly signature: string; readonly before: Dataset | null },
): Promise<Dataset> =>
  state.datasets.save({
    team,
    channel,
    name: before?.name ?? datasetName(source),
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

/** An import that was cut off while it told its report has nothing to read any more; false where it has not come so far. */
export const finishDelivery = async (deps: JobDeps, work: Import): Promise<boolean> => {
  const run = await deps.state.runs.ofJob(work.owner);
  const dataset = run && (await deps.state.datasets.byId(run.dataset));
  if (!run || dataset?.version !== work.context.job) return false;
  const wanted = { job: work.owner, dataset, settings: DEFAULT_SETTINGS };
  const input = await withStoredOrders(
    deps,
    wanted,
    () => {},
    async ({ segmentation: { report, points } }) => ({ report, points }),
  );
  await deliver(deps, work, { run, dataset, before: null }, input);
  return true;
};

const deliver = async (
  deps: JobDeps,
  work: Import,
  { run, dataset, before }: Stored,
  input: ChartInput,
): Promise<void> => {
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
      replaced: before && { uploadedAt: new Date(before.uploadedAt).toISOString(), rows: before.rows },
    },
    input: { ...input, report: run.report },
  });
};
