/** Takes an upload back, or everything else, or moves it to a dataset of its own; everybody in the channel sees the result. */
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import type { Segmentation } from '../../pipeline/segmentation.ts';
import type { Batch, ChangedDataset, Dataset, DatasetChange } from '../../store/bot-state.ts';
import { forgetRefusal, uploadedAll } from '../access.ts';
import { batchSummary } from '../batch-summaries.ts';
import type { BatchAction } from '../chat-request.ts';
import { keepSnapshot, snapshotIn } from '../finish-run.ts';
import { datasetName } from '../imports/merge-orders.ts';
import type { JobDeps } from '../job-deps.ts';
import { figuresOf, pathsOf, type StoredOrders, withBatches, withStoredOrders } from '../stored-orders.ts';
import { type Answer, type Asking, datasetFor, refused, tellPerson } from './ask.ts';
import { answerWithReport, deliverAnswer, type ReportAnswer } from './report-answer.ts';

export const uploads: Answer<'uploads'> = async (deps, ask) => {
  const dataset = await datasetFor(deps, ask, ask.request.dataset);
  if (!dataset) return;
  const batches = await deps.state.batches.ofDataset(dataset.id);
  await tellPerson(deps, ask, { kind: 'uploads', dataset, uploads: batches.map(batchSummary).toReversed() });
};

type ChangeAsk = Parameters<Answer<'change-upload'>>[1];

export const changeUpload: Answer<'change-upload'> = async (deps, ask) => {
  const { action, upload, dataset: choice } = ask.request;
  const done = await deps.state.runs.ofJob(ask.context.job);
  const dataset = await datasetFor(deps, ask, done ? { id: done.dataset } : choice);
  if (!dataset) return;
  if (done) {
    // An upload that was taken back is gone, but its own run still names it.
    const { report } = (await deps.state.runs.ofJob(upload)) ?? done;
    return tellAgain(deps, ask, dataset, { action, fileName: report.source.name });
  }
  // From here on nobody else changes the uploads.
  await deps.locks.changing(dataset.id, () => changeFound(deps, ask, dataset));
};

const changeFound = async (deps: JobDeps, ask: ChangeAsk, dataset: Dataset): Promise<void> => {
  const { action, upload } = ask.request;
  const batches = await deps.state.batches.ofDataset(dataset.id);
  const batch = batches.find(({ id }) => id === upload);
  const why = !batch ? 'gone' : batches.length === 1 ? 'only' : null;
  if (!batch || why) return tellPerson(deps, ask, { kind: 'no-upload', dataset, why: why ?? 'gone' });
  const plan = PLANS[action](batches, batch);
  const isTheirs = uploadedAll(ask.replyTo.user, plan.apart ? [plan.apart] : plan.go);
  if (await refused(deps, ask, await forgetRefusal(deps.people, ask.replyTo, isTheirs), batch.sourceName)) return;
  await change(deps, ask, { ...plan, action, dataset, batches, batch });
};

interface Plan {
  /** Batches that the dataset is made of afterwards. */
  readonly stay: readonly Batch[];
  readonly go: readonly Batch[];
  /** Becomes a dataset of its own. */
  readonly apart: Batch | null;
}

const PLANS: Readonly<Record<BatchAction, (batches: readonly Batch[], batch: Batch) => Plan>> = {
  undo: (batches, batch) => ({ stay: batches.filter(each => each !== batch), go: [batch], apart: null }),
  only: (batches, batch) => ({ stay: [batch], go: batches.filter(each => each !== batch), apart: null }),
  apart: (batches, batch) => ({ stay: batches.filter(each => each !== batch), go: [], apart: batch }),
};

interface Change extends Plan {
  readonly action: BatchAction;
  readonly dataset: Dataset;
  readonly batches: readonly Batch[];
  readonly batch: Batch;
}

