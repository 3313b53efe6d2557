/** A schedule with alerts that is due: it posts where more customers than usual slipped away, and nothing else. */
import { isLoud } from '../../core/churn-watch.ts';
import { groupPlay, howTo } from '../../digests/advice.ts';
import type { Dataset, Digest } from '../../store/bot-state.ts';
import { uploadChart } from '../deliver-report.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Part } from '../ports.ts';
import type { ChurnSaying } from '../sayings/digests.ts';
import type { SayingOf } from '../sayings.ts';
import { type ChurnLook, churnLook } from './churn-look.ts';

interface Watched {
  readonly job: string;
  readonly dataset: Dataset;
  readonly digest: Digest;
}

type FreshLook = Extract<ChurnLook, { readonly stale: false }>;

export type AlertOutcome =
  /** Something was posted, or there was no reason to; `look` is the as-of instant, which need not be looked at again. */
  | { readonly posted: boolean; readonly look: string }
  /** No orders came since so many days. */
  | { readonly posted: false; readonly staleDays: number };

export const postAlert = async (deps: JobDeps, watched: Watched, part: Part): Promise<AlertOutcome> => {
  const look = await lookOf(deps, watched);
  if (look.stale) return { posted: false, staleDays: look.daysAgo };
  const { until } = look.watch;
  const isNew = until !== watched.digest.lastLook;
  if (!(isNew && isLoud(look.watch))) return { posted: false, look: until };
  const chart = look.chart && (await uploadChart(deps, part, look.chart));
  await deps.messenger.put(part, { ...churnSaying(watched, look, false), chart });
  return { posted: true, look: until };
};

/** What a look would find now. */
export const alertPreview = async (
  deps: JobDeps,
  watched: Watched,
): Promise<ChurnSaying | SayingOf<'digest-stale'>> => {
  const look = await lookOf(deps, watched);
  if (!look.stale) return churnSaying(watched, look, true);
  const { cadence, timeZone } = watched.digest;
  const { lastOrder, daysAgo } = look;
  return { kind: 'digest-stale', dataset: watched.dataset, lastOrder, daysAgo, cadence, timeZone, preview: true };
};

const lookOf = (deps: JobDeps, { job, dataset, digest }: Watched): Promise<ChurnLook> =>
  churnLook(deps, { job, dataset, cadence: digest.cadence, lastDueAt: digest.lastDueAt });

const churnSaying = ({ dataset, digest }: Watched, { watch, currency }: FreshLook, preview: boolean): ChurnSaying => ({
  kind: 'churn-alert',
  dataset,
  watch,
  currency,
  help: watch.groups
    .filter(({ loud }) => loud)
    .map(({ group }) => ({ title: groupPlay(group).title, how: howTo(groupPlay(group)) })),
  cadence: digest.cadence,
  timeZone: digest.timeZone,
  preview,
  chart: null,
});
