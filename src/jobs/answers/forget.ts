/** Deletes a dataset, or a customer from it, after asking once more; only for its uploader and for admins. */
import { dirname } from 'node:path';
import type { Dataset } from '../../store/bot-state.ts';
import { forgetRefusal } from '../access.ts';
import type { JobDeps } from '../job-deps.ts';
import { type Answer, datasetFor, refused, tellPerson } from './ask.ts';

export const forgetDataset: Answer<'forget-dataset'> = async (deps, ask) => {
  const dataset = await datasetFor(deps, ask, ask.request.dataset);
  if (!dataset) return;
  if (await refused(deps, ask, await forgetRefusal(deps.people, ask.replyTo, dataset), dataset.name)) return;
  if (!ask.request.confirmed) return tellPerson(deps, ask, { kind: 'confirm-forget', dataset, customer: null });
  await deps.state.datasets.delete(dataset.id);
  await deps.folders.deleteDataset(dataset.id);
  await tellPerson(deps, ask, { kind: 'forgotten', dataset, customer: null });
};

export const forgetCustomer: Answer<'forget-customer'> = async (deps, ask) => {
  const { customer, dataset: choice, confirmed } = ask.request;
  const dataset = await datasetFor(deps, ask, choice);
  if (!dataset) return;
  if (await refused(deps, ask, await forgetRefusal(deps.people, ask.replyTo, dataset), dataset.name)) return;
  if (!confirmed) return tellPerson(deps, ask, { kind: 'confirm-forget', dataset, customer });
  const found = await withoutCustomer(deps, dataset, { customer, version: ask.context.job });
  await tellPerson(
    deps,
    ask,
    found ? { kind: 'forgotten', dataset, customer } : { kind: 'no-customer', customer, dataset, similar: [] },
  );
};

/** The orders are written anew without the customer, so that nothing of them is left in the files. */
const withoutCustomer = async (
  deps: JobDeps,
  dataset: Dataset,
  { customer, version }: { readonly customer: string; readonly version: string },
): Promise<boolean> => {
  // Cut off after the dataset had moved on, only the old orders are left to go.
  const isDone = dataset.version === version;
  if (!isDone && !(await writeWithout(deps, dataset, { customer, version }))) return false;
  await deps.folders.deleteOtherVersions(dataset.id, version);
  return true;
};

/** The dataset moves on when the new orders are in place: cut off before that, it still has the old ones. */
const writeWithout = async (
  deps: JobDeps,
  dataset: Dataset,
  { customer, version }: { readonly customer: string; readonly version: string },
): Promise<boolean> => {
  const staged = deps.folders.stageVersion();
  try {
    const folder = deps.folders.versionFolder(dataset.id, dataset.version);
    const snapshotFolder = dirname(deps.folders.snapshotPath(dataset.id, 'any'));
    const found = await deps.forgetCustomer({ folder, into: staged, snapshotFolder, customer });
    if (!found) return false;
    // An import that ended meanwhile must not be undone: the next try begins with its orders.
    const { version: current } = (await deps.state.datasets.byId(dataset.id)) ?? {};
    if (current !== dataset.version) throw new Error('The orders were replaced while a customer was taken out');
    await deps.folders.commitVersion(staged, dataset.id, version);
    await deps.state.datasets.save({ ...dataset, version });
    return true;
  } finally {
    await deps.folders.discardStaged(staged);
  }
};
