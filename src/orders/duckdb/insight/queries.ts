/** Everything that insight asks, in DuckDB; loaded when somebody asks. */
import type { InsightQueries } from '../../insight-queries.ts';
import type { Database } from '../connection.ts';
import { readConcentration } from './concentration.ts';
import type { InsightOrders } from './orders.ts';
import { readCohortActivity, readSecondOrders } from './retention.ts';
import { readBestSellers, readPeriods } from './trends.ts';

export const insightQueries = (database: Database, orders: InsightOrders): InsightQueries => ({
  details: orders.shape.details,
  periods: unit => readPeriods(database, orders, unit),
  bestSellers: (detail, unit, most) => readBestSellers(database, orders, { detail, unit, most }),
  cohortActivity: () => readCohortActivity(database),
  secondOrders: soonDays => readSecondOrders(database, soonDays),
  concentration: asked => readConcentration(database, asked),
});
