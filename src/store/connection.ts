/** The SQLite file of the bot's state, opened so that what was written stays written. */
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ExpectedError } from '../errors.ts';
import { sqliteError } from './disk-errors.ts';
import { makeFolder } from './folders.ts';

export const BUSY_TIMEOUT_MILLISECONDS = 5_000;

/** FULL: a commit is on the disk when it returns. Secure delete: what is forgotten is overwritten, not only unlinked. */
const PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON'] as const;

/** @throws {ExpectedError} `folder_unwritable`, `disk_full`, `state_corrupt` */
export const openConnection = (path: string): DatabaseSync => {
  makeFolder(dirname(path));
  let connection: DatabaseSync | null = null;
  try {
    connection = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MILLISECONDS });
    for (const pragma of PRAGMAS) connection.exec(`PRAGMA ${pragma}`);
    check(connection, path);
    return connection;
  } catch (error) {
    connection?.close();
    throw sqliteError(error, path);
  }
};

/** Damage is found at the start, when a person looks, and not in the middle of somebody's report. */
const check = (connection: DatabaseSync, path: string): void => {
  const found = connection.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (found !== 'ok') throw new ExpectedError('state_corrupt', { path, cause: oneLine(String(found)) });
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
