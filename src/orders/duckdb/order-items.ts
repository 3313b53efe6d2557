/**
 * What an order is made of, in one text beside it: where orders carry the money, their items stand in another file. As a
 * part of the order's line they are kept, replaced and forgotten with it.
 */

import { MOST_ITEMS, type RelatedTable } from '../../core/joined-files.ts';
import type { ItemDetail } from '../../core/order-file.ts';
import { hasMoney, key, known, lineAmount } from './parse-line.ts';
import { MONEY } from './parse-number.ts';
import { sqlText } from './sql.ts';

/** Pictures of the separators that ASCII has for this; in names they become blanks. */
const [BETWEEN_ITEMS, BETWEEN_PARTS] = ['␞', '␟'];
const PARTS: readonly ItemDetail[] = ['product', 'title', 'category'];
/** A row of a CSV file may have 2 MB. Of an order with more items nothing is said. */
const MOST_BYTES = 1_000_000;

export interface Sold {
  readonly items: RelatedTable;
  readonly products: RelatedTable | undefined;
}

/** What the items say of products themselves, or by the file of products. */
export const itemDetails = ({ items, products }: Sold): readonly ItemDetail[] => {
  if (items.records > MOST_ITEMS) return [];
  return PARTS.filter(
    part => items.mapping[part] !== undefined || (part !== 'product' && products?.mapping[part] !== undefined),
  );
};

/** SQL relation `sold`: `items_text` by the row of `orders` that it belongs to, the first one of its order. */
export const itemTexts = (sold: Sold): string => `(
    SELECT first_row, CASE WHEN strlen(texts) <= ${MOST_BYTES} THEN texts END AS items_text
    FROM (
      SELECT order_key, string_agg(item_text, ${sqlText(BETWEEN_ITEMS)} ORDER BY row_number) AS texts
      FROM (${eachItem(sold)}) GROUP BY order_key
    ) texts
    JOIN (SELECT order_key, min(row_number) AS first_row FROM orders WHERE order_key IS NOT NULL GROUP BY order_key) firsts
      ON firsts.order_key = texts.order_key
  ) sold`;

const eachItem = (sold: Sold): string => {
  const parts = [...PARTS.map(part => partOf(sold, part)), 'amount'];
  return `
    SELECT items.order_key, items.row_number, ${parts.join(` || ${sqlText(BETWEEN_PARTS)} || `)} AS item_text
    FROM (SELECT *, ${amountOf(sold.items)} AS amount FROM items WHERE order_key IS NOT NULL) items
    ${sold.products ? `LEFT JOIN ${FIRST_OF_EACH} products ON products.product_key = items.product_key` : ''}`;
};

const FIRST_OF_EACH =
  '(SELECT DISTINCT ON (product_key) * FROM products WHERE product_key IS NOT NULL ORDER BY product_key, row_number)';

const partOf = ({ items, products }: Sold, part: ItemDetail): string => {
  const cells = [items, ...(products && part !== 'product' ? [products] : [])].flatMap(({ role, mapping }) =>
    mapping[part] === undefined ? [] : [`${role}.c${mapping[part]}`],
  );
  const texts = cells.map(cell => (part === 'product' ? key(cell) : known(`trim(${cell})`)));
  return `translate(coalesce(${[...texts, "''"].join(', ')}), ${sqlText(BETWEEN_ITEMS + BETWEEN_PARTS)}, '  ')`;
};

const amountOf = (items: RelatedTable): string =>
  hasMoney(items) ? `coalesce(TRY_CAST(${lineAmount(items)} AS ${MONEY})::VARCHAR, '')` : "''";

/** SQL: one row for each item of the relation `orders`, with product, title, category and line_total. */
export const unpackedItems = (orders: string, columns: readonly string[]): string => `
  SELECT ${columns.join(', ')}, ${PARTS.map((part, place) => `nullif(parts[${place + 1}], '') AS ${part}`).join(', ')},
    TRY_CAST(parts[${PARTS.length + 1}] AS ${MONEY}) AS line_total
  FROM (
    SELECT ${columns.join(', ')}, string_split(unnest(string_split(items, ${sqlText(BETWEEN_ITEMS)})), ${sqlText(BETWEEN_PARTS)}) AS parts
    FROM ${orders}
  )`;

/** "P1 · Lamp · light · 12.5000 | P2 · …" */
export const itemsInWords = `replace(replace(items, ${sqlText(BETWEEN_PARTS)}, ' · '), ${sqlText(BETWEEN_ITEMS)}, ' | ')`;
