import type { Dataset } from '../store/bot-state.ts';
import type { JobDeps } from './job-deps.ts';

/** With everything that hangs on it. Cut off in between, the next start deletes what no row names any more. */
export const deleteDataset = async (
  { state, folders }: Pick<JobDeps, 'state' | 'folders'>,
  { id }: Dataset,
): Promise<void> => {
  const batches = await state.batches.ofDataset(id);
  await state.datasets.delete(id);
  await folders.deleteBatches(batches.map(({ folder }) => folder));
  await folders.deleteDataset(id);
};
