/**
 * What may still name a customer after the orders have forgotten them: files that wait for an answer or for another try,
 * questions of people that wait for their turn, lists that were left behind.
 */
import { ExpectedError } from '../errors.ts';
import type { JobRow } from '../store/bot-state.ts';
import type { ChatRequest } from './chat-request.ts';
import { PARTS } from './deliver-report.ts';
import { dropStaleFiles } from './housekeeping.ts';
import type { JobPayloads, WaitingFile } from './job.ts';
import type { JobDeps } from './job-deps.ts';
import { problemSaying } from './trouble.ts';
import { unlessClosed } from './unless-closed.ts';

export interface Forgotten {
  readonly team: string;
  /** Of the dataset: its files that wait are let go, whatever they hold. */
  readonly channel: string;
  readonly dataset: string;
  /** `null`: all of the dataset. */
  readonly customer: string | null;
}

/** Can be done again where it was cut off. */
export const dropTraces = async (deps: JobDeps, forgotten: Forgotten): Promise<void> => {
  const queued = await deps.state.jobs.queued();
  const ofTeam = queued.filter(({ team }) => team === forgotten.team);
  await letGoWaitingFiles(deps, forgotten, ofTeam);
  for (const job of ofTeam) await dropFrom(deps, job, forgotten);
  await dropStaleFiles(deps);
  await deps.state.overwriteDeleted();
};

/** What was answered already is on its way into a dataset, like any later upload. */
const letGoWaitingFiles = async (
  deps: JobDeps,
  { team, channel }: Forgotten,
  queued: readonly JobRow[],
): Promise<void> => {
  const answered = new Set(queued.filter(isKind('resume-import')).map(({ payload }) => payload.question));
  const questions = await deps.state.questions.askedBefore(Number.MAX_SAFE_INTEGER);
  for (const { id, job, facts } of questions) {
    const waiting = facts as WaitingFile;
    if (waiting.import.team !== team || waiting.import.channel !== channel || answered.has(id)) continue;
    await deps.state.questions.delete(id);
    await deps.folders.deleteUpload(job);
    const said = problemSaying(new ExpectedError('file_let_go', { name: waiting.fileName }), null);
    await unlessClosed(deps.messenger.put({ ...waiting.import, job, part: PARTS.progress }, said));
  }
};

const isKind =
  <N extends keyof JobPayloads>(kind: N) =>
  (job: JobRow): job is JobRow & { readonly payload: JobPayloads[N] } =>
    job.kind === kind;

/** A job that waits still has something to do, but without the customer. */
const dropFrom = async ({ state, folders }: JobDeps, job: JobRow, forgotten: Forgotten): Promise<void> => {
  // It downloads the file once more.
  if (isKind('import-file')(job) && job.payload.channel === forgotten.channel) await folders.deleteUpload(job.id);
  if (!isKind('answer')(job) || !asksAbout(job.payload, forgotten)) return;
  await state.jobs.changePayload(job.id, { ...job.payload, request: FORGOTTEN } satisfies JobPayloads['answer']);
};

const asksAbout = ({ request, replyTo }: JobPayloads['answer'], { channel, dataset, customer }: Forgotten): boolean => {
  if (!('customer' in request)) return false;
  if (customer !== null) return request.customer.trim().toLowerCase() === customer.trim().toLowerCase();
  const choice = request.dataset;
  return choice !== null && 'id' in choice ? choice.id === dataset : replyTo.channel === channel;
};

const FORGOTTEN: ChatRequest = {
  kind: 'mistake',
  problem: 'What you asked about was deleted before I could answer.',
  didYouMean: null,
  examples: ['/segment datasets'],
};
