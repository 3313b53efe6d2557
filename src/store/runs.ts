import { type Selectable, sql } from 'kysely';
import type { SegmentReport } from '../core/report.ts';
import type { BotState, Run } from './bot-state.ts';
import type { StateDatabase, Tables } from './schema.ts';

const COLUMNS = ['id', 'dataset', 'job', 'trigger', 'report', 'createdAt'] as const satisfies (keyof Run)[];

const toRun = (row: Selectable<Tables['runs']>): Run => ({ ...row, report: JSON.parse(row.report) as SegmentReport });

export const runsIn = (db: StateDatabase, newId: () => string): BotState['runs'] => ({
  save: async ({ dataset, job, trigger, report, createdAt }) => {
    const row = await db
      .insertInto('runs')
      .values({ id: newId(), dataset, job, trigger, report: JSON.stringify(report), createdAt })
      // Changes nothing, so that the first one is returned, in the same statement.
      .onConflict(conflict => conflict.column('job').doUpdateSet({ job }))
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
    return toRun(row);
  },

  byId: async id => {
    const row = await db.selectFrom('runs').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ? toRun(row) : null;
  },

  ofJob: async job => {
    const row = await db.selectFrom('runs').select(COLUMNS).where('job', '=', job).executeTakeFirst();
    return row ? toRun(row) : null;
  },

  ofDataset: async (dataset, limit) => {
    const rows = await db
      .selectFrom('runs')
      .select(COLUMNS)
      .where('dataset', '=', dataset)
      .orderBy('createdAt', 'desc')
      .orderBy(sql.ref('sequence'), 'desc')
      .limit(limit)
      .execute();
    return rows.map(toRun);
  },
});
