import type { ImportFile, JobContext, Said } from '../job.ts';

/** One import on its way. */
export interface Import extends ImportFile {
  /** The job that took the file in: its upload and its messages carry this id, also after an answer. */
  readonly owner: string;
  /** What the person calls the file. */
  readonly source: string;
  readonly bytes: number | null;
  /** Nobody hears of it before it is known to be orders: most files of its kind are not. */
  readonly unheard?: boolean;
  readonly said: Said;
  readonly context: JobContext;
}

/** What a file that waits is taken up with. */
export const importOf = ({ team, channel, thread, file, user, origin, responseUrl }: Import): ImportFile => ({
  team,
  channel,
  thread,
  file,
  user,
  origin,
  responseUrl,
});
