/** Products are told apart by their column `product`; their name is what they are called most often in `title`. */
import { type InsightOrders, toldBy } from './orders.ts';

/** SQL: what a line calls the product; NULL where the file has no names beside ids, or for categories. */
export const titleOf = (orders: InsightOrders, detail: 'product' | 'category'): string =>
  detail === 'product' && toldBy(orders).includes('title') ? 'title' : 'NULL::VARCHAR';

/** SQL: id and title of those in `wanted`; `sold`: a relation of lines with id and title. */
export const mostUsedTitles = (sold: string, wanted: string): string => `
  SELECT DISTINCT ON (id) id, title
  FROM (SELECT id, title, count(*) AS rows FROM ${sold} SEMI JOIN ${wanted} USING (id) WHERE title IS NOT NULL GROUP BY ALL)
  ORDER BY id, rows DESC, title`;
