/** An invented shop with everything that insight can speak of, as rows and as a file; figures are computed from the rows. */
import { seededRandom } from '../../../src/core/random.ts';
import { csvOf } from '../order-file.ts';

export interface SoldRow {
  readonly customer: string;
  readonly order: string;
  /** `2024-01-31 12:30` */
  readonly date: string;
  readonly amount: number;
  readonly product: string;
  readonly title: string;
  readonly category: string;
  readonly country: string;
  readonly channel: string;
  readonly age: string;
  readonly signup: string;
}

const HEADER = 'customer,order,date,amount,product,title,category,country,channel,age,signup';
const DAY_MS = 86_400_000;
const CUSTOMERS = 40;
const PRODUCTS = 14;
const DAYS = 300;

export const insightRows = (seed: number, orders = 300): readonly SoldRow[] => {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: orders }, (_, order) => {
    const customer = below(CUSTOMERS);
    const time = Date.UTC(2024, 0, 10) + Math.floor(random() * DAYS * DAY_MS);
    return Array.from({ length: 1 + below(4) }, (): SoldRow => {
      const product = below(PRODUCTS);
      return {
        customer: `c${customer}`,
        order: `o${order}`,
        date: new Date(time).toISOString().slice(0, 16).replace('T', ' '),
        amount: (1 + below(10_000)) / 100,
        product: `p${product}`,
        title: below(10) === 0 ? `Thing ${product} old` : `Thing ${product}`,
        category: product === 0 ? '' : `kind ${product % 3}`,
        country: customer % 7 === 0 ? 'France' : 'Germany',
        channel: below(3) === 0 ? 'app' : 'website',
        age: ['18-24', '25-34', '35-44', ''][customer % 4]!,
        signup: customer % 5 === 0 ? '' : new Date(Date.UTC(2024, 0, 1 + (customer % 9))).toISOString().slice(0, 10),
      };
    });
  }).flat();
};

export const csvOfRows = (rows: readonly SoldRow[]): string =>
  csvOf(
    HEADER,
    rows.map(row => HEADER.split(',').map(name => row[name as keyof SoldRow])),
  );

/** Rows by what `keyOf` says, in the order of the keys' first appearance. */
export const grouped = <T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

export const sum = (values: readonly number[]): number =>
  Math.round(values.reduce((all, each) => all + each, 0) * 100) / 100;

export const distinct = (values: readonly string[]): number => new Set(values).size;
