/** Answers about segments and groups, from what the newest run has stored. */
import { existsSync } from 'node:fs';
import type { Segment, SegmentReport } from '../../core/report.ts';
import type { Run } from '../../store/bot-state.ts';
import { datasetSummaries } from '../batch-summaries.ts';
import { latestRun, withStoredOrders } from '../stored-orders.ts';
import { type Answer, datasetFor, isSameName, tell, tellPerson } from './ask.ts';

export const show: Answer<'show'> = async (deps, ask) => {
  const { segment: asked, dataset: choice } = ask.request;
  const dataset = await datasetFor(deps, ask, choice);
  if (!dataset) return;
  const { report } = await latestRun(deps, dataset);
  if (asked === null) return tell(deps, ask, { kind: 'segments', report, dataset });
  const segment = findSegment(report, asked);
  if (segment) return tell(deps, ask, { kind: 'segment', report, segment, dataset });
  await tellPerson(deps, ask, { kind: 'no-segment', asked, available: report.segments.map(({ name }) => name) });
};

/** By id, by name, or by the beginning of exactly one name. */
export const findSegment = ({ segments }: SegmentReport, asked: string): Segment | null => {
  const exact = segments.find(({ id, name }) => isSameName(id, asked) || isSameName(name, asked));
  if (exact) return exact;
  const wanted = asked.trim().toLowerCase();
  const begun = segments.filter(({ name }) => wanted !== '' && name.toLowerCase().startsWith(wanted));
  return begun.length === 1 ? begun[0]! : null;
};

export const compare: Answer<'compare'> = async (deps, ask) => {
  const dataset = await datasetFor(deps, ask, ask.request.dataset);
  if (!dataset) return;
  const [newest, ...older] = await deps.state.runs.ofDataset(dataset.id, RUNS_LOOKED_AT);
  const named = ask.request.since === undefined ? null : await deps.state.runs.byId(ask.request.since);
  const candidates = named?.dataset === dataset.id ? [named, ...older] : older;
  const previous =
    newest &&
    candidates.find(run => isEarlierLook(run, newest) && existsSync(deps.folders.snapshotPath(dataset.id, run.id)));
  if (!newest || !previous) return tell(deps, ask, { kind: 'nothing-to-compare', dataset });
  const wanted = { job: ask.context.job, dataset, settings: newest.report.run.settings };
  const movement = await withStoredOrders(
    deps,
    wanted,
    () => {},
    ({ segmentation }) => segmentation.movementSince(deps.folders.snapshotPath(dataset.id, previous.id)),
  );
  await tell(deps, ask, { kind: 'compare', movement, dataset, currency: newest.report.totals.currency });
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

export const datasets: Answer<'datasets'> = async (deps, ask) => {
  const here = await deps.state.datasets.inChannel(ask.replyTo.team, ask.replyTo.channel);
  await tell(deps, ask, { kind: 'datasets', datasets: await datasetSummaries(deps, here) });
};

export const help: Answer<'help'> = async (deps, ask) => {
  const here = await deps.state.datasets.inChannel(ask.replyTo.team, ask.replyTo.channel);
  await tell(deps, ask, { kind: 'help', botName: deps.bot.name, hasDatasets: here.length > 0 });
};

export const mistake: Answer<'mistake'> = (deps, ask) => tellPerson(deps, ask, ask.request);
