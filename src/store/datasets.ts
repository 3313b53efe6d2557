import type { BotState } from './bot-state.ts';
import { changeDataset } from './dataset-changes.ts';
import { overwriteLog } from './overwrite-log.ts';
import type { StateDatabase } from './schema.ts';

export const datasetsIn = (db: StateDatabase, newId: () => string): BotState['datasets'] => ({
  change: changes =>
    db.transaction().execute(async transaction => {
      const changed = [];
      for (const change of changes) changed.push(await changeDataset(transaction, change, newId));
      return changed;
    }),

  recount: async (id, { rows, customers }) => {
    await db.updateTable('datasets').set({ rows, customers }).where('id', '=', id).execute();
  },

  byId: async id => (await db.selectFrom('datasets').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,

  withSignature: (team, channel, signature) =>
    lastUploadedFirst(db)
      .where('id', 'in', eb =>
        eb
          .selectFrom('signatures')
          .select('dataset')
          .where('team', '=', team)
          .where('channel', '=', channel)
          .where('signature', '=', signature),
      )
      .execute(),

  inChannel: (team, channel) => lastUploadedFirst(db).where('team', '=', team).where('channel', '=', channel).execute(),

  all: team => lastUploadedFirst(db).where('team', '=', team).execute(),

  delete: async id => {
    await db.transaction().execute(transaction => remove(transaction, id));
    await overwriteLog(db);
  },

  uploadedBefore: instant => lastUploadedFirst(db).where('uploadedAt', '<', instant).execute(),
});

const lastUploadedFirst = (db: StateDatabase) =>
  db.selectFrom('datasets').selectAll().orderBy('uploadedAt', 'desc').orderBy('createdAt', 'desc').orderBy('name');

/** Batches, runs and digests go with it; so does what a person said about columns that no other dataset has. */
const remove = async (db: StateDatabase, id: string): Promise<void> => {
  const signatures = await db.selectFrom('signatures').selectAll().where('dataset', '=', id).execute();
  await db.deleteFrom('datasets').where('id', '=', id).execute();
  for (const { team, channel, signature } of signatures)
    await db
      .deleteFrom('readings')
      .where('team', '=', team)
      .where('channel', '=', channel)
      .where('signature', '=', signature)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('signatures')
              .select('dataset')
              .where('team', '=', team)
              .where('channel', '=', channel)
              .where('signature', '=', signature),
          ),
        ),
      )
      .execute();
};
