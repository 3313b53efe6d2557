import { REORDER_DAYS, type Retention, retentionOf } from '../../core/insight/retention.ts';
import type { Look } from './read-insight.ts';

export const readRetention = async ({ queries, report: { totals } }: Look): Promise<Retention> =>
  retentionOf({
    totals,
    activity: await queries.cohortActivity(),
    secondOrders: await queries.secondOrders(REORDER_DAYS),
  });
