/** Totals, months, scores and RFM groups of the kept customers. */
import type { FiveCounts, FourCuts, Month, RfmGroupSummary, Scores, Totals } from '../../core/report.ts';
import { GROUPS_AT_STAKE, NEW_CUSTOMER, RFM_GRID, RFM_GROUPS } from '../../core/rfm-groups.ts';
import { CUT_SHARES, everyScoreOccurs, FIXED_FREQUENCY_CUTS } from '../../core/scores.ts';
import { isoInstant } from './clean.ts';
import type { Database } from './connection.ts';
import { sqlList, sqlText } from './sql.ts';

export const readTotals = async (database: Database): Promise<Totals> => {
  const row = await database.row<Omit<Totals, 'topShare'> & { top10: number; top20: number }>(`
    WITH ranked AS (
      SELECT *, row_number() OVER (ORDER BY revenue DESC) AS place, count(*) OVER () AS everyone FROM customers
    )
    SELECT count(*)::DOUBLE AS customers, sum(orders)::DOUBLE AS orders, sum(revenue)::DOUBLE AS revenue,
      sum(revenue)::DOUBLE / sum(orders)::DOUBLE AS "averageOrderValue",
      count(*) FILTER (orders > 1) / count(*) AS "repeatPurchaseRate",
      coalesce(sum(revenue) FILTER (place <= ceil(everyone * 0.1))::DOUBLE / nullif(sum(revenue)::DOUBLE, 0), 0) AS top10,
      coalesce(sum(revenue) FILTER (place <= ceil(everyone * 0.2))::DOUBLE / nullif(sum(revenue)::DOUBLE, 0), 0) AS top20,
      ${isoInstant('min(first_order)')} AS "firstOrder", ${isoInstant('max(last_order)')} AS "lastOrder",
      (SELECT CASE WHEN count(DISTINCT currency) = 1 THEN min(currency) END FROM judged WHERE reason IS NULL) AS currency
    FROM ranked`);
  const { top10, top20, ...totals } = row;
  return { ...totals, topShare: { '10': top10, '20': top20 } };
};

/** Every month from the first to the last order, also months without one. */
export const readMonths = (database: Database): Promise<Month[]> =>
  database.rows(`
    WITH calendar AS (
      SELECT unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH)) AS month FROM orders
    ),
    sales AS (
      SELECT month, sum(total)::DOUBLE AS revenue, count(*) FILTER (NOT is_refund)::DOUBLE AS orders,
        count(DISTINCT customer) FILTER (NOT is_refund)::DOUBLE AS active
      FROM orders GROUP BY month
    ),
    arrivals AS (SELECT date_trunc('month', first_order) AS month, count(*)::DOUBLE AS new FROM customers GROUP BY ALL)
    SELECT strftime(calendar.month, '%Y-%m') AS month, coalesce(revenue, 0) AS revenue, coalesce(orders, 0) AS orders,
      coalesce(active, 0) AS "activeCustomers", coalesce(new, 0) AS "newCustomers"
    FROM calendar LEFT JOIN sales ON sales.month = calendar.month LEFT JOIN arrivals ON arrivals.month = calendar.month
    ORDER BY calendar.month`);

/** Whole days from a customer's last order to the as-of instant. */
const RECENCY_DAYS = `floor(epoch((SELECT as_of FROM viewpoint LIMIT 1) - last_order) / 86400)::INTEGER`;

/** Scores every customer into the table `scored` and returns cuts and counts. */
export const scoreCustomers = async (database: Database): Promise<Scores> => {
  await database.run(`
    CREATE OR REPLACE TEMP TABLE measured AS
    SELECT customer, ${RECENCY_DAYS} AS recency_days, orders, revenue FROM customers`);
  const quantiles = await readCuts(database);
  await database.run(scored(quantiles));
  const counts = await readCounts(database);
  if (everyScoreOccurs(counts.counts.F)) return { cuts: quantiles, ...counts, fixedFrequencyCuts: false };
  const cuts = { ...quantiles, frequency: FIXED_FREQUENCY_CUTS };
  await database.run(scored(cuts));
  return { cuts, ...(await readCounts(database)), fixedFrequencyCuts: true };
};

