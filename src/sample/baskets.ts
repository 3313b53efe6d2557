import type { Behaviour } from './behaviours.ts';
import { isSaleDay, monthOf, priceYearOf } from './calendar.ts';
import { cumulative, indexAt, type Random, wholeBetween } from './chance.ts';
import { categoryDemand, PRODUCTS, PRODUCTS_PER_CATEGORY } from './products.ts';

const MOST_LINES = 15;
/** Fraction of lines that come from the customer's favourite category. */
const FAVOURITE_SHARE = 0.4;
const SALE_DISCOUNT = 0.25;
/** A sale covers every third product. */
const SALE_STEP = 3;
const YEARLY_PRICE_RISE = 0.03;
/** Fraction of lines that are a present to the customer, at a price of 0. */
const GIFT_SHARE = 0.002;
/** Coprime to the 30 products of a category: spreads the bestsellers over its articles and variants. */
const RANK_STEP = 7;

export interface Line {
  /** Index into `PRODUCTS`. */
  readonly product: number;
  readonly quantity: number;
  /** Price of one unit in hundredths of the currency. */
  readonly cents: number;
}

const DEMAND_BY_MONTH = Array.from({ length: 13 }, (_, month) => cumulative(categoryDemand(month)));

/** 1 to 15 lines: most orders are small, a few large. */
export const lineCount = ({ linesPerOrder }: Behaviour, random: Random): number =>
  Math.min(MOST_LINES, 1 + Math.floor(-Math.log(1 - random()) * (linesPerOrder - 0.5)));

/** What lies in the baskets of one day. */
export class Baskets {
  readonly #random: Random;
  /** For each product the number of the last basket it was put in: no product stands in a basket twice. */
  readonly #lastBasket = new Uint32Array(PRODUCTS.length);
  #basket = 0;
  #demand = DEMAND_BY_MONTH[1]!;
  #isSale = false;
  #priceYear = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  beginDay(day: number): void {
    this.#demand = DEMAND_BY_MONTH[monthOf(day)]!;
    this.#isSale = isSaleDay(day);
    this.#priceYear = priceYearOf(day);
  }

  fill(behaviour: Behaviour, taste: number, lines: number): readonly Line[] {
    this.#basket += 1;
    const basket: Line[] = [];
    while (basket.length < lines) {
      const product = this.#choose(behaviour, taste);
      if (this.#lastBasket[product] === this.#basket) continue;
      this.#lastBasket[product] = this.#basket;
      basket.push(this.#lineOf(product, behaviour));
    }
    return basket;
  }

  #choose({ saleLift }: Behaviour, taste: number): number {
    const product = this.#anyProduct(taste);
    // Who comes for the sale looks a second time for something that is reduced.
    return saleLift > 1 && !this.#isReduced(product) ? this.#anyProduct(taste) : product;
  }

  #anyProduct(taste: number): number {
    const random = this.#random;
    const category = random() < FAVOURITE_SHARE ? taste : indexAt(this.#demand, random());
    const chance = random();
    const rank = Math.floor(chance * chance * PRODUCTS_PER_CATEGORY);
    return category * PRODUCTS_PER_CATEGORY + ((rank * RANK_STEP + category) % PRODUCTS_PER_CATEGORY);
  }

  #isReduced(product: number): boolean {
    return this.#isSale && (product + this.#priceYear) % SALE_STEP === 0;
  }

  #lineOf(product: number, { unitFactor, discount }: Behaviour): Line {
    const random = this.#random;
    if (random() < GIFT_SHARE) return { product, quantity: 1, cents: 0 };
    const { listCents } = PRODUCTS[product]!;
    const off = this.#isReduced(product) ? Math.max(discount, SALE_DISCOUNT) : discount;
    const cents = Math.round((listCents * (1 + YEARLY_PRICE_RISE * this.#priceYear) * (1 - off)) / 5) * 5;
    return { product, quantity: unitsOf(listCents, unitFactor, random), cents };
  }
}

/** Cheap things are bought by the handful, dear ones singly; wholesalers order in dozens and half dozens. */
const unitsOf = (listCents: number, unitFactor: number, random: Random): number => {
  const chance = random();
  const most = listCents < 500 ? 7 : listCents < 1500 ? 3.5 : 1.6;
  const units = 1 + Math.floor(chance * chance * most * unitFactor);
  return unitFactor < 2 ? units : Math.ceil(units / 6) * wholeBetween(random, 1, 2) * 6;
};
