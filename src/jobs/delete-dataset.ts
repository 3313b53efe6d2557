import type { Dataset } from '../store/bot-state.ts';
import type { JobDeps } from './job-deps.ts';

/**
 * With everything that hangs on it. Cut off in between, the next start deletes what no row names any more. `isMeant` is
 * asked of what there is once nobody reads it any more.
 */
export const deleteDataset = (
  { state, folders, locks }: Pick<JobDeps, 'state' | 'folders' | 'locks'>,
  { id }: Dataset,
  isMeant: (current: Dataset) => boolean = () => true,
): Promise<void> =>
  locks.alone(id, async () => {
    const current = await state.datasets.byId(id);
    if (!current || !isMeant(current)) return;
    const batches = await state.batches.ofDataset(id);
    await state.datasets.delete(id);
    await folders.deleteBatches(batches.map(({ folder }) => folder));
    await folders.deleteDataset(id);
  });
