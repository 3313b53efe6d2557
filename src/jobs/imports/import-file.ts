/** Files that were shared become a dataset and a report: take them in, ask where they cannot be read alone, segment, tell. */
import { isExpected } from '../../errors.ts';
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
import { failedSaying } from '../trouble.ts';
import { unlessClosed } from '../unless-closed.ts';
import { bytesOf, describeFiles, sourceOf } from './described-files.ts';
import { explain, isAwaited, progressPart } from './explain.ts';
import type { Import } from './import.ts';
import { finishDelivery, reportOrders } from './report-orders.ts';
import { readByItself, sortOut } from './sort-out.ts';
import { fetchFiles, takeIn } from './take-in.ts';

export const importFile = (deps: JobDeps): JobHandler<ImportFile> => ({
  lane: 'import',
  run: async (payload, context) => {
    const { others: _, insteadOf: __, file, ...place } = payload;
    const nothing = { files: [{ id: file, name: 'the file', part: PART }], source: 'the file', bytes: null };
    const unknown: Import = { ...place, ...nothing, owner: context.job, said: NOTHING_SAID, context };
    try {
      const { meant, absent } = await describeFiles(deps, payload);
      // Whoever asked for one that is gone is told so.
      if (payload.origin === 'asked') for (const id of absent) await readByItself(unknown, id);
      const [first] = meant;
      if (first) await doImport(deps, await asDescribed(deps, unknown, meant));
    } catch (error) {
      // A link to somewhere else, or a file that is gone already: nobody meant it as orders.
      const isAbsent = isExpected(error, 'file_not_in_slack');
      if (!isAbsent || (await isAwaited(deps, payload, context))) await explain(deps, unknown, error);
    }
  },
  waiting: async (payload, context, ahead) => {
    const { meant } = await describeFiles(deps, payload);
    const [first] = meant;
    if (!first || isUnheard(payload, meant)) return;
    const part = { ...payload, thread: payload.thread ?? first.thread, job: context.job, part: PARTS.progress };
    await deps.messenger.put(part, { kind: 'progress', source: sourceOf(meant), step: 'waiting', ahead });
  },
  failed: async (payload, context, failure) => {
    const progress = progressPart(payload, context.job);
    if (await isAwaited(deps, payload, context)) await tellFailure(deps, progress, context, failure);
  },
});

/** Name of a file that came alone, in the upload folder; several are numbered. */
const PART = 'orders';

/** Tables come first, in their order: what else there is may be anything. */
const asDescribed = async (deps: JobDeps, unknown: Import, meant: readonly SharedFile[]): Promise<Import> => {
  const sorted = meant.toSorted((one, other) => +(one.kind !== 'table') - +(other.kind !== 'table'));
  const isAlone = sorted.length === 1;
  const files = sorted.map(({ id, name }, index) => ({ id, name, part: isAlone ? PART : `${PART}-${index}` }));
  return {
    ...unknown,
    channel: await channelOf(deps, unknown),
    thread: unknown.thread ?? meant[0]!.thread,
    files,
    source: sourceOf(sorted),
    bytes: bytesOf(sorted),
    unheard: isUnheard(unknown, sorted),
  };
};

const isUnheard = ({ origin }: Pick<ImportFile, 'origin'>, files: readonly SharedFile[]): boolean =>
  origin === 'shared' && files.every(({ kind }) => kind === 'perhaps');

/** From the home tab a person stands for the direct message with them. */
const channelOf = async ({ messenger }: JobDeps, { channel }: Pick<ImportFile, 'channel'>): Promise<string> =>
  channel.startsWith('U') || channel.startsWith('W') ? messenger.directChannel(channel) : channel;

export const resumeImport = (deps: JobDeps): JobHandler<ResumeImport> => ({
  lane: 'import',
  run: async ({ question, answeredBy, hints, placement, currency, sheet }, context) => {
    const waiting = await waitingFile(deps, question);
    if (!waiting) return;
    const { import: payload, owner, fileName } = waiting;
    const { others: _, insteadOf: __, file, ...place } = payload;
    const { files = [{ id: file, name: fileName, part: PART }] } = waiting;
    if (await mayNotReplace(deps, payload, placement, answeredBy)) return;
    const about = hints ? 'columns' : placement ? 'place' : sheet === undefined ? 'currency' : 'sheet';
    await deps.messenger.put(progressPart(payload, owner), { kind: 'answered', fileName, by: answeredBy, about });
    const before = waiting.said;
    const said = {
      ...before,
      hints: hints ?? before.hints,
      placement: placement ?? before.placement,
      ...(currency === undefined ? {} : { currency }),
      ...(sheet === undefined ? {} : { sheet }),
    };
    await doImport(deps, { ...place, owner, files, source: fileName, bytes: null, said, context });
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

const doImport = async (deps: JobDeps, work: Import): Promise<void> => {
  const progress = new ProgressMessage(deps, progressPart(work, work.owner), work.source);
  let known = work;
  try {
    if (await finishDelivery(deps, work)) return;
    const isKnown = work.said !== NOTHING_SAID;
    const step: ProgressStep = isKnown
      ? { step: 'inspecting' }
      : { step: 'downloading', bytes: 0, ofBytes: work.bytes };
    if (!work.unheard) await progress.start(step);
    known = await fetchFiles(deps, work, progress);
    const sorted = await sortOut(deps, known);
    known = sorted.work;
    const taken = await takeIn(deps, sorted, progress);
    known = taken.work;
    await reportOrders(deps, taken, progress);
  } catch (error) {
    await progress.end();
    await explain(deps, known, error);
  }
};
