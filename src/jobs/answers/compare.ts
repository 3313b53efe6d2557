/** Who moved since the last run, or since a day in the past. */
import { existsSync } from 'node:fs';
import type { Chart } from '../../charts/chart.ts';
import { MOVEMENT_CHART, type Movement } from '../../core/changes.ts';
import { beginsBeforeOrders } from '../../core/movement-matrix.ts';
import type { SegmentReport } from '../../core/report.ts';
import type { Dataset, Run } from '../../store/bot-state.ts';
import { uploadCharts } from '../deliver-report.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Part } from '../ports.ts';
import { latestRun, withLookBack } from '../stored-orders.ts';
import { type Answer, type Asking, datasetFor, tell, tellPerson } from './ask.ts';

interface Compared {
  readonly movement: Movement;
  /** Of the newest run. */
  readonly report: SegmentReport;
  /** Id of the earlier run; `null` for a past day. */
  readonly since: string | null;
}

export const compare: Answer<'compare'> = async (deps, ask) => {
  const { dataset: choice, days, since } = ask.request;
  const dataset = await datasetFor(deps, ask, choice);
  if (!dataset) return;
  const compared =
    days === undefined
      ? await sinceEarlierRun(deps, ask, dataset, since)
      : await sinceDaysAgo(deps, ask, dataset, days);
  if (!compared) {
    const facts = { dataset, days: days ?? null, firstOrder: dataset.firstOrder };
    return tell(deps, ask, { kind: 'nothing-to-compare', ...facts });
  }
  const { movement, report } = compared;
  const facts = { movement, dataset, currency: report.totals.currency, days: days ?? null, since: compared.since };
  if (!(ask.request.post || isSeenByAll(ask)))
    return tellPerson(deps, ask, { kind: 'compare', ...facts, isPrivate: true, charts: [], failed: [] });
  const part: Part = { ...ask.replyTo, job: ask.context.job, part: 'answer' };
  const pictures = await uploadCharts(deps, part, flowChart(deps, compared));
  await deps.messenger.put(part, { kind: 'compare', ...facts, isPrivate: false, ...pictures });
};

/** The orders of so many days ago, as they are known now; `null` where there are none. */
const sinceDaysAgo = async (deps: JobDeps, ask: Asking, dataset: Dataset, days: number): Promise<Compared | null> => {
  const { report } = await latestRun(deps, dataset);
  const wanted = { job: ask.context.job, dataset, settings: report.run.settings };
  return withLookBack(deps, wanted, async ({ movementsBack }) => {
    const [movement] = await movementsBack({ days, periods: 1 });
    return movement && !beginsBeforeOrders(movement) ? { movement, report, since: null } : null;
  });
};

/** `since`: id of the run that is meant; else the one before the newest. `null` where there is none. */
const sinceEarlierRun = async (
  deps: JobDeps,
  ask: Asking,
  dataset: Dataset,
  since: string | undefined,
): Promise<Compared | null> => {
  const [newest, ...older] = await deps.state.runs.ofDataset(dataset.id, RUNS_LOOKED_AT);
  const named = since === undefined ? null : await deps.state.runs.byId(since);
  const candidates = named?.dataset === dataset.id ? [named, ...older] : older;
  const snapshotOf = (run: Run): string => deps.folders.snapshotPath(dataset.id, run.id);
  const previous = newest && candidates.find(run => isEarlierLook(run, newest) && existsSync(snapshotOf(run)));
  if (!newest || !previous) return null;
  const { report } = newest;
  return withLookBack(deps, { job: ask.context.job, dataset, settings: report.run.settings }, async look => ({
    movement: await look.movementSince(snapshotOf(previous)),
    report,
    since: previous.id,
  }));
};

const RUNS_LOOKED_AT = 30;

/**
 * An earlier look at the same rows as they were then. The same orders on the same day moved nobody, however they were
 * segmented; other rules about refunds and repeats would look like movement; and nobody moves backwards in time.
 */
const isEarlierLook = ({ report: one }: Run, { report: newest }: Run): boolean =>
  one.run.asOf <= newest.run.asOf &&
  one.run.settings.refunds === newest.run.settings.refunds &&
  one.run.settings.duplicates === newest.run.settings.duplicates &&
  (one.run.asOf !== newest.run.asOf ||
    one.totals.revenue !== newest.totals.revenue ||
    one.totals.orders !== newest.totals.orders);

const flowChart = (deps: JobDeps, { report, movement }: Compared): readonly Chart[] =>
  deps.charts({ report, points: [], movement }).filter(({ id }) => id === MOVEMENT_CHART);

/** A picture that was shared nowhere may be seen by nobody: whoever asks alone gets words, and posts it where they like. */
const isSeenByAll = ({ replyTo: { via } }: Asking): boolean => via === 'mention' || via === 'direct' || via === 'home';
