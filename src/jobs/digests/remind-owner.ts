/** Two days before a digest that would have nothing new, its owner hears how to add orders. */

import { summaryOf } from '../digest-summaries.ts';
import type { JobHandler, JobPayloads } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import { unlessClosed } from '../unless-closed.ts';
import { scheduled } from './send-digest.ts';

export const remindOwner = (deps: JobDeps): JobHandler<JobPayloads['remind-owner']> => ({
  lane: 'light',
  run: async (due, { job }) => {
    const found = await scheduled(deps, due);
    if (!found) return;
    const { digest, dataset } = found;
    const part = { job, part: 'reminder', team: digest.team, user: digest.owner };
    const saying = {
      kind: 'digest-reminder',
      digest: summaryOf(digest, dataset),
      dueAt: due.dueAt,
      lastOrder: dataset.lastOrder,
    } as const;
    await unlessClosed(deps.messenger.direct(part, saying));
  },
  failed: async () => {},
});
