/**
 * Customers as z-scores. Every feature is rounded to nine digits and summed as a decimal: sums of doubles would differ
 * with the order in which threads add them.
 */
import type { Points } from '../../core/points.ts';
import type { FeatureRules, FeatureSummary } from '../order-store.ts';
import type { Database } from './connection.ts';

const FEATURES = ['recency', 'frequency', 'value'] as const;
type Feature = (typeof FEATURES)[number];

/** Share of customers beyond each cap with outliers `cap`. */
const CAPPED_SHARE = 0.01;
/** Tukey's fences: this many interquartile ranges beyond the quartiles. */
const FENCE = 1.5;

/** Exact sums: no figure of a shop needs more than 29 digits before the point. */
const EXACT = 'DECIMAL(38, 9)';

/** Builds the table `features` (customer, recency, frequency, value as z-scores, fitted); needs `scored`. */
export const scaleFeatures = async (database: Database, rules: FeatureRules): Promise<FeatureSummary> => {
  await database.run(naturalFeatures(rules));
  if (rules.outliers === 'cap') await database.run(await capped(database));
  await database.run(transformed(rules));
  await database.run(await standardised(database));
  if (rules.outliers === 'iqr') await fenceOutliers(database);
  return database.row(`SELECT count(*)::DOUBLE AS customers, count(*) FILTER (fitted)::DOUBLE AS fitted FROM features`);
};

const naturalFeatures = (rules: FeatureRules): string => `
  CREATE OR REPLACE TEMP TABLE natural_features AS
  SELECT customer, recency_days::DOUBLE AS recency, orders::DOUBLE AS frequency,
    ${rules.features === 'rfa' ? 'revenue::DOUBLE / orders' : 'revenue::DOUBLE'} AS value
  FROM scored`;

const each = (sql: (feature: Feature) => string): string => FEATURES.map(sql).join(', ');

const capped = async (database: Database): Promise<string> => {
  const caps = await database.row<Record<Feature, readonly [number, number]>>(
    `SELECT ${each(f => `quantile_cont(${f}, [${CAPPED_SHARE}, ${1 - CAPPED_SHARE}]) AS ${f}`)} FROM natural_features`,
  );
  return `
    CREATE OR REPLACE TEMP TABLE natural_features AS
    SELECT customer, ${each(f => `least(greatest(${f}, ${caps[f][0]}), ${caps[f][1]}) AS ${f}`)} FROM natural_features`;
};

const transformed = (rules: FeatureRules): string => `
  CREATE OR REPLACE TEMP TABLE transformed_features AS
  SELECT customer, ${each(f => `round(${rules.scaling === 'log' ? `ln(1 + ${f})` : f}, 9) AS ${f}`)} FROM natural_features`;

const standardised = async (database: Database): Promise<string> => {
  const means = await database.row<Record<Feature, number>>(
    `SELECT ${each(f => `sum(${f}::${EXACT})::DOUBLE / count(*) AS ${f}`)} FROM transformed_features`,
  );
  const deviations = await database.row<Record<Feature, number>>(
    `SELECT ${each(f => `sqrt(sum(((${f} - ${means[f]}) ** 2)::${EXACT})::DOUBLE / count(*)) AS ${f}`)} FROM transformed_features`,
  );
  // A feature that is the same for everybody tells nobody apart: its z-score is 0.
  const z = (f: Feature): string => (deviations[f] > 0 ? `round((${f} - ${means[f]}) / ${deviations[f]}, 9)` : '0.0');
  return `
    CREATE OR REPLACE TEMP TABLE features AS
    SELECT customer, ${each(f => `${z(f)}::DOUBLE AS ${f}`)}, true AS fitted FROM transformed_features ORDER BY customer`;
};

/** With outliers `iqr`, customers beyond Tukey's fences of any feature take no part in the fit. */
const fenceOutliers = async (database: Database): Promise<void> => {
  const quartiles = await database.row<Record<Feature, readonly [number, number]>>(
    `SELECT ${each(f => `quantile_cont(${f}, [0.25, 0.75]) AS ${f}`)} FROM features`,
  );
  const inside = FEATURES.map(f => {
    const [lower, upper] = quartiles[f];
    const reach = FENCE * (upper - lower);
    return `${f} BETWEEN ${lower - reach} AND ${upper + reach}`;
  });
  await database.run(`UPDATE features SET fitted = ${inside.join(' AND ')}`);
};

/** The same customers for the same seed, whatever the engine's own order: by a hash of seed and id, then by id. */
export const sampledCustomers = (size: number, seed: number, condition = 'fitted'): string =>
  `SELECT * FROM (SELECT * FROM features WHERE ${condition} ORDER BY md5(${seed} || ':' || customer), customer LIMIT ${size}) ORDER BY customer`;

export const readSample = async (database: Database, size: number, seed: number): Promise<Points> => {
  const columns = await database.columns(
    `SELECT recency, frequency, value FROM (${sampledCustomers(size, seed)}) ORDER BY customer`,
  );
  const count = columns[0]?.length ?? 0;
  const values = new Float64Array(count * FEATURES.length);
  for (const [d, column] of columns.entries()) {
    for (let row = 0; row < count; row++) values[row * FEATURES.length + d] = column[row]!;
  }
  return { values, count, dimensions: FEATURES.length };
};
