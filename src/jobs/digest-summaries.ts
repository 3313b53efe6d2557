/** Digests as people hear of them. */
import type { Dataset, Digest } from '../store/bot-state.ts';
import type { JobDeps } from './job-deps.ts';
import type { DigestSummary } from './sayings/digests.ts';

export const digestSummaries = async (
  { state }: JobDeps,
  digests: readonly Digest[],
): Promise<readonly DigestSummary[]> => {
  const pairs = await Promise.all(
    digests.map(async digest => ({ digest, dataset: await state.datasets.byId(digest.dataset) })),
  );
  return pairs.flatMap(({ digest, dataset }) => (dataset ? [summaryOf(digest, dataset)] : []));
};

export const summaryOf = (digest: Digest, { id, name }: Dataset): DigestSummary => ({
  id: digest.id,
  channel: digest.channel,
  dataset: { id, name },
  owner: digest.owner,
  cadence: digest.cadence,
  timeZone: digest.timeZone,
  nextDueAt: digest.pausedBecause === null ? Math.floor(digest.nextDueAt / 1_000) : null,
  pausedBecause: digest.pausedBecause,
});
