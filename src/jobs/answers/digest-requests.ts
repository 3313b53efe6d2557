/** Schedules of a channel: made, listed, shown before, paused, resumed, ended. */
import { isTimeZone, nextDue } from '../../digests/next-due.ts';
import type { Dataset, Digest } from '../../store/bot-state.ts';
import type { ChatRequest, DigestAction } from '../chat-request.ts';
import { digestSummaries, historyOf, summaryOf } from '../digest-summaries.ts';
import { alertPreview } from '../digests/churn-alert.ts';
import { digestContent } from '../digests/digest-content.ts';
import type { JobDeps } from '../job-deps.ts';
import { publishHome } from '../show-home.ts';
import { unlessClosed } from '../unless-closed.ts';
import { type Answer, type Asking, datasetFor, tell, tellPerson } from './ask.ts';

/** Where Slack does not know a person's zone. */
const NO_ZONE = 'UTC';

export const digestRequest: Answer<'digest'> = async (deps, ask) => {
  const { request } = ask;
  if (request.action === 'list') return list(deps, ask);
  const dataset = await datasetFor(deps, ask, request.dataset);
  if (!dataset) return;
  if (request.action === 'schedule') return schedule(deps, ask, dataset, request);
  const digest = await meantDigest(deps, ask, dataset, request.digest);
  if (request.action === 'preview') return preview(deps, ask, dataset, digest);
  if (!digest) return tellPerson(deps, ask, { kind: 'no-digest' });
  await change(deps, ask, { digest, dataset, action: request.action });
};

/** A button names its digest: it can stand in a direct message or in the home tab. */
const meantDigest = async (
  { state }: JobDeps,
  { replyTo }: Asking,
  dataset: Dataset,
  named: string | undefined,
): Promise<Digest | null> => {
  if (named === undefined) return state.digests.find(replyTo.channel, dataset.id);
  const digest = await state.digests.byId(named);
  return digest?.dataset === dataset.id ? digest : null;
};

const schedule = async (
  deps: JobDeps,
  ask: Asking,
  dataset: Dataset,
  { cadence, alerts = false }: Extract<ChatRequest & DigestAction, { action: 'schedule' }>,
): Promise<void> => {
  const { team, channel, user } = ask.replyTo;
  const zone = (await deps.people.find(user)).timeZone ?? NO_ZONE;
  const timeZone = isTimeZone(zone) ? zone : NO_ZONE;
  const { digest, replaced } = await deps.state.digests.save({
    team,
    channel,
    dataset: dataset.id,
    owner: user,
    cadence,
    timeZone,
    alerts,
    nextDueAt: nextDue(cadence, timeZone, deps.now()),
  });
  await tell(deps, ask, {
    kind: 'digest-saved',
    digest: summaryOf(digest, dataset, await historyOf(deps.state, digest)),
    replaced: replaced && { cadence: replaced.cadence, alerts: replaced.alerts },
  });
  if (replaced && replaced.owner !== user) await tellOwnerBefore(deps, ask, { digest, dataset, replaced });
};

interface TakenOver {
  readonly digest: Digest;
  readonly dataset: Dataset;
  readonly replaced: Digest;
}

/** One click must not change a colleague's digest behind their back. */
const tellOwnerBefore = async (
  { messenger }: JobDeps,
  { replyTo: { team, user: by }, context: { job } }: Asking,
  { digest, dataset, replaced }: TakenOver,
): Promise<void> => {
  const part = { job, part: 'taken-over', team, user: replaced.owner };
  const saying = {
    kind: 'digest-taken-over',
    digest: summaryOf(digest, dataset),
    by,
    before: { cadence: replaced.cadence, alerts: replaced.alerts },
  } as const;
  await unlessClosed(messenger.direct(part, saying));
};

const list = async (deps: JobDeps, ask: Asking): Promise<void> => {
  const digests = await deps.state.digests.inChannel(ask.replyTo.team, ask.replyTo.channel);
  await tell(deps, ask, { kind: 'digest-list', digests: await digestSummaries(deps, digests) });
};

/** What would be posted now, whether or not a digest is set up. */
const preview = async (deps: JobDeps, ask: Asking, dataset: Dataset, digest: Digest | null): Promise<void> => {
  if (digest?.alerts) return tellPerson(deps, ask, await alertPreview(deps, { job: ask.context.job, dataset, digest }));
  const schedule = digest ?? { cadence: null, timeZone: NO_ZONE, lastRun: null, lastDueAt: null };
  const wanted = { job: ask.context.job, dataset, schedule, preview: true };
  const { saying } = await digestContent(deps, wanted);
  await tellPerson(deps, ask, saying);
};

interface Change {
  readonly digest: Digest;
  readonly dataset: Dataset;
  readonly action: 'pause' | 'resume' | 'off';
}

const change = async (deps: JobDeps, ask: Asking, { digest, dataset, action }: Change): Promise<void> => {
  const changed = await CHANGES[action](deps, digest);
  // There it is seen where it was asked for.
  if (ask.replyTo.via === 'home') return publishHome(deps, ask.replyTo);
  await tell(deps, ask, { kind: 'digest-changed', digest: summaryOf(changed, dataset), change: WORDS[action] });
};

const PAUSED_BY_HAND = 'by hand';

const WORDS = { pause: 'paused', resume: 'resumed', off: 'off' } as const;

const CHANGES: Readonly<Record<Change['action'], (deps: JobDeps, digest: Digest) => Promise<Digest>>> = {
  pause: async ({ state }, digest) => {
    const pausedBecause = PAUSED_BY_HAND;
    await state.digests.update(digest.id, { pausedBecause });
    return { ...digest, pausedBecause };
  },
  resume: async ({ state, now }, digest) => {
    const resumed = { pausedBecause: null, nextDueAt: nextDue(digest.cadence, digest.timeZone, now()) };
    await state.digests.update(digest.id, resumed);
    return { ...digest, ...resumed };
  },
  off: async ({ state }, digest) => {
    await state.digests.delete(digest.id);
    return digest;
  },
};
