import type { BotState } from './bot-state.ts';
import type { StateDatabase } from './schema.ts';

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
});
