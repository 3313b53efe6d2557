import { type Selectable, sql } from 'kysely';
import type { Cadence } from '../core/cadence.ts';
import type { BotState, Digest, NewDigest } from './bot-state.ts';
import type { StateDatabase, Tables } from './schema.ts';

const COLUMNS = [
  'id',
  'team',
  'channel',
  'dataset',
  'owner',
  'cadence',
  'timeZone',
  'alerts',
  'nextDueAt',
  'pausedBecause',
  'lastDueAt',
  'lastRun',
  'lastLook',
  'remindedFor',
] as const satisfies (keyof Digest)[];

const toDigest = (row: Selectable<Tables['digests']>): Digest => ({
  ...row,
  cadence: JSON.parse(row.cadence) as Cadence,
  alerts: row.alerts === 1,
});

export const digestsIn = (db: StateDatabase, newId: () => string): BotState['digests'] => ({
  save: digest =>
    db.transaction().execute(async transaction => {
      const replaced = await find(transaction, digest.channel, digest.dataset);
      return { digest: await upsert(transaction, newId(), digest), replaced };
    }),

  byId: async id => {
    const row = await db.selectFrom('digests').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ? toDigest(row) : null;
  },

  find: (channel, dataset) => find(db, channel, dataset),

  inChannel: async (team, channel) =>
    (await oldestFirst(db).where('team', '=', team).where('channel', '=', channel).execute()).map(toDigest),

  all: async team => (await oldestFirst(db).where('team', '=', team).execute()).map(toDigest),

  due: async instant => {
    const rows = await db
      .selectFrom('digests')
      .select(COLUMNS)
      .where('pausedBecause', 'is', null)
      .where('nextDueAt', '<=', instant)
      .orderBy('nextDueAt')
      .orderBy(sql.ref('sequence'))
      .execute();
    return rows.map(toDigest);
  },

  update: async (id, { nextDueAt, pausedBecause, lastDueAt, lastRun, lastLook, remindedFor }) => {
    const fields = { nextDueAt, pausedBecause, lastDueAt, lastRun, lastLook, remindedFor };
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    if (given.length === 0) return;
    await db.updateTable('digests').set(Object.fromEntries(given)).where('id', '=', id).execute();
  },

  delete: async id => {
    await db.deleteFrom('digests').where('id', '=', id).execute();
  },
});

const oldestFirst = (db: StateDatabase) => db.selectFrom('digests').select(COLUMNS).orderBy(sql.ref('sequence'));

const find = async (db: StateDatabase, channel: string, dataset: string): Promise<Digest | null> => {
  const row = await db
    .selectFrom('digests')
    .select(COLUMNS)
    .where('channel', '=', channel)
    .where('dataset', '=', dataset)
    .executeTakeFirst();
  return row ? toDigest(row) : null;
};

/**
 * One that is scheduled again is on again, and what was said about its old due time is void. What it showed last stays,
 * so that the next one says what moved since.
 */
const upsert = async (db: StateDatabase, id: string, digest: NewDigest): Promise<Digest> => {
  const { team, channel, dataset, owner, timeZone, alerts, nextDueAt } = digest;
  const schedule = { owner, timeZone, alerts, nextDueAt, cadence: JSON.stringify(digest.cadence) };
  const fresh = { pausedBecause: null, remindedFor: null };
  const row = await db
    .insertInto('digests')
    .values({ id, team, channel, dataset, ...schedule, ...fresh, lastDueAt: null, lastRun: null, lastLook: null })
    .onConflict(conflict => conflict.columns(['channel', 'dataset']).doUpdateSet({ ...schedule, ...fresh }))
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return toDigest(row);
};
