/** Everything that insight asks, in DuckDB; loaded when somebody asks. */
import type { InsightQueries } from '../../insight-queries.ts';
import type { Database } from '../connection.ts';
import { readFavourites } from './behaviour/favourites.ts';
import { readRhythms } from './behaviour/rhythm.ts';
import { readAges, readChannels, readCountries, readSignups } from './behaviour/shares.ts';
import { readClusterSample } from './cluster-sample.ts';
import { readConcentration } from './concentration.ts';
import { type InsightOrders, toldBy, unpackItems } from './orders.ts';
import { readCohortActivity, readSecondOrders } from './retention.ts';
import { readBestSellers, readPeriods } from './trends.ts';

export const insightQueries = async (database: Database, orders: InsightOrders): Promise<InsightQueries> => {
  await unpackItems(database, orders);
  return {
    details: toldBy(orders),
    clusterSample: asked => readClusterSample(database, orders, asked),
    periods: unit => readPeriods(database, orders, unit),
    bestSellers: (detail, unit, most) => readBestSellers(database, orders, { detail, unit, most }),
    cohortActivity: () => readCohortActivity(database),
    secondOrders: soonDays => readSecondOrders(database, soonDays),
    concentration: asked => readConcentration(database, asked),
    rhythms: () => readRhythms(database, orders),
    channels: most => readChannels(database, orders, most),
    countries: most => readCountries(database, orders, most),
    ages: most => readAges(database, orders, most),
    signups: () => readSignups(database, orders),
    favourites: (detail, most) => readFavourites(database, orders, { detail, most }),
  };
};
