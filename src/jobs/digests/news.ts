import type { Dataset } from '../../store/bot-state.ts';
import type { JobDeps } from '../job-deps.ts';

/** Whether orders were uploaded since a due time; an upload that was taken back is none. */
export const newsSince = async (
  { state }: Pick<JobDeps, 'state'>,
  dataset: Dataset,
  lastDueAt: number | null,
): Promise<boolean> => {
  const newest = (await state.batches.ofDataset(dataset.id)).at(-1);
  return lastDueAt !== null && newest !== undefined && newest.uploadedAt > lastDueAt;
};
