import { type Selectable, sql } from 'kysely';
import type { Batch, BatchFacts, BotState } from './bot-state.ts';
import { overwriteLog } from './overwrite-log.ts';
import type { StateDatabase, Tables } from './schema.ts';

const COLUMNS = [
  'id',
  'dataset',
  'folder',
  'uploader',
  'sourceName',
  'rows',
  'facts',
  'uploadedAt',
] as const satisfies (keyof Batch)[];

const toBatch = (row: Selectable<Tables['batches']>): Batch => ({
  ...row,
  facts: row.facts === null ? null : (JSON.parse(row.facts) as BatchFacts),
});

export const batchesIn = (db: StateDatabase): BotState['batches'] => ({
  byId: async id => {
    const row = await db.selectFrom('batches').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ? toBatch(row) : null;
  },

  ofDataset: async dataset => {
    const inOrder = db.selectFrom('batches').select(COLUMNS).where('dataset', '=', dataset);
    return (await inOrder.orderBy(sql.ref('sequence')).execute()).map(toBatch);
  },

  folders: async () => (await db.selectFrom('batches').select('folder').execute()).map(({ folder }) => folder),

  moveTo: async places => {
    await db.transaction().execute(async transaction => {
      for (const [id, { folder, rows }] of places)
        await transaction.updateTable('batches').set({ folder, rows }).where('id', '=', id).execute();
    });
    await overwriteLog(db);
  },

  delete: async ids => {
    if (ids.length > 0) await db.deleteFrom('batches').where('id', 'in', ids).execute();
  },
});
