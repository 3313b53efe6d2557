import type { ReadingHints } from '../../core/order-file.ts';
import type { ImportFile, JobContext } from '../job.ts';

/** One import on its way. */
export interface Import extends ImportFile {
  /** The job that took the file in: its upload and its messages carry this id, also after an answer. */
  readonly owner: string;
  /** What the person calls the file. */
  readonly source: string;
  readonly bytes: number | null;
  /** What the person said about the columns, where they were asked. */
  readonly said: ReadingHints | null;
  readonly context: JobContext;
}
