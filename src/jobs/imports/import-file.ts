/** A file that was shared becomes a dataset and a report: take it in, ask where it cannot be read alone, segment, tell. */
import { ExpectedError, isExpected } from '../../errors.ts';
import { PlaceClosed } from '../../outages.ts';
import { forgetRefusal, uploadedAll } from '../access.ts';
import { isReported, PARTS } from '../deliver-report.ts';
import {
  type Failure,
  type ImportFile,
  type JobContext,
  type JobHandler,
  NOTHING_SAID,
  type Placement,
  type ResumeImport,
  type WaitingFile,
} from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Part, ReplyTo, SharedFile } from '../ports.ts';
import { ProgressMessage } from '../progress-message.ts';
import type { ProgressStep } from '../sayings/reports.ts';
import { failedSaying, noteForOperators, problemSaying } from '../trouble.ts';
import { unlessClosed } from '../unless-closed.ts';
import { askAboutColumns, isAboutColumns } from './ask-columns.ts';
import { askAboutCurrencies, isAboutCurrencies } from './ask-currency.ts';
import type { Import } from './import.ts';
import { finishDelivery, reportOrders } from './report-orders.ts';
import { takeIn } from './take-in.ts';

export const importFile = (deps: JobDeps): JobHandler<ImportFile> => ({
  lane: 'import',
  run: async (payload, context) => {
    const unknown = { ...payload, owner: context.job, source: 'the file', bytes: null, said: NOTHING_SAID, context };
    try {
      const file = await describe(deps, payload);
      if (!isMeant(deps, payload, file)) return;
      const channel = await channelOf(deps, payload);
      const thread = payload.thread ?? file.thread;
      const unheard = payload.origin === 'shared' && file.kind === 'perhaps';
      await doImport(deps, { ...unknown, channel, thread, source: file.name, bytes: file.bytes, unheard });
    } catch (error) {
      // A link to somewhere else, or a file that is gone already: nobody meant it as orders.
      const isAbsent = isExpected(error, 'file_not_in_slack');
      if (!isAbsent || (await isAwaited(deps, payload, context))) await explain(deps, unknown, error);
    }
  },
  waiting: async (payload, context, ahead) => {
    const file = await describe(deps, payload);
    if (!isMeant(deps, payload, file) || (payload.origin === 'shared' && file.kind === 'perhaps')) return;
    const part = { ...payload, thread: payload.thread ?? file.thread, job: context.job, part: PARTS.progress };
    await deps.messenger.put(part, { kind: 'progress', source: file.name, step: 'waiting', ahead });
  },
  failed: async (payload, context, failure) => {
    const progress = progressPart(payload, context.job);
    if (await isAwaited(deps, payload, context)) await tellFailure(deps, progress, context, failure);
  },
});

/** What passed by may be a photo: before it is known to be a table, nobody waits for anything. */
const isAwaited = async ({ state }: JobDeps, { origin }: ImportFile, { job }: JobContext): Promise<boolean> =>
  origin === 'asked' || (await state.deliveries.find(job, PARTS.progress)) !== null;

/** Channels tell with which message a file was shared, some time after it was; direct messages do not. */
const describe = ({ downloads }: JobDeps, { file, channel, thread, origin }: ImportFile): Promise<SharedFile> =>
  downloads.describe(file, channel, origin === 'shared' && thread === null && !channel.startsWith('D'));

/** From the home tab a person stands for the direct message with them. */
const channelOf = async ({ messenger }: JobDeps, { channel }: ImportFile): Promise<string> =>
  channel.startsWith('U') || channel.startsWith('W') ? messenger.directChannel(channel) : channel;

/** Not the bot's own lists, and of what passes by only what may be a table. */
const isMeant = ({ bot }: JobDeps, { origin }: ImportFile, { uploader, kind }: SharedFile): boolean =>
  uploader !== bot.user && (kind !== 'other' || origin === 'asked');

export const resumeImport = (deps: JobDeps): JobHandler<ResumeImport> => ({
  lane: 'import',
  run: async ({ question, answeredBy, hints, placement, currency }, context) => {
    const waiting = await waitingFile(deps, question);
    if (!waiting) return;
    const { import: payload, owner, fileName } = waiting;
    if (await mayNotReplace(deps, payload, placement, answeredBy)) return;
    const about = hints ? 'columns' : placement ? 'place' : 'currency';
    await deps.messenger.put(progressPart(payload, owner), { kind: 'answered', fileName, by: answeredBy, about });
    const before = waiting.said;
    const said = {
      ...before,
      hints: hints ?? before.hints,
      placement: placement ?? before.placement,
      ...(currency === undefined ? {} : { currency }),
    };
    await doImport(deps, { ...payload, owner, source: fileName, bytes: null, said, context });
    await deps.state.questions.delete(question);
  },
  failed: async ({ question }, context, failure) => {
    const waiting = await waitingFile(deps, question);
    if (!waiting) return;
    await tellFailure(deps, progressPart(waiting.import, waiting.owner), context, failure);
    // Its rows go with the file.
    if (isFinal(failure)) await deps.state.questions.delete(question);
  },
});

