/** Deletes a dataset, or a customer from it, after asking once more; only for its uploader and for admins. */
import { dirname } from 'node:path';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { isExpected } from '../../errors.ts';
import type { Dataset } from '../../store/bot-state.ts';
import { forgetRefusal, uploadedAll } from '../access.ts';
import { deleteDataset } from '../delete-dataset.ts';
import { keepSnapshot, snapshotIn } from '../finish-run.ts';
import type { JobDeps } from '../job-deps.ts';
import { figuresOf, pathsOf, tellingName, withBatches } from '../stored-orders.ts';
import { dropTraces, type Forgotten } from '../traces.ts';
import { type Answer, datasetFor, refused, tellPerson } from './ask.ts';

export const forgetDataset: Answer<'forget-dataset'> = async (deps, ask) => {
  const dataset = await datasetFor(deps, ask, ask.request.dataset);
  if (!dataset) return;
  const isTheirs = uploadedAll(ask.replyTo.user, await deps.state.batches.ofDataset(dataset.id));
  if (await refused(deps, ask, await forgetRefusal(deps.people, ask.replyTo, isTheirs), dataset.name)) return;
  if (!ask.request.confirmed) return tellPerson(deps, ask, { kind: 'confirm-forget', dataset, customer: null });
  // First: what is gone as a dataset cannot be asked for again, where this is cut off.
  await dropTraces(deps, traces(dataset, null));
  await deleteDataset(deps, dataset);
  await tellPerson(deps, ask, { kind: 'forgotten', dataset, customer: null });
};

export const forgetCustomer: Answer<'forget-customer'> = async (deps, ask) => {
  const { customer, dataset: choice, confirmed } = ask.request;
  const dataset = await datasetFor(deps, ask, choice);
  if (!dataset) return;
  const { user } = ask.replyTo;
  const batches = await deps.state.batches.ofDataset(dataset.id);
  // A customer who wants to be forgotten has no use for several people who would all have to do it.
  const isTheirs = batches.some(({ uploader }) => uploader === user);
  if (await refused(deps, ask, await forgetRefusal(deps.people, ask.replyTo, isTheirs), dataset.name)) return;
  if (!confirmed) return tellPerson(deps, ask, { kind: 'confirm-forget', dataset, customer });
  const forgetting = { customer, job: ask.context.job };
  const found = await deps.locks.alone(dataset.id, () => withoutCustomer(deps, dataset, forgetting));
  if (found) {
    await dropTraces(deps, traces(dataset, customer));
    await deps.locks.changing(dataset.id, () => countAnew(deps, dataset, ask.context.job));
  }
  await tellPerson(
    deps,
    ask,
    found ? { kind: 'forgotten', dataset, customer } : { kind: 'no-customer', customer, dataset, similar: [] },
  );
};

const traces = ({ id, team, channel }: Dataset, customer: string | null): Forgotten => ({
  ...{ team, channel, dataset: id, customer },
});

interface Forgetting {
  readonly customer: string;
  readonly job: string;
}

/**
 * The orders are written anew without the customer, so that nothing of them is left in the files. The batches move on when
 * all the new ones are in place: cut off before that, they still have the old ones, and the next try begins again.
 */
const withoutCustomer = async (deps: JobDeps, dataset: Dataset, { customer, job }: Forgetting): Promise<boolean> => {
  const { state, folders } = deps;
  const batches = await state.batches.ofDataset(dataset.id);
  // Cut off after they had moved on: only the answer is missing.
  if (batches.some(({ folder }) => folder.startsWith(`${job}-`))) return true;
  const staged = batches.map(() => folders.stageBatch());
  const scratch = folders.exportFolder(job);
  try {
    const request = {
      batches: batches.map(({ folder }, place) => ({ folder: folders.batchPath(folder), into: staged[place]! })),
      scratch,
      snapshotFolder: dirname(folders.snapshotPath(dataset.id, 'any')),
      customer,
    };
    const changed = await tellingName(dataset.name, () => deps.forgetCustomer(request));
    if (changed === null) return false;
    const moves = changed.map(({ place, rowsGone }) => {
      const { id, rows } = batches[place]!;
      return [id, { folder: `${job}-${place}`, rows: rows - rowsGone }] as const;
    });
    for (const { place } of changed) await folders.commitBatch(staged[place]!, `${job}-${place}`);
    await state.batches.moveTo(new Map(moves));
    await folders.deleteBatches(changed.map(({ place }) => batches[place]!.folder));
    return true;
  } finally {
    for (const folder of staged) await folders.discardStaged(folder);
    await folders.deleteExport(job);
  }
};

/** What is told of the dataset from now on, and what later uploads are counted against, is without the customer. */
const countAnew = async (deps: JobDeps, dataset: Dataset, job: string): Promise<void> => {
  const batches = await deps.state.batches.ofDataset(dataset.id);
  const { id, name } = dataset;
  const wanted = { job, dataset: id, name, batches: pathsOf(deps, batches), settings: DEFAULT_SETTINGS };
  try {
    await withBatches(
      deps,
      wanted,
      () => {},
      async ({ segmentation, exportFolder }) => {
        const { report } = segmentation;
        const snapshot = snapshotIn(exportFolder);
        await segmentation.saveSnapshot(snapshot);
        const [changed] = await deps.state.datasets.change([
          {
            dataset: { id, ...figuresOf(report) },
            before: batches.map(batch => batch.id),
            ...{ signature: null, batches: [], without: [] },
            run: { job, trigger: 'request', report, createdAt: deps.now() },
          },
        ]);
        await keepSnapshot(deps, changed!, snapshot);
      },
    );
  } catch (error) {
    if (!isExpected(error, 'nothing_kept')) throw error;
    // Nobody else ever ordered; what is left are rejected rows.
    await deps.state.datasets.recount(id, { rows: batches.reduce((sum, { rows }) => sum + rows, 0), customers: 0 });
  }
};
