/** A look of a schedule with alerts: whether more customers than usual slipped away in the newest period. */
import type { Chart } from '../../charts/chart.ts';
import type { Cadence } from '../../core/cadence.ts';
import { MOVEMENT_CHART } from '../../core/changes.ts';
import { type ChurnWatch, rhythmOf, watchChurn, watchHistory } from '../../core/churn-watch.ts';
import { freshness } from '../../digests/freshness.ts';
import type { Dataset } from '../../store/bot-state.ts';
import type { JobDeps } from '../job-deps.ts';
import { latestRun, withLookBack } from '../stored-orders.ts';
import { newsSince } from './news.ts';

export interface WantedLook {
  readonly job: string;
  readonly dataset: Dataset;
  readonly cadence: Cadence;
  /** Of the look before, epoch milliseconds. */
  readonly lastDueAt: number | null;
}

export type ChurnLook =
  | {
      readonly stale: false;
      readonly watch: ChurnWatch;
      readonly currency: string | null;
      readonly chart: Chart | null;
    }
  | { readonly stale: true; readonly lastOrder: string; readonly daysAgo: number };

/**
 * Orders are looked at up to the last one, not up to now: days of which the orders are not there yet would look as if
 * everybody had stayed away.
 */
export const churnLook = async (
  deps: JobDeps,
  { job, dataset, cadence, lastDueAt }: WantedLook,
): Promise<ChurnLook> => {
  const { report } = await latestRun(deps, dataset);
  const hasNews = await newsSince(deps, dataset, lastDueAt);
  const fresh = freshness(dataset.lastOrder, deps.now(), hasNews);
  if (!fresh.fresh) return { stale: true, lastOrder: dataset.lastOrder, daysAgo: fresh.daysAgo };
  // Orders dated ahead of today are mistakes of the file.
  const settings = { ...report.run.settings, asOf: dataset.lastOrder > fresh.asOf ? fresh.asOf : null };
  const rhythm = rhythmOf(cadence);
  return withLookBack(deps, { job, dataset, settings }, async look => {
    const { lastOrder, currency } = look.totals;
    const kept = freshness(lastOrder, deps.now(), hasNews);
    if (!kept.fresh) return { stale: true, lastOrder, daysAgo: kept.daysAgo };
    const history = watchHistory(look, rhythm);
    const movements = await look.movementsBack({ days: rhythm.days, periods: 1 + history.periods });
    const charts = deps.charts({ report, points: [], movement: movements[0]! });
    return {
      stale: false,
      watch: watchChurn(movements, rhythm, history),
      currency,
      chart: charts.find(({ id }) => id === MOVEMENT_CHART) ?? null,
    };
  });
};
