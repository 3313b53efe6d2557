/** What Slack knows of the files that were shared at once, before any of them is downloaded. */
import { isExpected } from '../../errors.ts';
import type { ImportFile } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import type { SharedFile } from '../ports.ts';

export interface DescribedFiles {
  /** Those that may be orders, or that somebody asked for. */
  readonly meant: readonly SharedFile[];
  /** Ids of those that are not there to be read. */
  readonly absent: readonly string[];
}

/** @throws {ExpectedError} `file_not_in_slack` for a file that came alone */
export const describeFiles = async (deps: JobDeps, payload: ImportFile): Promise<DescribedFiles> => {
  const meant: SharedFile[] = [];
  const absent: string[] = [];
  for (const id of await filesOf(deps, payload)) {
    const file = await described(deps, payload, id);
    if (file === null) absent.push(id);
    else if (isMeant(deps, payload, file)) meant.push(file);
  }
  return { meant, absent };
};

/** Without those that have begun by themselves, before Slack told that they came together. */
const filesOf = async (
  { state }: JobDeps,
  { team, file, others = [], insteadOf = [] }: ImportFile,
): Promise<readonly string[]> => {
  const files = [file, ...others];
  if (insteadOf.length === 0) return files;
  const begun = await state.jobs.ownWork(team, insteadOf);
  return files.filter((_, index) => !begun.includes(insteadOf[index]!));
};

/** Channels tell with which message a file was shared, some time after it was; direct messages do not. */
const described = async (
  { downloads }: JobDeps,
  { channel, thread, origin, others }: ImportFile,
  file: string,
): Promise<SharedFile | null> => {
  const whenShared = origin === 'shared' && thread === null && !channel.startsWith('D');
  try {
    return await downloads.describe(file, channel, whenShared);
  } catch (error) {
    if (others !== undefined && isExpected(error, 'file_not_in_slack')) return null;
    throw error;
  }
};

/** Not the bot's own lists, and of what passes by only what may be a table. */
const isMeant = ({ bot }: JobDeps, { origin }: ImportFile, { uploader, kind }: SharedFile): boolean =>
  uploader !== bot.user && (kind !== 'other' || origin === 'asked');

/** "orders.csv and 3 more files": what it is called until it is known which of them brings the money. */
export const sourceOf = (files: readonly Pick<SharedFile, 'name'>[]): string => {
  const [first, ...others] = files.map(({ name }) => name);
  if (others.length < 2) return [first, ...others].join(' and ');
  return `${first} and ${others.length} more files`;
};

/** `null` where one of them is not known. */
export const bytesOf = (files: readonly Pick<SharedFile, 'bytes'>[]): number | null =>
  files.reduce<number | null>((sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes), 0);
