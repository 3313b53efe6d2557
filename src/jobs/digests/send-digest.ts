/** A digest that is due: into its channel, once; where the channel is closed, its owner is told once. */
import { isExpected } from '../../errors.ts';
import { PlaceClosed } from '../../outages.ts';
import type { Dataset, Digest } from '../../store/bot-state.ts';
import { uploadChart } from '../deliver-report.ts';
import { summaryOf } from '../digest-summaries.ts';
import type { JobContext, JobHandler, JobPayloads } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Part } from '../ports.ts';
import { failedSaying, noteForOperators, problemSaying } from '../trouble.ts';
import { postAlert } from './churn-alert.ts';
import { digestContent } from './digest-content.ts';

type Due = JobPayloads['send-digest'];

export const sendDigest = (deps: JobDeps): JobHandler<Due> => ({
  lane: 'query',
  run: async (due, context) => {
    const found = await scheduled(deps, due);
    // Cut off after it was sent: nothing would have moved since.
    if (!found || found.digest.lastDueAt === due.dueAt) return;
    try {
      await (found.digest.alerts ? look : send)(deps, found, due, context);
    } catch (error) {
      if (error instanceof PlaceClosed) await stop(deps, found, context, closedWords(error));
      else if (isExpected(error)) {
        noteForOperators(deps.log, context.job, error);
        await deps.messenger.put(partOf(found.digest, context.job), problemSaying(error, context.job));
      } else throw error;
      deps.meter.failed(error);
    }
  },
  /** An outage heals by itself; only a digest that will not come is worth a message. */
  failed: async (due, context, failure) => {
    const found = await scheduled(deps, due);
    const silent = failure.kind === 'outage' && failure.retrying;
    if (found && !silent)
      await deps.messenger.put(partOf(found.digest, context.job), failedSaying(failure, context.job));
  },
});

interface Scheduled {
  readonly digest: Digest;
  readonly dataset: Dataset;
}

/** `null` where it was paused or ended, or its dataset deleted, since it became due. */
export const scheduled = async ({ state }: JobDeps, { digest: id }: { digest: string }): Promise<Scheduled | null> => {
  const digest = await state.digests.byId(id);
  const dataset = digest && (await state.datasets.byId(digest.dataset));
  return digest && dataset && digest.pausedBecause === null ? { digest, dataset } : null;
};

const partOf = ({ team, channel }: Digest, job: string): Part => ({ team, channel, thread: null, job, part: 'digest' });

const send = async (
  deps: JobDeps,
  { digest, dataset }: Scheduled,
  { dueAt }: Due,
  context: JobContext,
): Promise<void> => {
  const { job } = context;
  const { saying, run, chart } = await digestContent(deps, { job, dataset, schedule: digest, preview: false });
  if (saying.kind === 'digest-stale' && saying.daysAgo > GIVEN_UP_AFTER_DAYS) {
    await stop(deps, { digest, dataset }, context, NO_NEW_ORDERS);
    return;
  }
  const part = partOf(digest, job);
  const picture = chart && (await uploadChart(deps, part, chart));
  await deps.messenger.put(part, saying.kind === 'digest' ? { ...saying, chart: picture } : saying);
  deps.meter.digestSent(deps.now() - dueAt);
  await deps.state.digests.update(digest.id, { lastDueAt: dueAt, ...(run ? { lastRun: run.id } : {}) });
};

/** A look is done whether or not there was a reason to post: the same due time is never looked at twice. */
const look = async (
  deps: JobDeps,
  { digest, dataset }: Scheduled,
  { dueAt }: Due,
  context: JobContext,
): Promise<void> => {
  const outcome = await postAlert(deps, { job: context.job, digest, dataset }, partOf(digest, context.job));
  if ('staleDays' in outcome && outcome.staleDays > GIVEN_UP_AFTER_DAYS)
    return stop(deps, { digest, dataset }, context, NO_NEW_ORDERS);
  if (outcome.posted) deps.meter.digestSent(deps.now() - dueAt);
  const seen = 'look' in outcome ? { lastLook: outcome.look } : {};
  await deps.state.digests.update(digest.id, { lastDueAt: dueAt, ...seen });
};

/** A message every week that there is nothing to say helps nobody. */
const GIVEN_UP_AFTER_DAYS = 60;
const NO_NEW_ORDERS = 'no new orders came for two months';

const CLOSED_WORDS: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  channel_not_found: 'the channel is gone, or Tranche was removed from it',
  not_in_channel: 'Tranche was removed from the channel',
  token_revoked: 'the app was removed from the workspace',
  account_inactive: 'the app was removed from the workspace',
  invalid_auth: 'the app was removed from the workspace',
};

const closedWords = ({ code }: PlaceClosed): string =>
  CLOSED_WORDS[code] ?? `Slack does not let Tranche post there (${code})`;

const stop = async (
  deps: JobDeps,
  { digest, dataset }: Scheduled,
  { job }: JobContext,
  because: string,
): Promise<void> => {
  const part = { job, part: 'stopped', team: digest.team, user: digest.owner };
  const summary = summaryOf({ ...digest, pausedBecause: because }, dataset);
  try {
    await deps.messenger.direct(part, { kind: 'digest-stopped', digest: summary, because });
  } catch (error) {
    // With the token gone nobody can be told; the log says it.
    if (!(error instanceof PlaceClosed)) throw error;
    deps.log.error({ run: job, digest: digest.id, code: error.code }, 'the owner of a paused digest cannot be told');
  }
  // Last: a paused digest is passed over, so whoever is cut off before this tells its owner after all.
  await deps.state.digests.update(digest.id, { pausedBecause: because });
};
