/** A schedule can watch and speak up only when too many customers slip away; what it has looked at last it keeps. */
import { type Kysely, sql } from 'kysely';

export const churnAlerts = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`ALTER TABLE digests ADD COLUMN alerts INTEGER NOT NULL DEFAULT 0 CHECK (alerts IN (0, 1))`.execute(db);
    await sql`ALTER TABLE digests ADD COLUMN lastLook TEXT`.execute(db);
  },
};
