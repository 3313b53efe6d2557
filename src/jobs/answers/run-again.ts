/** Segments the stored orders with other settings, for everybody in the channel. */

import { finishRun, snapshotIn } from '../finish-run.ts';
import { settingsWith, withStoredOrders } from '../stored-orders.ts';
import { type Answer, datasetFor } from './ask.ts';
import { answerWithReport } from './report-answer.ts';

export const runAgain: Answer<'run'> = async (deps, ask) => {
  const { context, request } = ask;
  const dataset = await datasetFor(deps, ask, request.dataset);
  if (!dataset) return;
  const wanted = { job: context.job, dataset, settings: settingsWith(request.settings) };
  await answerWithReport(deps, ask, dataset, onProgress =>
    withStoredOrders(deps, wanted, onProgress, async ({ segmentation, exportFolder }) => {
      const { report, points } = segmentation;
      const snapshot = snapshotIn(exportFolder);
      await segmentation.saveSnapshot(snapshot);
      const run = await finishRun(deps, { job: context.job, dataset, trigger: 'request', report, snapshot });
      return { dataset, run, points, change: null };
    }),
  );
};
