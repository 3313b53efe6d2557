import type { Transaction } from 'kysely';
import type { BotState, Dataset, NewDataset } from './bot-state.ts';
import { overwriteLog } from './overwrite-log.ts';
import type { StateDatabase, Tables } from './schema.ts';

export const datasetsIn = (db: StateDatabase, newId: () => string): BotState['datasets'] => ({
  save: dataset =>
    db.transaction().execute(async transaction => {
      const known = await withSignature(transaction, dataset);
      return known ? replace(transaction, known, dataset) : insert(transaction, newId(), dataset);
    }),

  byId: async id => (await db.selectFrom('datasets').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,

  bySignature: async (team, channel, signature) => (await withSignature(db, { team, channel, signature })) ?? null,

  inChannel: (team, channel) => lastUploadedFirst(db).where('team', '=', team).where('channel', '=', channel).execute(),

  all: team => lastUploadedFirst(db).where('team', '=', team).execute(),

  delete: async id => {
    await db.transaction().execute(transaction => remove(transaction, id));
    await overwriteLog(db);
  },

  uploadedBefore: instant => lastUploadedFirst(db).where('uploadedAt', '<', instant).execute(),
});

const lastUploadedFirst = (db: StateDatabase) =>
  db.selectFrom('datasets').selectAll().orderBy('uploadedAt', 'desc').orderBy('name');

const withSignature = (
  db: StateDatabase,
  { team, channel, signature }: Pick<Dataset, 'team' | 'channel' | 'signature'>,
): Promise<Dataset | undefined> =>
  db
    .selectFrom('datasets')
    .selectAll()
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('signature', '=', signature)
    .executeTakeFirst();

/** People have got used to its name, and a file may be called anything. */
const replace = (transaction: Transaction<Tables>, known: Dataset, dataset: NewDataset): Promise<Dataset> =>
  transaction
    .updateTable('datasets')
    .set({ ...columns(dataset), name: known.name })
    .where('id', '=', known.id)
    .returningAll()
    .executeTakeFirstOrThrow();

const insert = async (transaction: Transaction<Tables>, id: string, dataset: NewDataset): Promise<Dataset> => {
  const name = await freeName(transaction, dataset);
  return transaction
    .insertInto('datasets')
    .values({ ...columns(dataset), id, name, createdAt: dataset.uploadedAt })
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** Nothing but columns: what a caller carries beside them is not stored. */
const columns = (dataset: NewDataset): NewDataset => ({
  team: dataset.team,
  channel: dataset.channel,
  name: dataset.name,
  signature: dataset.signature,
  owner: dataset.owner,
  version: dataset.version,
  sourceName: dataset.sourceName,
  rows: dataset.rows,
  customers: dataset.customers,
  firstOrder: dataset.firstOrder,
  lastOrder: dataset.lastOrder,
  uploadedAt: dataset.uploadedAt,
});

/** The name, or the first of "name 2", "name 3", … that the channel does not have, upper and lower case being the same. */
const freeName = async (transaction: Transaction<Tables>, { team, channel, name }: NewDataset): Promise<string> => {
  const rows = await transaction
    .selectFrom('datasets')
    .select('name')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .execute();
  const taken = new Set(rows.map(row => row.name.toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} ${number}`;
  return free;
};

/** Runs and digests go with it; so does what a person said about its columns. */
const remove = async (transaction: Transaction<Tables>, id: string): Promise<void> => {
  const dataset = await transaction.deleteFrom('datasets').where('id', '=', id).returningAll().executeTakeFirst();
  if (!dataset) return;
  await transaction
    .deleteFrom('readings')
    .where('team', '=', dataset.team)
    .where('channel', '=', dataset.channel)
    .where('signature', '=', dataset.signature)
    .execute();
};
