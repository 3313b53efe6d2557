/** Looks at the clock: digests that are due and reminders become jobs. What was missed while nobody looked comes once. */
import { REMINDER_LEAD, reminderDue } from '../../digests/freshness.ts';
import { dueNow } from '../../digests/missed.ts';
import type { BotState, Digest } from '../../store/bot-state.ts';
import type { JobQueue } from '../job-queue.ts';

export interface SchedulerDeps {
  readonly state: BotState;
  readonly queue: Pick<JobQueue, 'add'>;
  readonly now: () => number;
}

/** The job is added before the schedule moves on: cut off between the two, its key keeps it from coming twice. */
export const enqueueDue = async (deps: SchedulerDeps): Promise<void> => {
  for (const digest of await deps.state.digests.due(deps.now())) await enqueueDigest(deps, digest);
  await enqueueReminders(deps);
};

const enqueueDigest = async ({ state, queue, now }: SchedulerDeps, digest: Digest): Promise<void> => {
  const due = dueNow(digest, now());
  if (!due) return;
  await queue.add({
    kind: 'send-digest',
    key: due.key,
    team: digest.team,
    payload: { digest: digest.id, dueAt: due.dueAt },
  });
  await state.digests.update(digest.id, { nextDueAt: due.nextDueAt });
};

const enqueueReminders = async ({ state, queue, now }: SchedulerDeps): Promise<void> => {
  for (const digest of await state.digests.due(now() + REMINDER_LEAD)) {
    const dataset = await state.datasets.byId(digest.dataset);
    const dueAt = dataset && reminderDue(digest, dataset.lastOrder, now());
    if (!dueAt) continue;
    const key = `reminder:${digest.id}:${dueAt}`;
    await queue.add({ kind: 'remind-owner', key, team: digest.team, payload: { digest: digest.id, dueAt } });
    await state.digests.update(digest.id, { remindedFor: dueAt });
  }
};
