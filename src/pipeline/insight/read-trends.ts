import { type Trends, trendsOf } from '../../core/insight/trends.ts';
import { unitFor } from '../../core/periods.ts';
import type { Look } from './read-insight.ts';

const BEST_SELLERS = 10;
const WANTED = ['product', 'category'] as const;

export const readTrends = async ({ queries, report, segments }: Look): Promise<Trends> => {
  const { totals } = report;
  const unit = unitFor(totals);
  return trendsOf({
    totals,
    segments,
    rows: await queries.periods(unit),
    products: await queries.bestSellers('product', unit, BEST_SELLERS),
    categories: await queries.bestSellers('category', unit, BEST_SELLERS),
    missing: WANTED.filter(detail => !queries.details.includes(detail)),
  });
};
