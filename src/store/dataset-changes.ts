/** What an import, or taking one back, does to a dataset: row, columns, batches and run together. */
import type { Batch, ChangedDataset, Dataset, DatasetChange, NewDataset } from './bot-state.ts';
import { runsIn } from './runs.ts';
import type { StateDatabase } from './schema.ts';

/** `db` is a transaction. */
export const changeDataset = async (
  db: StateDatabase,
  { dataset: wanted, before, signature, batches, without, run }: DatasetChange,
  newId: () => string,
): Promise<ChangedDataset> => {
  const runs = runsIn(db, newId);
  const done = await runs.ofJob(run.job);
  if (done) return { dataset: await byId(db, done.dataset), run: done };
  if ('id' in wanted) await expectBatches(db, wanted.id, before);
  const dataset = 'id' in wanted ? await update(db, wanted) : await insert(db, newId(), wanted);
  if (signature !== null) await addSignature(db, dataset, signature);
  for (const batch of batches) await place(db, dataset, batch);
  if (without.length > 0) await db.deleteFrom('batches').where('id', 'in', without).execute();
  return { dataset, run: await runs.save({ ...run, dataset: dataset.id }) };
};

const expectBatches = async (db: StateDatabase, dataset: string, before: readonly string[]): Promise<void> => {
  const rows = await db.selectFrom('batches').select('id').where('dataset', '=', dataset).execute();
  const now = rows.map(({ id }) => id);
  if (now.toSorted().join() !== before.toSorted().join()) throw new Error('The uploads of a dataset changed meanwhile');
};

const byId = (db: StateDatabase, id: string): Promise<Dataset> =>
  db.selectFrom('datasets').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** People have got used to its name, and a file may be called anything. */
const update = (
  db: StateDatabase,
  { id, ...figures }: Extract<DatasetChange['dataset'], { readonly id: string }>,
): Promise<Dataset> =>
  Object.keys(figures).length === 0
    ? byId(db, id)
    : db.updateTable('datasets').set(figures).where('id', '=', id).returningAll().executeTakeFirstOrThrow();

const insert = async (db: StateDatabase, id: string, dataset: NewDataset): Promise<Dataset> => {
  const name = await freeName(db, dataset);
  return db
    .insertInto('datasets')
    .values({ ...dataset, id, name, createdAt: dataset.uploadedAt })
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** The name, or the first of "name 2", "name 3", … that the channel does not have, upper and lower case being the same. */
const freeName = async (db: StateDatabase, { team, channel, name }: NewDataset): Promise<string> => {
  const rows = await db
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

const addSignature = async (db: StateDatabase, { id, team, channel }: Dataset, signature: string): Promise<void> => {
  const row = { team, channel, signature, dataset: id };
  await db
    .insertInto('signatures')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .execute();
};

const place = async (db: StateDatabase, { id }: Dataset, batch: Omit<Batch, 'dataset'>): Promise<void> => {
  const row = { ...batch, dataset: id, facts: batch.facts && JSON.stringify(batch.facts) };
  await db
    .insertInto('batches')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute();
};
