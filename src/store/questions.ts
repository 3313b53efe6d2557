import type { Selectable } from 'kysely';
import type { BotState, Question } from './bot-state.ts';
import { overwriteLog } from './overwrite-log.ts';
import type { StateDatabase, Tables } from './schema.ts';

const toQuestion = (row: Selectable<Tables['questions']>): Question => ({
  ...row,
  facts: JSON.parse(row.facts) as unknown,
});

export const questionsIn = (db: StateDatabase): BotState['questions'] => ({
  save: async question => {
    const { id, job, team, createdAt } = question;
    const row = { job, team, createdAt, facts: JSON.stringify(question.facts ?? null) };
    await db
      .insertInto('questions')
      .values({ id, ...row })
      .onConflict(conflict => conflict.column('id').doUpdateSet(row))
      .execute();
  },

  find: async id => {
    const row = await db.selectFrom('questions').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? toQuestion(row) : null;
  },

  /** Its facts hold rows of somebody's file. */
  delete: async id => {
    await db.deleteFrom('questions').where('id', '=', id).execute();
    await overwriteLog(db);
  },

  askedBefore: async instant => {
    const rows = await db
      .selectFrom('questions')
      .selectAll()
      .where('createdAt', '<', instant)
      .orderBy('createdAt')
      .orderBy('id')
      .execute();
    return rows.map(toQuestion);
  },
});