/** Replacing deletes what others uploaded; the question stays for somebody who may, or for another answer. */
const mayNotReplace = async (
  deps: JobDeps,
  payload: ImportFile,
  placement: Placement | undefined,
  user: string,
): Promise<boolean> => {
  const dataset = placement?.to === 'replace' ? await deps.state.datasets.byId(placement.dataset) : null;
  if (!dataset) return false;
  const asker: ReplyTo = { ...payload, user, responseUrl: null, via: 'button' };
  const isTheirs = uploadedAll(user, await deps.state.batches.ofDataset(dataset.id));
  const reason = await forgetRefusal(deps.people, asker, isTheirs);
  if (reason) await deps.messenger.whisper(asker, { kind: 'refusal', reason, what: dataset.name });
  return reason !== null;
};

/** A report that was delivered stays; what came after it and failed is told below. With the last try, the file goes. */
const tellFailure = async (deps: JobDeps, progress: Part, { job }: JobContext, failure: Failure): Promise<void> => {
  const reported = await isReported(deps, progress.job);
  const part = reported ? { ...progress, part: PARTS.charts } : progress;
  if (isFinal(failure)) {
    await deps.folders.deleteUpload(progress.job);
    deps.meter.imported('failed');
  }
  await unlessClosed(deps.messenger.put(part, failedSaying(failure, job, reported)));
};

const isFinal = (failure: Failure): boolean => failure.kind === 'bug' || !failure.retrying;

const waitingFile = async ({ state }: JobDeps, question: string): Promise<WaitingFile | null> =>
  ((await state.questions.find(question))?.facts as WaitingFile | undefined) ?? null;

const progressPart = ({ team, channel, thread }: ImportFile, job: string): Part => ({
  team,
  channel,
  thread,
  job,
  part: PARTS.progress,
});

const doImport = async (deps: JobDeps, work: Import): Promise<void> => {
  const progress = new ProgressMessage(deps, progressPart(work, work.owner), work.source);
  try {
    if (await finishDelivery(deps, work)) return;
    const isKnown = work.said !== NOTHING_SAID;
    const step: ProgressStep = isKnown
      ? { step: 'inspecting' }
      : { step: 'downloading', bytes: 0, ofBytes: work.bytes };
    if (!work.unheard) await progress.start(step);
    const table = await takeIn(deps, work, progress);
    await reportOrders(deps, work, table, progress);
  } catch (error) {
    await progress.end();
    await explain(deps, work, error);
  }
};

/** Files that nobody meant as orders. */
const NOT_ORDERS: ReadonlySet<string> = new Set([
  'file_empty',
  'header_only',
  'not_a_table',
  'holds_no_orders',
  'archive_no_table',
  'workbook_empty',
  'workbook_format',
  'file_protected',
]);

/** What the person can do something about ends here; everything else is tried again. */
const explain = async (deps: JobDeps, work: Import, error: unknown): Promise<void> => {
  if (error instanceof PlaceClosed) return inviteMe(deps, work, error);
  if (!(error instanceof ExpectedError)) throw error;
  if (isAboutColumns(error)) return askAboutColumns(deps, work, error);
  if (isAboutCurrencies(error)) return askAboutCurrencies(deps, work, error);
  noteForOperators(deps.log, work.context.job, error);
  if (work.unheard && !(await isAwaited(deps, work, { ...work.context, job: work.owner })))
    return passBy(deps, work, error);
  const part = progressPart(work, work.owner);
  const quiet = work.origin === 'shared' && NOT_ORDERS.has(error.code);
  if (quiet) {
    await deps.messenger.remove(part);
    await whisperNoOrders(deps, work, error);
  } else {
    await deps.messenger.put(part, problemSaying(error, work.context.job));
  }
  await deps.folders.deleteUpload(work.owner);
  if (!quiet) deps.meter.failed(error);
  deps.meter.imported(quiet ? 'not_orders' : 'refused');
};

/** An archive with several tables may well have been meant; nobody expects a word about other archives and texts. */
const passBy = async (deps: JobDeps, work: Import, error: ExpectedError): Promise<void> => {
  if (isExpected(error, 'archive_many_tables')) await whisperNoOrders(deps, work, error);
  await deps.folders.deleteUpload(work.owner);
  deps.meter.imported('not_orders');
};

const whisperNoOrders = async ({ messenger }: JobDeps, work: Import, error: ExpectedError): Promise<void> => {
  const { problem: because, fix } = problemSaying(error, null);
  await messenger.whisper(whisperTo(work), { kind: 'no-orders', fileName: work.source, because, fix });
};

/** Not in the thread: in one without other messages nobody sees it. */
const whisperTo = ({ team, channel, user, responseUrl }: Import): ReplyTo => ({
  team,
  channel,
  thread: null,
  user,
  responseUrl,
  via: 'button',
});

/** The bot cannot speak where it is not: only whoever asked can be answered. */
const inviteMe = async (deps: JobDeps, work: Import, closed: PlaceClosed): Promise<void> => {
  deps.log.info({ run: work.context.job, code: closed.code }, 'nothing can be posted there');
  await deps.folders.deleteUpload(work.owner);
  deps.meter.failed(closed);
  deps.meter.imported('closed');
  if (work.responseUrl === null) return;
  const saying = { kind: 'invite-me', channel: work.channel, botUser: deps.bot.user } as const;
  await unlessClosed(deps.messenger.whisper(whisperTo(work), saying));
};