const readCuts = (database: Database): Promise<Scores['cuts']> => {
  const shares = `[${CUT_SHARES.join(', ')}]`;
  return database.row<{ recency: FourCuts; frequency: FourCuts; monetary: FourCuts }>(`
      SELECT quantile_cont(recency_days::DOUBLE, ${shares}) AS recency, quantile_cont(orders::DOUBLE, ${shares}) AS frequency,
        quantile_cont(revenue::DOUBLE, ${shares}) AS monetary
      FROM measured`);
};

const cutsBelow = (column: string, cuts: FourCuts): string =>
  cuts.map(cut => `(${column} > ${cut})::INTEGER`).join(' + ');

const scored = (cuts: Scores['cuts']): string =>
  `CREATE OR REPLACE TEMP TABLE scored AS ${scoredFrom('measured', cuts)}`;

/** Customers with their scores and RFM group by these cuts; `relation` has customer, recency_days, orders, revenue. */
export const scoredFrom = (relation: string, cuts: Scores['cuts']): string => `
  SELECT *, ${groupOf} AS rfm_group
  FROM (
    SELECT customer, recency_days, orders, revenue,
      5 - (${cutsBelow('recency_days::DOUBLE', cuts.recency)}) AS r,
      1 + ${cutsBelow('orders::DOUBLE', cuts.frequency)} AS f,
      1 + ${cutsBelow('revenue::DOUBLE', cuts.monetary)} AS m
    FROM ${relation}
  )`;

/** The table of RFM groups as SQL; lists count from 1, as scores do. */
const groupOf = `CASE
    WHEN r >= ${NEW_CUSTOMER.smallestR} AND f = ${NEW_CUSTOMER.F} THEN 'new'
    ELSE [${RFM_GRID.map(row => sqlList(row)).join(', ')}][r][ceil((f + m) / 2)::INTEGER]
  END`;

const readCounts = async (database: Database): Promise<Pick<Scores, 'counts' | 'recencyByFrequency'>> => {
  const cells = await database.rows<{ r: number; f: number; m: number; customers: number }>(`
    SELECT r, f, m, count(*)::DOUBLE AS customers FROM scored GROUP BY ALL`);
  const count = (matches: (cell: { r: number; f: number; m: number }) => boolean): number =>
    cells.filter(matches).reduce((sum, cell) => sum + cell.customers, 0);
  const byScore = (matches: (cell: { r: number; f: number; m: number }, score: number) => boolean): FiveCounts =>
    [1, 2, 3, 4, 5].map(score => count(cell => matches(cell, score))) as unknown as FiveCounts;
  return {
    counts: {
      R: byScore((cell, score) => cell.r === score),
      F: byScore((cell, score) => cell.f === score),
      M: byScore((cell, score) => cell.m === score),
    },
    recencyByFrequency: [1, 2, 3, 4, 5].map(r => byScore((cell, score) => cell.r === r && cell.f === score)),
  };
};

export const readRfmGroups = async (database: Database): Promise<RfmGroupSummary[]> => {
  const found = await database.rows<Omit<RfmGroupSummary, 'name'>>(`
    SELECT rfm_group AS id, count(*)::DOUBLE AS customers, sum(orders)::DOUBLE AS orders, sum(revenue)::DOUBLE AS revenue
    FROM scored GROUP BY rfm_group`);
  return RFM_GROUPS.map(({ id, name }) => {
    const group = found.find(row => row.id === id);
    return { id, name, customers: group?.customers ?? 0, orders: group?.orders ?? 0, revenue: group?.revenue ?? 0 };
  });
};

export const IS_AT_STAKE = `rfm_group IN (${GROUPS_AT_STAKE.map(sqlText).join(', ')})`;
