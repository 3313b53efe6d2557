/** Trends and the like, worked out from the stored orders: with charts for everybody, or in words for whoever asked. */
import type { Chart } from '../../charts/chart.ts';
import type { ExtraFeature } from '../../core/insight/clusterings.ts';
import type { Dataset } from '../../store/bot-state.ts';
import { PARTS, uploadCharts } from '../deliver-report.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Part } from '../ports.ts';
import { ProgressMessage } from '../progress-message.ts';
import type { InsightSaying, Pictures, ProgressStep } from '../sayings/reports.ts';
import { latestRun, withStoredOrders } from '../stored-orders.ts';
import { type Answer, type Asking, datasetFor, tellPerson } from './ask.ts';
import { sendInvestorFiles } from './investor-files.ts';

type Asked = Pick<InsightSaying, 'topic'> &
  Pick<Asking, 'context'> & {
    readonly dataset: Dataset;
    readonly extras: readonly ExtraFeature[];
    readonly isRepeat: boolean;
  };
type Found = Pick<InsightSaying, 'report'> & { readonly drawings: readonly Chart[] };

export const insight: Answer<'insight'> = async (deps, ask) => {
  const { topic, post, extras = [] } = ask.request;
  const dataset = await datasetFor(deps, ask, ask.request.dataset);
  if (!dataset) return;
  const asked = { topic, extras, context: ask.context, dataset, isRepeat: post === true };
  const { via } = ask.replyTo;
  if (post || via === 'mention' || via === 'direct' || via === 'home') return inPublic(deps, ask, asked);
  const { report } = await find(deps, asked, () => {});
  await sendInvestorFiles(deps, ask, dataset, report);
  await tellPerson(deps, ask, saying(asked, report, { charts: [], failed: [] }, true));
};

/** Progress from the start, which becomes the answer. */
const inPublic = async (deps: JobDeps, ask: Asking, asked: Asked): Promise<void> => {
  const part: Part = { ...ask.replyTo, job: ask.context.job, part: PARTS.progress };
  const progress = new ProgressMessage(deps, part, asked.dataset.name);
  await progress.start({ step: 'finding' });
  try {
    const { report, drawings } = await find(deps, asked, step => progress.show(step));
    if (drawings.length > 0) progress.show({ step: 'drawing' });
    const pictures = await uploadCharts(deps, part, drawings);
    // Whoever posts an answer has its files.
    if (!asked.isRepeat) await sendInvestorFiles(deps, ask, asked.dataset, report);
    await progress.end();
    await deps.messenger.put(part, saying(asked, report, pictures, false));
  } finally {
    await progress.end();
  }
};

/** As the newest run segmented them. */
const find = async (deps: JobDeps, asked: Asked, onStep: (step: ProgressStep) => void): Promise<Found> => {
  const { topic, extras, context, dataset } = asked;
  const { settings } = (await latestRun(deps, dataset)).report.run;
  return withStoredOrders(
    deps,
    { job: context.job, dataset, settings },
    () => onStep({ step: 'finding' }),
    async ({ segmentation }) => {
      const report = { ...segmentation.report, insight: await segmentation.insight([topic], { extras }) };
      return { report, drawings: deps.insightCharts({ report, points: segmentation.points }) };
    },
  );
};

const saying = (
  { topic, dataset }: Asked,
  report: InsightSaying['report'],
  pictures: Pictures,
  isPrivate: boolean,
): InsightSaying => ({ kind: 'insight', topic, report, dataset, isPrivate, ...pictures });
