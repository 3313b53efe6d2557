/** Answers about segments and groups, from what the newest run has stored. */
import type { Segment, SegmentReport } from '../../core/report.ts';
import { datasetSummaries } from '../batch-summaries.ts';
import { latestRun } from '../stored-orders.ts';
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

export const datasets: Answer<'datasets'> = async (deps, ask) => {
  const here = await deps.state.datasets.inChannel(ask.replyTo.team, ask.replyTo.channel);
  await tell(deps, ask, { kind: 'datasets', datasets: await datasetSummaries(deps, here) });
};

export const help: Answer<'help'> = async (deps, ask) => {
  const here = await deps.state.datasets.inChannel(ask.replyTo.team, ask.replyTo.channel);
  await tell(deps, ask, { kind: 'help', botName: deps.bot.name, hasDatasets: here.length > 0 });
};

export const mistake: Answer<'mistake'> = (deps, ask) => tellPerson(deps, ask, ask.request);
