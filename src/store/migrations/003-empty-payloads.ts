/** Jobs that have ended keep no payload: it may name a customer. */
import { type Kysely, sql } from 'kysely';

export const emptyPayloads = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`UPDATE jobs SET payload = 'null' WHERE state IN ('done', 'failed')`.execute(db);
  },
};
