/** Customers on a published segment map: figures as its publisher counts them, scores by its cuts, the map as a list. */
import type { JointPlacement, Placement } from '../../core/published-map.ts';
import type { RfmGroupId } from '../../core/rfm-groups.ts';
import { allScores, type CutRule, placeOf, type Scheme, type Scoring } from '../../core/schemes/scheme.ts';
import type { Database } from './connection.ts';

/** Fills the table `placed`: every customer with an order in the map's window, with r, f, m and `place`. */
export const placeCustomers = async (database: Database, scheme: Scheme): Promise<Placement> => {
  const cuts = await placeInto(database, scheme, 'placed');
  return { cuts, ...(await readPlacement(database)) };
};

/** Customers by their RFM group and their places on all maps. */
export const placeOnMaps = async (database: Database, schemes: readonly Scheme[]): Promise<JointPlacement[]> => {
  const tables = schemes.map((_, index) => `placed_${index}`);
  for (const [index, scheme] of schemes.entries()) await placeInto(database, scheme, tables[index]!);
  return database.rows<JointPlacement>(`
    SELECT rfm_group AS "group", [${tables.map(table => `${table}.place`).join(', ')}] AS places, count(*)::DOUBLE AS customers
    FROM scored ${tables.map(table => `LEFT JOIN ${table} ON ${table}.customer = scored.customer`).join(' ')}
    GROUP BY ALL ORDER BY ALL`);
};

const placeInto = async (database: Database, scheme: Scheme, table: string): Promise<Placement['cuts']> => {
  await database.run(`CREATE OR REPLACE TEMP TABLE published_figures AS ${figuresFor(scheme.rule)}`);
  const cuts = {
    recency: await readCuts(database, 'recency', scheme.rule.recency),
    frequency: await readCuts(database, 'frequency', scheme.rule.frequency),
    monetary: await readCuts(database, 'monetary', scheme.rule.monetary),
  };
  await database.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${placed(scheme, cuts)}`);
  return cuts;
};

/** customer, recency, frequency, monetary as doubles, of customers with an order in the window. */
const figuresFor = ({ purchases, windowDays }: Scoring): string => {
  if (windowDays !== null) return figuresSince(windowDays);
  const frequency = purchases === 'rows' ? 'kept_rows' : 'orders';
  return `
    SELECT customer, recency_days::DOUBLE AS recency, ${frequency}::DOUBLE AS frequency, revenue::DOUBLE AS monetary
    FROM measured ${purchases === 'rows' ? `JOIN (${KEPT_ROWS}) USING (customer)` : ''}`;
};

const KEPT_ROWS = `
  SELECT customer, count(*) FILTER (NOT is_refund) AS kept_rows FROM judged WHERE reason IS NULL GROUP BY customer`;

const figuresSince = (days: number): string => `
  SELECT customer,
    min(floor(epoch(as_of - last_at) / 86400)) FILTER (NOT is_refund)::DOUBLE AS recency,
    count(DISTINCT order_id) FILTER (NOT is_refund)::DOUBLE AS frequency,
    greatest(sum(total), 0)::DOUBLE AS monetary
  FROM orders CROSS JOIN (SELECT min(as_of) AS as_of FROM viewpoint)
  WHERE last_at >= as_of - INTERVAL ${days} DAY
  GROUP BY customer HAVING count(*) FILTER (NOT is_refund) > 0`;

/** Where the smallest value must stay below, no cut is at it: the next larger value is the first that is above. */
const readCuts = async (
  database: Database,
  figure: 'recency' | 'frequency' | 'monetary',
  { cuts, smallestIsBelow }: CutRule,
): Promise<readonly number[]> => {
  if ('fixed' in cuts) return cuts.fixed;
  const { quantiles, least } = await database.row<{ quantiles: readonly number[] | null; least: number | null }>(`
    SELECT quantile_cont(${figure}, [${cuts.shares.join(', ')}]) AS quantiles,
      coalesce(min(${figure}) FILTER (${figure} > (SELECT min(${figure}) FROM published_figures)), min(${figure}) + 1) AS least
    FROM published_figures`);
  if (quantiles === null || least === null) return [];
  return quantiles.map(cut => (smallestIsBelow ? Math.max(cut, least) : cut) + cuts.plus);
};

const placed = ({ groups, rule }: Scheme, cuts: Placement['cuts']): string => {
  const { lowest, highest } = rule;
  const levels = highest - lowest + 1;
  const places = allScores(rule).map(scores => placeOf({ groups }, scores) ?? 'NULL');
  return `
    SELECT *, [${places.join(', ')}][((r - ${lowest}) * ${levels} + f - ${lowest}) * ${levels} + m - ${lowest} + 1] AS place
    FROM (
      SELECT customer, ${highest} - (${cutsBelow('recency', rule.recency, cuts.recency)}) AS r,
        ${lowest} + ${cutsBelow('frequency', rule.frequency, cuts.frequency)} AS f,
        ${lowest} + ${cutsBelow('monetary', rule.monetary, cuts.monetary)} AS m
      FROM published_figures
    )`;
};

/** How many cuts a figure is above. As texts, cuts become exactly the double that they were. */
const cutsBelow = (figure: string, { onCut }: CutRule, cuts: readonly number[]): string => {
  const above = onCut === 'above' ? '>=' : '>';
  return ['0', ...cuts.map(cut => `(${figure} ${above} '${cut}'::DOUBLE)::INTEGER`)].join(' + ');
};

const readPlacement = async (database: Database): Promise<Omit<Placement, 'cuts'>> => {
  const everybody = 'FROM scored LEFT JOIN placed ON placed.customer = scored.customer';
  const groups = await database.rows<Placement['groups'][number]>(`
    SELECT place, count(*)::DOUBLE AS customers, sum(orders)::DOUBLE AS orders, sum(revenue)::DOUBLE AS revenue
    ${everybody} GROUP BY place ORDER BY place`);
  const unplaced = await database.rows<{ r: number | null; f: number; m: number; customers: number }>(`
    SELECT placed.r, placed.f, placed.m, count(*)::DOUBLE AS customers
    ${everybody} WHERE place IS NULL GROUP BY ALL ORDER BY customers DESC, placed.r, placed.f, placed.m`);
  const byRfmGroup = await database.rows<{ place: number | null; group: RfmGroupId; customers: number }>(`
    SELECT place, rfm_group AS "group", count(*)::DOUBLE AS customers ${everybody} GROUP BY ALL ORDER BY ALL`);
  return {
    groups,
    unplaced: unplaced.map(({ r, f, m, customers }) => ({
      scores: r === null ? null : { R: r, F: f, M: m },
      customers,
    })),
    byRfmGroup,
  };
};
