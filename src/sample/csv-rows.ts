import type { Line } from './baskets.ts';
import type { Random } from './chance.ts';
import { PRODUCTS } from './products.ts';

const CSV_HEADER =
  'InvoiceNo,StockCode,Description,Category,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,Channel\n';

/** Fraction of rows that are written twice, as careless exports do. */
const DUPLICATE_SHARE = 0.005;

/** A field in quotes where a comma or a quote in it asks for that (RFC 4180). */
export const csvField = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The three columns of each product, with a comma on either side. */
const PRODUCT_COLUMNS: readonly string[] = PRODUCTS.map(
  ({ stockCode, description, category }) => `,${stockCode},${csvField(description)},${csvField(category)},`,
);

/** ".00" to ".99" */
const CENTS: readonly string[] = Array.from({ length: 100 }, (_, cents) => `.${String(cents).padStart(2, '0')}`);

// toFixed would be the slowest step of all.
const priceText = (cents: number): string => Math.floor(cents / 100) + CENTS[cents % 100]!;

/** What is the same on all rows of an order. */
interface OrderColumns {
  readonly invoice: string;
  /** M/D/YYYY H:MM */
  readonly instant: string;
  /** CustomerID,Country,Channel */
  readonly buyer: string;
}

/** Collects rows as text until they are taken away; never more rows than its limit allows. */
export class CsvRows {
  readonly #random: Random;
  #text = CSV_HEADER;
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get count(): number {
    return this.#count;
  }

  get textLength(): number {
    return this.#text.length;
  }

  takeText(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** Writes lines until `limit` rows exist in all, and tells whether there was room for every line. */
  write({ invoice, instant, buyer }: OrderColumns, lines: readonly Line[], limit: number): boolean {
    for (const { product, quantity, cents } of lines) {
      if (this.#count >= limit) return false;
      const row = `${invoice + PRODUCT_COLUMNS[product]! + quantity},${instant},${priceText(cents)},${buyer}\n`;
      this.#text += row;
      this.#count += 1;
      if (this.#count < limit && this.#random() < DUPLICATE_SHARE) {
        this.#text += row;
        this.#count += 1;
      }
    }
    return true;
  }
}
