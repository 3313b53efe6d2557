import { type Selectable, sql } from 'kysely';
import type { BotState, JobRow, NewJob } from './bot-state.ts';
import type { StateDatabase, Tables } from './schema.ts';

const COLUMNS = [
  'id',
  'kind',
  'key',
  'team',
  'lane',
  'payload',
  'state',
  'attempts',
  'notBefore',
  'createdAt',
] as const satisfies (keyof JobRow)[];

const toJob = (row: Selectable<Tables['jobs']>): JobRow => ({ ...row, payload: JSON.parse(row.payload) as unknown });

/** The payload of a job that has ended. */
const NOTHING = 'null';

type IdentifiedJob = NewJob & Pick<JobRow, 'id'>;

const insert = async (
  db: StateDatabase,
  { id, kind, key, team, lane, payload, notBefore }: IdentifiedJob,
  now: number,
): Promise<JobRow | null> => {
  const row = await db
    .insertInto('jobs')
    .values({
      ...{ id, kind, key, team, lane, notBefore, createdAt: now },
      ...{ payload: JSON.stringify(payload ?? null), state: 'queued', attempts: 0 },
    })
    .onConflict(conflict => conflict.columns(['team', 'key']).doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  return row ? toJob(row) : null;
};

const hasten = async (db: StateDatabase, { key, team, payload, notBefore }: NewJob): Promise<void> => {
  await db
    .updateTable('jobs')
    .set({ notBefore, payload: JSON.stringify(payload ?? null) })
    .where('team', '=', team)
    .where('key', '=', key)
    .where('state', '=', 'queued')
    .where('attempts', '=', 0)
    .where('notBefore', '>', notBefore)
    .execute();
};

/** What it has said to people stays with a job that was cut off: such a one has begun, also where its start does not count. */
const takeOver = async (
  db: StateDatabase,
  { id, kind, key, team, lane }: IdentifiedJob,
  now: number,
): Promise<void> => {
  const done = { state: 'done', payload: NOTHING } as const;
  await db
    .insertInto('jobs')
    .values({ id, kind, key, team, lane, notBefore: 0, createdAt: now, attempts: 0, ...done })
    .onConflict(conflict =>
      conflict
        .columns(['team', 'key'])
        .doUpdateSet(done)
        .where('jobs.state', '=', 'queued')
        .where('jobs.attempts', '=', 0)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('deliveries').select('job').whereRef('job', '=', 'jobs.id'))),
        ),
    )
    .execute();
};

export const jobsIn = (db: StateDatabase, newId: () => string): BotState['jobs'] => ({
  add: (job, now) =>
    db.transaction().execute(async changing => {
      const row = await insert(changing, { ...job, id: newId() }, now);
      if (row === null) await hasten(changing, job);
      else for (const key of job.insteadOf ?? []) await takeOver(changing, { ...job, key, id: newId() }, now);
      return row;
    }),

  ownWork: async (team, keys) => {
    const rows = await db
      .selectFrom('jobs')
      .select('key')
      .where('team', '=', team)
      .where('key', 'in', keys)
      .where(({ eb, or }) => or([eb('state', '!=', 'done'), eb('attempts', '>', 0)]))
      .execute();
    return rows.map(({ key }) => key);
  },

  byId: async id => {
    const row = await db.selectFrom('jobs').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ? toJob(row) : null;
  },

  queued: async () => {
    const inOrder = db.selectFrom('jobs').select(COLUMNS).where('state', '=', 'queued').orderBy(sql.ref('sequence'));
    return (await inOrder.execute()).map(toJob);
  },

  running: async () => {
    const rows = await db.selectFrom('jobs').select('id').where('state', '=', 'running').execute();
    return rows.map(({ id }) => id);
  },

  idsOf: async team => {
    const rows = await db.selectFrom('jobs').select('id').where('team', '=', team).execute();
    return rows.map(({ id }) => id);
  },

  start: async id => {
    const started = db
      .updateTable('jobs')
      .set(({ eb }) => ({ state: 'running', attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .where('state', '=', 'queued');
    return (await started.executeTakeFirstOrThrow()).numUpdatedRows > 0;
  },

  finish: async (id, state) => {
    const open = ['queued', 'running'] as const;
    const ended = { state, payload: NOTHING };
    await db.updateTable('jobs').set(ended).where('id', '=', id).where('state', 'in', open).execute();
  },

  changePayload: async (id, payload) => {
    const change = { payload: JSON.stringify(payload ?? null) };
    await db.updateTable('jobs').set(change).where('id', '=', id).where('state', '=', 'queued').execute();
  },

  again: async (id, notBefore, refund) => {
    await db
      .updateTable('jobs')
      .set(({ eb }) => ({ state: 'queued', notBefore, attempts: eb('attempts', '-', refund ? 1 : 0) }))
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute();
  },

  recover: async running => {
    const marked = db.updateTable('jobs').set({ state: 'queued', notBefore: 0 }).where('state', '=', 'running');
    const interrupted = running.length === 0 ? marked : marked.where('id', 'not in', running);
    return Number((await interrupted.executeTakeFirstOrThrow()).numUpdatedRows);
  },

  prune: async before => {
    await db.deleteFrom('jobs').where('state', 'in', ['done', 'failed']).where('createdAt', '<', before).execute();
  },
});
