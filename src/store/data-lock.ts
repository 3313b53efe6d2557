/** One process at a time. */
import { DatabaseSync } from 'node:sqlite';
import { ExpectedError } from '../errors.ts';
import { isBusy, sqliteError } from './disk-errors.ts';

/** Also keeps them from being collected as garbage, which would let go of the lock. */
const held = new Set<DatabaseSync>();

/**
 * Locks `folder` by an open transaction on a SQLite file of its own. The operating system lets go of it when the
 * process ends, however it ends: no lock is left behind after a kill or a power cut. Gives what releases it.
 *
 * @throws {ExpectedError} `data_dir_in_use`, `folder_unwritable`, `disk_full`
 */
export const lockFolder = (folder: string, file: string): (() => void) => {
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    // Nothing is ever written, but SQLite would make a journal beside the file.
    lock.exec('PRAGMA journal_mode = MEMORY');
    lock.exec('PRAGMA locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    throw isBusy(error)
      ? new ExpectedError('data_dir_in_use', { path: folder }, { cause: error })
      : sqliteError(error, folder);
  }
  return hold(lock);
};

const hold = (lock: DatabaseSync): (() => void) => {
  held.add(lock);
  return () => {
    if (held.delete(lock)) lock.close();
  };
};
