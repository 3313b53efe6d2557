/** A seeded sample of fitted customers with their z-scores, and what else describes them. */
import type { DescribedPoints, ExtraFeature } from '../../../core/insight/clusterings.ts';
import type { Database } from '../connection.ts';
import { type InsightOrders, keptLines, soldLines } from './orders.ts';

interface SampleAsked {
  readonly size: number;
  readonly seed: number;
  readonly extras: readonly ExtraFeature[];
}

interface ExtraSql {
  readonly value: string;
  /** SQL relation with `customer`, where the value is not one of the table `customers`. */
  readonly from?: (orders: InsightOrders) => string;
}

const DAYS = (interval: string): string => `epoch(${interval})::DOUBLE / 86400`;

/** Amounts and gaps are skewed as spend is, and logged as it is. */
const EXTRA_SQL: Readonly<Record<ExtraFeature, ExtraSql>> = {
  'average-order': { value: 'ln(1 + revenue::DOUBLE / orders)' },
  tenure: { value: DAYS('(SELECT as_of FROM viewpoint LIMIT 1) - first_order') },
  'days-between': {
    value: `CASE WHEN orders > 1 THEN ln(1 + ${DAYS('last_order - first_order')} / (orders - 1)) END`,
  },
  categories: {
    value: 'coalesce(categories, 0)::DOUBLE',
    from: orders => `(
      SELECT customer, count(DISTINCT category) AS categories FROM ${soldLines(orders)}
      WHERE category IS NOT NULL GROUP BY customer)`,
  },
  // The middle of "25-34", 65 of "65+".
  age: {
    value: 'age::DOUBLE',
    from: orders => `(
      SELECT customer, list_avg(regexp_extract_all(max(age), '\\d+')::DOUBLE[]) AS age FROM ${keptLines(orders)}
      WHERE age IS NOT NULL GROUP BY customer)`,
  },
};

export const readClusterSample = async (
  database: Database,
  orders: InsightOrders,
  { size, seed, extras }: SampleAsked,
): Promise<DescribedPoints> => {
  const inSample = `ORDER BY md5(${seed} || ':' || customer), customer`;
  const joins = extras.flatMap((extra, place) => {
    const from = EXTRA_SQL[extra].from?.(orders);
    return from === undefined ? [] : [`LEFT JOIN ${from} extra_${place} USING (customer)`];
  });
  const [recency = [], frequency = [], value = [], ...more] = await database.columns(`
    SELECT recency, frequency, value${extras.map(extra => `, ${EXTRA_SQL[extra].value}`).join('')}
    FROM (SELECT * FROM features WHERE fitted ${inSample} LIMIT ${size}) sample
    JOIN customers USING (customer) ${joins.join('\n')}
    ${inSample}`);
  const values = Float64Array.from(recency.flatMap((z, row) => [z, frequency[row]!, value[row]!]));
  return { points: { values, count: recency.length, dimensions: 3 }, extras: more };
};
