/** An answer that is a report, for everybody in the channel: progress from the start, which becomes the report. */
import type { OnProgress } from '../../pipeline/progress.ts';
import type { Segmentation } from '../../pipeline/segmentation.ts';
import type { Dataset, Run } from '../../store/bot-state.ts';
import { deliverReport, PARTS } from '../deliver-report.ts';
import type { JobDeps } from '../job-deps.ts';
import { ProgressMessage } from '../progress-message.ts';
import type { ReportSaying } from '../sayings/reports.ts';
import type { Asking } from './ask.ts';

export interface ReportAnswer {
  readonly dataset: Dataset;
  readonly run: Run;
  readonly points: Segmentation['points'];
  /** What was done to the uploads of the dataset; `null` where nothing was. */
  readonly change: Pick<NonNullable<ReportSaying['change']>, 'action' | 'fileName'> | null;
}

/** Shows progress in the name of the dataset while `work` makes the answer. */
export const answerWithReport = async (
  deps: JobDeps,
  ask: Asking,
  dataset: Dataset,
  work: (onProgress: OnProgress) => Promise<ReportAnswer>,
): Promise<void> => {
  const part = { ...ask.replyTo, job: ask.context.job, part: PARTS.progress };
  const progress = new ProgressMessage(deps, part, dataset.name);
  await progress.start({ step: 'finding' });
  try {
    const answer = await work(progress.onProgress);
    await progress.end();
    await deliverAnswer(deps, ask, answer);
  } finally {
    await progress.end();
  }
};

export const deliverAnswer = (
  deps: JobDeps,
  { replyTo, context }: Asking,
  { dataset, run: { report }, points, change }: ReportAnswer,
): Promise<void> =>
  deliverReport(deps, {
    job: context.job,
    place: replyTo,
    askedAt: context.askedAt,
    user: replyTo.user,
    source: dataset.name,
    saying: { report, dataset, offerDigest: false, upload: null, change: change && { ...change, by: replyTo.user } },
    input: { report, points },
  });
