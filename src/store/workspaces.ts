import type { BotState } from './bot-state.ts';
import { overwriteLog } from './overwrite-log.ts';
import type { StateDatabase } from './schema.ts';

/** Runs, digests and deliveries go with what they belong to. */
const OF_A_TEAM = ['questions', 'readings', 'jobs', 'datasets', 'workspaces'] as const;

export const workspacesIn = (db: StateDatabase): BotState['workspaces'] => ({
  save: async ({ team, name, botUser }) => {
    await db
      .insertInto('workspaces')
      .values({ team, name, botUser })
      .onConflict(conflict => conflict.column('team').doUpdateSet({ name, botUser }))
      .execute();
  },

  find: async team =>
    (await db.selectFrom('workspaces').selectAll().where('team', '=', team).executeTakeFirst()) ?? null,

  delete: async team => {
    await db.transaction().execute(async transaction => {
      for (const table of OF_A_TEAM) await transaction.deleteFrom(table).where('team', '=', team).execute();
    });
    await overwriteLog(db);
  },
});
