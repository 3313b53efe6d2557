import type { ReadingHints } from '../core/order-file.ts';
import type { BotState } from './bot-state.ts';
import type { StateDatabase } from './schema.ts';

export const readingsIn = (db: StateDatabase): BotState['readings'] => ({
  save: async (team, channel, signature, said) => {
    const hints = JSON.stringify(said);
    await db
      .insertInto('readings')
      .values({ team, channel, signature, hints })
      .onConflict(conflict => conflict.columns(['team', 'channel', 'signature']).doUpdateSet({ hints }))
      .execute();
  },

  find: async (team, channel, signature) => {
    const row = await db
      .selectFrom('readings')
      .select('hints')
      .where('team', '=', team)
      .where('channel', '=', channel)
      .where('signature', '=', signature)
      .executeTakeFirst();
    return row ? (JSON.parse(row.hints) as ReadingHints) : null;
  },
});
