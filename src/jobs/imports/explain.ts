/** What the person can do something about ends an import, or stops it with a question. */
import { ExpectedError, isExpected } from '../../errors.ts';
import { PlaceClosed } from '../../outages.ts';
import { PARTS } from '../deliver-report.ts';
import type { ImportFile, JobContext } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Part, Place, ReplyTo } from '../ports.ts';
import { noteForOperators, problemSaying } from '../trouble.ts';
import { unlessClosed } from '../unless-closed.ts';
import { askAboutColumns, isAboutColumns } from './ask-columns.ts';
import { askAboutCurrencies, isAboutCurrencies } from './ask-currency.ts';
import { askAboutSheets } from './ask-sheet.ts';
import type { Import } from './import.ts';

export const progressPart = ({ team, channel, thread }: Place, job: string): Part => ({
  team,
  channel,
  thread,
  job,
  part: PARTS.progress,
});

/** What passed by may be a photo: before it is known to be a table, nobody waits for anything. */
export const isAwaited = async (
  { state }: JobDeps,
  { origin }: Pick<ImportFile, 'origin'>,
  { job }: JobContext,
): Promise<boolean> => origin === 'asked' || (await state.deliveries.find(job, PARTS.progress)) !== null;

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
export const explain = async (deps: JobDeps, work: Import, error: unknown): Promise<void> => {
  if (error instanceof PlaceClosed) return inviteMe(deps, work, error);
  if (!(error instanceof ExpectedError)) throw error;
  if (isAboutColumns(error)) return askAboutColumns(deps, work, error);
  if (isExpected(error, 'sheets_unsure')) return askAboutSheets(deps, work, error);
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
