/** Segments the stored orders with other settings, for everybody in the channel. */

import { deliverReport, PARTS } from '../deliver-report.ts';
import { finishRun, snapshotIn } from '../finish-run.ts';
import { ProgressMessage } from '../progress-message.ts';
import { settingsWith, withStoredOrders } from '../stored-orders.ts';
import { type Answer, datasetFor } from './ask.ts';

export const runAgain: Answer<'run'> = async (deps, ask) => {
  const { replyTo, context, request } = ask;
  const dataset = await datasetFor(deps, ask, request.dataset);
  if (!dataset) return;
  const progress = new ProgressMessage(deps, { ...replyTo, job: context.job, part: PARTS.progress }, dataset.name);
  await progress.start({ step: 'finding' });
  const wanted = { job: context.job, dataset, settings: settingsWith(request.settings) };
  try {
    const { run, input } = await withStoredOrders(
      deps,
      wanted,
      progress.onProgress,
      async ({ segmentation, exportFolder }) => {
        const { report, points } = segmentation;
        const snapshot = snapshotIn(exportFolder);
        await segmentation.saveSnapshot(snapshot);
        const run = await finishRun(deps, { job: context.job, dataset, trigger: 'request', report, snapshot });
        return { run, input: { report, points } };
      },
    );
    await progress.end();
    await deliverReport(deps, {
      job: context.job,
      place: replyTo,
      askedAt: context.askedAt,
      user: replyTo.user,
      source: dataset.name,
      saying: { report: run.report, dataset, offerDigest: false, upload: null, change: null },
      input: { ...input, report: run.report },
    });
  } finally {
    await progress.end();
  }
};