/** Everything is worked out first; then the state changes at once, and the files follow. */
const change = (deps: JobDeps, ask: Asking, planned: Change): Promise<void> =>
  answerWithReport(deps, ask, planned.dataset, async onProgress => {
    const { job } = ask.context;
    const { apart, stay, action, batch } = planned;
    const look = <T>(suffix: string, batches: readonly Batch[], use: (orders: StoredOrders) => Promise<T>) => {
      const wanted = {
        job: `${job}${suffix}`,
        dataset: null,
        name: planned.dataset.name,
        batches: pathsOf(deps, batches),
        settings: DEFAULT_SETTINGS,
      };
      return withBatches(deps, wanted, onProgress, use);
    };
    const shown = async (own: StoredOrders | null, rest: StoredOrders): Promise<ReportAnswer> => {
      const changed = await commit(deps, job, planned, { own, rest });
      const { points } = (own ?? rest).segmentation;
      return { ...changed, points, change: { action, fileName: batch.sourceName } };
    };
    return apart
      ? look('', [apart], own => look('-rest', stay, rest => shown(own, rest)))
      : look('', stay, rest => shown(null, rest));
  });

interface Looks {
  /** Of the dataset that becomes one of its own. */
  readonly own: StoredOrders | null;
  readonly rest: StoredOrders;
}

/**
 * Both are kept for as long as before: what is left may have been uploaded long ago, and would be deleted at once because its
 * time is over. Gives the dataset that is shown.
 */
const commit = async (deps: JobDeps, job: string, planned: Change, { own, rest }: Looks): Promise<ChangedDataset> => {
  const looks = own ? [own, rest] : [rest];
  for (const { segmentation, exportFolder } of looks) await segmentation.saveSnapshot(snapshotIn(exportFolder));
  const createdAt = deps.now();
  const runOf = ({ report }: Segmentation, id: string) => ({ job: id, trigger: 'request', report, createdAt }) as const;
  const changes: readonly DatasetChange[] = [
    ...(own && planned.apart
      ? [{ ...newDataset(planned.dataset, planned.apart, own), run: runOf(own.segmentation, job) }]
      : []),
    { ...remaining(planned, rest), run: runOf(rest.segmentation, own ? `${job}-rest` : job) },
  ];
  const changed = await deps.state.datasets.change(changes);
  await deps.folders.deleteBatches(planned.go.map(({ folder }) => folder));
  for (const [place, { exportFolder }] of looks.entries())
    await keepSnapshot(deps, changed[place]!, snapshotIn(exportFolder));
  return changed[0]!;
};

const newDataset = (
  { team, channel, uploadedAt }: Dataset,
  apart: Batch,
  { segmentation }: StoredOrders,
): Omit<DatasetChange, 'run'> => ({
  dataset: {
    ...{ team, channel, name: datasetName(apart.sourceName), ...figuresOf(segmentation.report) },
    ...{ owner: apart.uploader, sourceName: apart.sourceName, uploadedAt },
  },
  before: [],
  signature: apart.facts?.signature ?? null,
  batches: [apart],
  without: [],
});

const remaining = ({ dataset, batches, stay, go, apart }: Change, rest: StoredOrders): Omit<DatasetChange, 'run'> => {
  const newest = stay.at(-1)!;
  return {
    dataset: {
      ...{ id: dataset.id, ...figuresOf(rest.segmentation.report) },
      ...{ owner: newest.uploader, sourceName: newest.sourceName },
    },
    before: batches.filter(batch => batch !== apart).map(({ id }) => id),
    signature: null,
    batches: [],
    without: go.map(({ id }) => id),
  };
};

/** Cut off after the state had changed: what is there now is told. */
const tellAgain = async (
  deps: JobDeps,
  ask: Asking,
  dataset: Dataset,
  change: NonNullable<ReportAnswer['change']>,
): Promise<void> => {
  const wanted = { job: ask.context.job, dataset, settings: DEFAULT_SETTINGS };
  const points = await withStoredOrders(
    deps,
    wanted,
    () => {},
    async ({ segmentation }) => segmentation.points,
  );
  const run = (await deps.state.runs.ofJob(ask.context.job))!;
  await deliverAnswer(deps, ask, { dataset, run, points, change });
};
