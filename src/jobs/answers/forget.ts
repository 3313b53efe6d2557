/** Deletes a dataset, or a customer from it, after asking once more; only for its uploader and for admins. */
import { dirname } from 'node:path';
import type { Dataset } from '../../store/bot-state.ts';
import { forgetRefusal } from '../access.ts';
import { deleteDataset } from '../delete-dataset.ts';
import type { JobDeps } from '../job-deps.ts';
import { tellingName } from '../stored-orders.ts';
import { dropTraces, type Forgotten } from '../traces.ts';
import { type Answer, datasetFor, refused, tellPerson } from './ask.ts';

export const forgetDataset: Answer<'forget-dataset'> = async (deps, ask) => {
  const dataset = await datasetFor(deps, ask, ask.request.dataset);
  if (!dataset) return;
  if (await refused(deps, ask, await forgetRefusal(deps.people, ask.replyTo, [dataset.owner]), dataset.name)) return;
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
  if (await refused(deps, ask, await forgetRefusal(deps.people, ask.replyTo, [dataset.owner]), dataset.name)) return;
  if (!confirmed) return tellPerson(deps, ask, { kind: 'confirm-forget', dataset, customer });
  const forgetting = { customer, job: ask.context.job };
  const found = await deps.locks.alone(dataset.id, () => withoutCustomer(deps, dataset, forgetting));
  if (found) await dropTraces(deps, traces(dataset, customer));
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
    const moves = new Map(changed.map(place => [batches[place]!.id, `${job}-${place}`]));
    for (const place of changed) await folders.commitBatch(staged[place]!, `${job}-${place}`);
    await state.batches.moveTo(moves);
    await folders.deleteBatches(changed.map(place => batches[place]!.folder));
    return true;
  } finally {
    for (const folder of staged) await folders.discardStaged(folder);
    await folders.deleteExport(job);
  }
};
