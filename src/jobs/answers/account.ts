/** Everything that is stored about a customer, as a file to whoever asks and may see single customers. */
import { dirname, join } from 'node:path';
import type { Dataset } from '../../store/bot-state.ts';
import type { JobDeps } from '../job-deps.ts';
import { pathsOf, tellingName } from '../stored-orders.ts';
import { type Answer, type Asking, tellPerson } from './ask.ts';
import { fileName, openDataset } from './customer-rows.ts';

export const account: Answer<'account'> = async (deps, ask) => {
  const { customer, dataset: choice } = ask.request;
  const dataset = await openDataset(deps, ask, choice, 'what is stored about single customers');
  if (!dataset) return;
  const what = `what is stored about customer ${customer}`;
  const rows = await deps.locks.reading(dataset.id, () => sendAccount(deps, ask, dataset, { customer, what }));
  await tellPerson(
    deps,
    ask,
    rows === null ? { kind: 'no-customer', customer, dataset, similar: [] } : { kind: 'export-sent', what, rows },
  );
};

/** `null` where nobody knows the customer. */
const sendAccount = async (
  { state, folders, messenger, accountOf }: JobDeps,
  { context: { job }, replyTo: { team, user } }: Asking,
  dataset: Dataset,
  { customer, what }: { readonly customer: string; readonly what: string },
): Promise<number | null> => {
  const scratch = folders.exportFolder(job);
  try {
    const name = `${fileName(dataset.name)}-account.csv`;
    const path = join(scratch, name);
    const batches = pathsOf({ folders }, await state.batches.ofDataset(dataset.id));
    const snapshotFolder = dirname(folders.snapshotPath(dataset.id, 'any'));
    const request = { batches, scratch, snapshotFolder, customer, path };
    const rows = await tellingName(dataset.name, () => accountOf(request));
    if (rows === null) return null;
    const saying = { kind: 'export-file', dataset, what, rows } as const;
    await messenger.direct({ job, part: 'account', team, user }, saying, { path, name });
    return rows;
  } finally {
    await folders.deleteExport(job);
  }
};
