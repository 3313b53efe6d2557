/** Every job with what it does: a new one is a row here and a payload in `job.ts`. */
import { answerRequest } from './answers/answers.ts';
import { remindOwner } from './digests/remind-owner.ts';
import { sendDigest } from './digests/send-digest.ts';
import { forgetWorkspace } from './forget-workspace.ts';
import { importFile, resumeImport } from './imports/import-file.ts';
import type { JobHandlers } from './job.ts';
import type { JobDeps } from './job-deps.ts';
import { warnOwner } from './retention.ts';
import { showHome } from './show-home.ts';

export const jobHandlers = (deps: JobDeps): JobHandlers => ({
  'import-file': importFile(deps),
  'resume-import': resumeImport(deps),
  answer: answerRequest(deps),
  'show-home': showHome(deps),
  'send-digest': sendDigest(deps),
  'remind-owner': remindOwner(deps),
  'warn-owner': warnOwner(deps),
  'forget-workspace': forgetWorkspace(deps),
});
