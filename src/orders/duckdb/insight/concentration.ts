/** How revenue is spread over customers. */
import type { ConcentrationRow } from '../../../core/insight/concentration.ts';
import type { ConcentrationAsked } from '../../insight-queries.ts';
import type { Database } from '../connection.ts';

/** Running sums are of decimals and so exact; it does not matter who stands first among customers of equal revenue. */
export const readConcentration = (
  database: Database,
  { percents, points }: ConcentrationAsked,
): Promise<ConcentrationRow> =>
  database.row(`
    WITH ranked AS (
      SELECT row_number() OVER smallest_first AS place, count(*) OVER () AS everyone,
        sum(revenue) OVER smallest_first AS up_to, sum(revenue) OVER () - sum(revenue) OVER smallest_first + revenue AS from_top,
        sum(revenue) OVER () AS everything
      FROM customers
      WINDOW smallest_first AS (ORDER BY revenue, customer ROWS UNBOUNDED PRECEDING)
    )
    SELECT sum(up_to)::DOUBLE AS "sumOfRunningRevenue",
      list({ customers: place::DOUBLE, revenue: up_to::DOUBLE } ORDER BY place)
        FILTER (place * ${points} // everyone > (place - 1) * ${points} // everyone) AS curve,
      [${percents.map(percent => topPoint(percent)).join(', ')}] AS top,
      min(everyone - place + 1) FILTER (2 * from_top >= everything)::DOUBLE AS half
    FROM ranked`);

const topPoint = (percent: number): string => {
  const customers = `ceil(everyone * ${percent} / 100)`;
  return `{
    customers: max(${customers})::DOUBLE,
    revenue: max(from_top) FILTER (everyone - place + 1 = ${customers})::DOUBLE
  }`;
};
