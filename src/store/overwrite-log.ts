import { sql } from 'kysely';
import type { StateDatabase } from './schema.ts';

/**
 * Moves the write-ahead log into the file and empties it. Secure delete overwrites what was deleted in the file; until
 * the next checkpoint the log would still hold it.
 */
export const overwriteLog = async (db: StateDatabase): Promise<void> => {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
};
