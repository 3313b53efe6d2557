/** A report and its charts into a channel: the progress message becomes the report, the charts follow in its thread. */
import type { Chart, ChartInput } from '../charts/chart.ts';
import { isExpected } from '../errors.ts';
import { Outage } from '../outages.ts';
import type { JobDeps } from './job-deps.ts';
import type { Part, Picture, Place } from './ports.ts';
import type { ChartPicture, Pictures, ReportSaying } from './sayings/reports.ts';

/** After so long nobody looks at the message any more; an edit notifies nobody, so the report is posted anew. */
const POSTED_ANEW_AFTER_MS = 20_000;

export const PARTS = { progress: 'progress', report: 'report', charts: 'charts' } as const;

/** The report of the job stands in the channel; what comes after it may be missing. */
export const isReported = async ({ state }: Pick<JobDeps, 'state'>, job: string): Promise<boolean> => {
  const report = await state.deliveries.find(job, PARTS.report);
  return report?.done === true && report.ts !== null;
};

export interface ReportDelivery {
  readonly job: string;
  readonly place: Place;
  readonly askedAt: number;
  /** Mentioned where the report is posted anew. */
  readonly user: string;
  readonly source: string;
  readonly saying: Omit<ReportSaying, 'kind' | 'mention'>;
  readonly input: ChartInput;
}

export const deliverReport = (deps: JobDeps, delivery: ReportDelivery): Promise<void> =>
  deps.meter.timed('delivery', () => deliver(deps, delivery));

const deliver = async (deps: JobDeps, delivery: ReportDelivery): Promise<void> => {
  const ts = await deliverText(deps, delivery);
  deps.log.info({ run: delivery.job }, 'report delivered');
  const place = { ...delivery.place, thread: delivery.place.thread ?? ts };
  await deliverCharts(deps, { ...place, job: delivery.job, part: PARTS.charts }, delivery);
};

/** Gives the timestamp of the report's message. */
const deliverText = async (deps: JobDeps, delivery: ReportDelivery): Promise<string> => {
  const { job, place, user, source, saying } = delivery;
  const part = (name: string): Part => ({ ...place, job, part: name });
  const anew = await isPostedAnew(deps, delivery);
  const ts = await deps.messenger.put(part(PARTS.report), { kind: 'report', ...saying, mention: anew ? user : null });
  if (anew) await deps.messenger.put(part(PARTS.progress), { kind: 'report-below', source });
  return ts;
};

/** Decided once: a job that is taken up again goes on with the message that it had chosen. */
const isPostedAnew = async ({ state, now }: JobDeps, { job, askedAt }: ReportDelivery): Promise<boolean> => {
  const progress = await state.deliveries.find(job, PARTS.progress);
  const report = await state.deliveries.find(job, PARTS.report);
  if (!progress?.ts) return false;
  if (report) return report.ts !== progress.ts;
  if (now() - askedAt > POSTED_ANEW_AFTER_MS) return true;
  await state.deliveries.save({ ...progress, part: PARTS.report, done: false });
  return false;
};

/** A picture that cannot be had is described in words: it never costs the others. */
const deliverCharts = async (deps: JobDeps, part: Part, { source, input }: ReportDelivery): Promise<void> => {
  const charts = deps.charts(input);
  if (charts.length === 0) return;
  await deps.messenger.put(part, { kind: 'progress', source, step: 'drawing' });
  await deps.messenger.put(part, { kind: 'charts', ...(await uploadCharts(deps, part, charts)) });
};

export const uploadCharts = async (deps: JobDeps, part: Part, charts: readonly Chart[]): Promise<Pictures> => {
  const pictures = await Promise.all(charts.map(chart => uploadChart(deps, part, chart)));
  const failed = charts.filter((_, index) => pictures[index] === null);
  return {
    charts: pictures.filter(picture => picture !== null),
    failed: failed.map(({ title, altText }) => ({ title, altText })),
  };
};

/** `null` where the picture cannot be drawn or the workspace does not take it. */
export const uploadChart = async (deps: JobDeps, part: Part, chart: Chart): Promise<ChartPicture | null> => {
  try {
    const picture: Picture = { id: chart.id, title: chart.title, altText: chart.altText, png: await deps.draw(chart) };
    const fileId = await deps.messenger.upload({ ...part, part: `${part.part}:${chart.id}` }, picture);
    return { fileId, title: chart.title, altText: chart.altText };
  } catch (error) {
    if (error instanceof Outage) throw error;
    deps.log.error({ run: part.job, chart: chart.id, err: error, expected: isExpected(error) }, 'a chart is missing');
    return null;
  }
};
