/** The investor pack as files, for the data room of whoever asked. */
import type { SegmentReport } from '../../core/report.ts';
import type { Dataset } from '../../store/bot-state.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Asking } from './ask.ts';
import { fileName } from './customer-rows.ts';

/** Where the report holds them; each file once per job. */
export const sendInvestorFiles = async (
  { investorFiles, messenger }: JobDeps,
  { context: { job }, replyTo: { team, user } }: Asking,
  dataset: Dataset,
  report: SegmentReport,
): Promise<void> => {
  if (report.insight?.investor === undefined) return;
  for (const [name, bytes] of Object.entries(await investorFiles(report))) {
    const file = { name: `${fileName(dataset.name)}-${name}`, bytes };
    await messenger.direct({ job, part: name, team, user }, { kind: 'investor-file', dataset, name: file.name }, file);
  }
};
