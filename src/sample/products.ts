import { CATEGORIES, type Category } from './catalogue.ts';

export interface Product {
  readonly stockCode: string;
  readonly description: string;
  readonly category: string;
  /** List price in hundredths of the currency, in the first year. */
  readonly listCents: number;
}

const productsOf = (category: Category): readonly Product[] =>
  category.articles.flatMap(([name, price], article) =>
    category.variants.map(([pattern, factor], variant) => ({
      stockCode: `${category.code}${String(101 + article)}${'ABC'[variant] ?? ''}`,
      description: pattern.replace('*', name),
      category: category.name,
      // Shops end their prices in 5 or 0.
      listCents: Math.round(price * factor * 20) * 5,
    })),
  );

/** All products; those of one category stand together. */
export const PRODUCTS: readonly Product[] = CATEGORIES.flatMap(productsOf);

export const CATEGORY_COUNT = CATEGORIES.length;
export const PRODUCTS_PER_CATEGORY = PRODUCTS.length / CATEGORY_COUNT;

/** Demand of each category in a month (1-12), in no particular unit. */
export const categoryDemand = (month: number): readonly number[] =>
  CATEGORIES.map(({ demand, season, seasonLift }) => demand * (season.includes(month) ? seasonLift : 1));
