/** From a file on this disk to its dataset, its run and the report in the channel. */
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { ChartInput } from '../../charts/chart.ts';
import { DETECT_ALL } from '../../core/order-file.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { keepBatch } from '../../pipeline/keep-batch.ts';
import type { Dataset, Run } from '../../store/bot-state.ts';
import { replacedPeriod, uploadSummary } from '../batch-summaries.ts';
import { deliverReport, PARTS } from '../deliver-report.ts';
import { snapshotIn } from '../finish-run.ts';
import type { JobDeps } from '../job-deps.ts';
import type { ProgressMessage } from '../progress-message.ts';
import type { PlaceQuestion } from '../sayings/questions.ts';
import { withStoredOrders } from '../stored-orders.ts';
import type { Import } from './import.ts';
import { mergeOrders } from './merge-orders.ts';
import { placeOrders } from './place-orders.ts';
import type { TakenIn } from './take-in.ts';
import { waitForAnswer } from './wait-for-answer.ts';

export const reportOrders = async (deps: JobDeps, table: TakenIn, progress: ProgressMessage): Promise<void> => {
  const staged = deps.folders.stageBatch();
  try {
    const { work, path, hints, scratch, signature, group } = table;
    const request = { path, name: work.source, hints, folder: staged, scratch, ...(group ? { group } : {}) };
    const batch = await deps.meter.timed('import', () => keepBatch(deps.segmentation, request, progress.onProgress));
    work.context.signal.throwIfAborted();
    const place = await placeOrders(deps, work, signature, batch);
    if ('ask' in place) {
      await progress.end();
      await askWhere(deps, work, place.ask);
      return;
    }
    const { dataset, replaces } = place;
    const period = replacedPeriod(batch.contents);
    if (dataset && !replaces) await progress.tell({ step: 'merging', dataset: dataset.name, replaces: period });
    const merged = await mergeOrders(deps, { work, place, signature, batch, staged }, progress);
    deps.meter.rowsImported(batch.contents.rows);
    await remember(deps, table);
    await deps.folders.deleteUpload(work.owner);
    await progress.end();
    await deliver(deps, work, merged, { report: merged.run.report, points: merged.points });
  } finally {
    await deps.folders.discardStaged(staged);
  }
};

/** What a person said of the file, for the next one like it. */
const remember = async ({ state }: JobDeps, { work, signature, hints }: TakenIn): Promise<void> => {
  const { team, channel, said } = work;
  const { sheet, workbook } = said;
  if (sheet !== undefined && workbook !== undefined) {
    const before = (await state.readings.find(team, channel, workbook)) ?? DETECT_ALL;
    await state.readings.save(team, channel, workbook, { ...before, sheet });
  }
  if (said.hints || said.currency) await state.readings.save(team, channel, signature, hints);
};

const askWhere = (deps: JobDeps, work: Import, question: PlaceQuestion): Promise<void> =>
  waitForAnswer(deps, work, null, { kind: 'ask-place', question, uploader: work.user });

interface Stored {
  readonly run: Run;
  readonly dataset: Dataset;
}

/**
 * An import that was cut off while it told its report has nothing to read any more, even if its orders were replaced or
 * forgotten since: reading them again would bring them back. False where it has not come so far.
 */
export const finishDelivery = async (deps: JobDeps, work: Import): Promise<boolean> => {
  const { state, folders } = deps;
  const run = await state.runs.ofJob(work.owner);
  const dataset = run && (await state.datasets.byId(run.dataset));
  if (!run || !dataset) return (await state.deliveries.find(work.owner, PARTS.report)) !== null;
  await folders.deleteUpload(work.owner);
  const newest = (await state.batches.ofDataset(dataset.id)).at(-1);
  const isCurrent = newest?.id === work.owner;
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
    source: run.report.source.name,
    saying: {
      // As it was stored: the report of stored orders names no file.
      report: run.report,
      dataset,
      offerDigest: (await deps.state.digests.find(dataset.channel, dataset.id)) === null,
      upload: await uploadSummary(deps, dataset, work.owner),
      change: null,
    },
    input: { ...input, report: run.report },
  });
  deps.meter.imported('reported');
};
