import { sql } from 'kysely';
import { BUSY_TIMEOUT_MILLISECONDS } from './connection.ts';
import type { StateDatabase } from './schema.ts';

/**
 * Moves the write-ahead log into the file and empties it. Secure delete overwrites what was deleted in the file; until
 * the next checkpoint the log would still hold it. Where another process reads the file just now (a backup), that is left
 * for the next time: waiting would hold up everything else.
 */
export const overwriteLog = (db: StateDatabase): Promise<void> =>
  db.connection().execute(async connection => {
    await sql`PRAGMA busy_timeout = 0`.execute(connection);
    try {
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(connection);
    } finally {
      await sql`PRAGMA busy_timeout = ${sql.lit(BUSY_TIMEOUT_MILLISECONDS)}`.execute(connection);
    }
  });
