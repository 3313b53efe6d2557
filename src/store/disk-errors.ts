/** Failures of the file system and of SQLite that whoever runs the bot can fix. */
import { ExpectedError } from '../errors.ts';

/** No room left, on the disk, in a quota or under a limit of file sizes. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** For a folder or file that cannot be made, changed or deleted. */
export const folderError = (error: unknown, path: string): ExpectedError => {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return FULL.has(cause)
    ? new ExpectedError('disk_full', { path }, { cause: error })
    : new ExpectedError('folder_unwritable', { path, cause }, { cause: error });
};

/**
 * Primary and extended result codes (sqlite.org/rescode.html). A quota or a file-size limit is no SQLITE_FULL, which
 * stands for ENOSPC alone, but a write that failed.
 */
const DISK_FULL: ReadonlySet<number> = new Set([
  13, // FULL
  778, // IOERR_WRITE
  1034, // IOERR_FSYNC
  1290, // IOERR_DIR_FSYNC
  1546, // IOERR_TRUNCATE
  4874, // IOERR_SHMSIZE
]);
const CORRUPT: ReadonlySet<number> = new Set([
  11, // CORRUPT
  26, // NOTADB
  266, // IOERR_READ
  522, // IOERR_SHORT_READ
  8458, // IOERR_CORRUPTFS
]);
const UNWRITABLE: ReadonlySet<number> = new Set([
  3, // PERM
  8, // READONLY
  10, // any other IOERR
  14, // CANTOPEN
]);
const BUSY = 5;

interface SqliteError extends Error {
  /** Extended result code; its lowest byte is the primary one. */
  readonly errcode: number;
  readonly errstr: string;
}

const isSqliteError = (error: unknown): error is SqliteError =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error;

export const isBusy = (error: unknown): boolean => isSqliteError(error) && (error.errcode & 0xff) === BUSY;

/** `disk_full`, `state_corrupt` or `folder_unwritable` where that is what SQLite met; everything else as it is. */
export const sqliteError = (error: unknown, path: string): unknown => {
  if (!isSqliteError(error)) return error;
  const is = (codes: ReadonlySet<number>): boolean => codes.has(error.errcode) || codes.has(error.errcode & 0xff);
  const facts = { path, cause: error.errstr };
  if (is(DISK_FULL)) return new ExpectedError('disk_full', { path }, { cause: error });
  if (is(CORRUPT)) return new ExpectedError('state_corrupt', facts, { cause: error });
  if (is(UNWRITABLE)) return new ExpectedError('folder_unwritable', facts, { cause: error });
  return error;
};
