import type { BotState } from './bot-state.ts';
import type { StateDatabase } from './schema.ts';

export const deliveriesIn = (db: StateDatabase): BotState['deliveries'] => ({
  find: async (job, part) => {
    const row = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('job', '=', job)
      .where('part', '=', part)
      .executeTakeFirst();
    return row ? { ...row, done: row.done === 1 } : null;
  },

  save: async ({ job, part, channel, ts, file, done }) => {
    await db
      .insertInto('deliveries')
      .values({ job, part, channel, ts, file, done })
      .onConflict(conflict => conflict.columns(['job', 'part']).doUpdateSet({ channel, ts, file, done }))
      .execute();
  },
});
