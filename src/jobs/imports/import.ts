import type { ImportFile, JobContext, Said, UploadedFile } from '../job.ts';

/** One import on its way. */
export interface Import extends Omit<ImportFile, 'file' | 'others'> {
  /** What was shared at once; once it is known what belongs together, only that, the file that the money comes from first. */
  readonly files: readonly UploadedFile[];
  /** Path of the table that a question about columns is about, where it is not the first file. */
  readonly table?: string;
  /** The job that took the files in: its upload and its messages carry this id, also after an answer. */
  readonly owner: string;
  /** What the person calls the file. */
  readonly source: string;
  /** Of all files; `null` where it is not known. */
  readonly bytes: number | null;
  /** Nobody hears of it before it is known to be orders: most files of its kind are not. */
  readonly unheard?: boolean;
  readonly said: Said;
  readonly context: JobContext;
}

/** What a file that waits is taken up with. */
export const importOf = ({ team, channel, thread, files, user, origin, responseUrl }: Import): ImportFile => {
  const [file = '', ...others] = files.map(({ id }) => id);
  return { team, channel, thread, file, ...(others.length === 0 ? {} : { others }), user, origin, responseUrl };
};
