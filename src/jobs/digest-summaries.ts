/** Digests as people hear of them. */
import { rhythmOf, type WatchHistory, watchHistory } from '../core/churn-watch.ts';
import type { Dataset, Digest } from '../store/bot-state.ts';
import type { JobDeps } from './job-deps.ts';
import type { DigestSummary } from './sayings/digests.ts';

export const digestSummaries = async (
  { state }: JobDeps,
  digests: readonly Digest[],
): Promise<readonly DigestSummary[]> => {
  const summaries = await Promise.all(
    digests.map(async digest => {
      const dataset = await state.datasets.byId(digest.dataset);
      return dataset && summaryOf(digest, dataset, await historyOf(state, digest));
    }),
  );
  return summaries.filter(summary => summary !== null);
};

/** By the newest run: what there is to compare with, without opening the orders. */
export const historyOf = async (
  state: JobDeps['state'],
  { alerts, dataset, cadence }: Pick<Digest, 'alerts' | 'dataset' | 'cadence'>,
): Promise<WatchHistory | null> => {
  const [run] = alerts ? await state.runs.ofDataset(dataset, 1) : [];
  return run ? watchHistory({ ...run.report, asOf: run.report.totals.lastOrder }, rhythmOf(cadence)) : null;
};

export const summaryOf = (
  digest: Digest,
  { id, name }: Dataset,
  history: WatchHistory | null = null,
): DigestSummary => ({
  id: digest.id,
  channel: digest.channel,
  dataset: { id, name },
  owner: digest.owner,
  cadence: digest.cadence,
  timeZone: digest.timeZone,
  alerts: digest.alerts,
  history,
  nextDueAt: digest.pausedBecause === null ? Math.floor(digest.nextDueAt / 1_000) : null,
  pausedBecause: digest.pausedBecause,
});
