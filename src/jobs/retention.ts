/** Orders are kept for so long after the last upload; their owner hears of the end a week before. */
import { deleteDataset } from './delete-dataset.ts';
import { dropStaleFiles } from './housekeeping.ts';
import type { JobHandler, JobPayloads } from './job.ts';
import type { JobDeps } from './job-deps.ts';
import type { JobQueue } from './job-queue.ts';
import { unlessClosed } from './unless-closed.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WARNED_BEFORE_MS = 7 * DAY_MS;

export interface RetentionDeps extends Pick<JobDeps, 'state' | 'folders' | 'locks' | 'log'> {
  readonly queue: Pick<JobQueue, 'add'>;
  readonly retentionDays: number;
}

/** To be called as often as one likes: it looks once an hour. */
export const retention = (deps: RetentionDeps): ((now: number) => Promise<void>) => {
  let nextLook = Number.NEGATIVE_INFINITY;
  return async now => {
    if (now < nextLook) return;
    nextLook = now + HOUR_MS;
    await dropExpired(deps, now);
    await warnOwners(deps, now);
    await dropStaleFiles(deps);
  };
};

const dropExpired = async (deps: RetentionDeps, now: number): Promise<void> => {
  const { state, log, retentionDays } = deps;
  const end = now - retentionDays * DAY_MS;
  for (const dataset of await state.datasets.uploadedBefore(end)) {
    await deleteDataset(deps, dataset, ({ uploadedAt }) => uploadedAt < end);
    log.info({ dataset: dataset.id, workspace: dataset.team }, 'a dataset was deleted: its retention has ended');
  }
};

/** Once per upload: the key says of which one, and it is remembered for longer than the week. */
const warnOwners = async ({ state, queue, retentionDays }: RetentionDeps, now: number): Promise<void> => {
  const keptMs = retentionDays * DAY_MS;
  // Where orders are kept for a few days only, a week before would be before the upload.
  const leadMs = Math.min(WARNED_BEFORE_MS, keptMs / 2);
  for (const { id, team, uploadedAt } of await state.datasets.uploadedBefore(now - keptMs + leadMs)) {
    const payload = { dataset: id, uploadedAt, deletedAt: uploadedAt + keptMs };
    await queue.add({ kind: 'warn-owner', key: `retention:${id}:${uploadedAt}`, team, payload });
  }
};

export const warnOwner = (deps: JobDeps): JobHandler<JobPayloads['warn-owner']> => ({
  lane: 'light',
  run: async ({ dataset: id, uploadedAt, deletedAt }, { job }) => {
    const dataset = await deps.state.datasets.byId(id);
    // There was an upload since, and the time begins anew; or Slack was out of reach until the end.
    if (dataset?.uploadedAt !== uploadedAt || deps.now() >= deletedAt) return;
    const part = { job, part: 'warning', team: dataset.team, user: dataset.owner };
    const saying = {
      kind: 'retention-warning',
      dataset,
      channel: dataset.channel,
      uploadedAt: new Date(uploadedAt).toISOString(),
      deletedAt: new Date(deletedAt).toISOString(),
      keptDays: Math.round((deletedAt - uploadedAt) / DAY_MS),
    } as const;
    await unlessClosed(deps.messenger.direct(part, saying));
  },
  failed: async () => {},
});
