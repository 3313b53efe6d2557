/** Failures of a file system that the person can fix. */
import { ExpectedError } from '../errors.ts';

/** No room left, on the disk, in a quota or under a limit of file sizes. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** `disk_full` where that is why `path` could not be written; everything else as it is. */
export const orDiskFull = (error: unknown, path: string): unknown =>
  FULL.has(codeOf(error)) ? new ExpectedError('disk_full', { path }, { cause: error }) : error;

/** For a folder that cannot be made or changed. */
export const folderError = (error: unknown, path: string): unknown =>
  FULL.has(codeOf(error))
    ? orDiskFull(error, path)
    : new ExpectedError('folder_unwritable', { path, cause: codeOf(error) }, { cause: error });
