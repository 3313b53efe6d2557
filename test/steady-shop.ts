/**
 * Orders of a shop in which one customer a day orders for the last time, from 500 days ago on: about as many enter At
 * risk every week, some weeks after, except for a wave of customers who all stayed away since the same day.
 */

const DAY = 86_400_000;
/** Of the calendar days with orders, when all of them are there. */
const DAYS = 500;

export interface SteadyShop {
  /** The day of the last order, epoch milliseconds at midnight. */
  readonly until: number;
  /** The day of the last order in the whole story: files of one shop name the same. */
  readonly end: number;
  readonly days?: number;
  /** Customers who ordered for the last time so many days before `end`. */
  readonly wave?: { readonly customers: number; readonly daysBeforeEnd: number };
}

/**
 * A wave that becomes At risk in the last week before `end`, and not twelve days before: as of the end of `end` these 40
 * are 325 days away, and the third cut of recency, above 60 % of 540 customers, lies at 324.4 days. Twelve days before,
 * they are the cut themselves.
 */
export const WAVE = { customers: 40, daysBeforeEnd: 324 } as const;

export const steadyShopCsv = ({ until, end, days = DAYS, wave }: SteadyShop): string => {
  const steady = Array.from({ length: days }, (_, ago) => ordersOf(`d${ago}`, end - ago * DAY, ago));
  const gone = Array.from({ length: wave?.customers ?? 0 }, (_, index) =>
    ordersOf(`w${index}`, end - wave!.daysBeforeEnd * DAY, 60 + (index % 30)),
  );
  const orders = [...steady, ...gone].flat().filter(([, , date]) => Date.parse(`${date}Z`) <= until);
  return `customer,order,date,amount\n${orders.map(order => order.join(',')).join('\n')}\n`;
};

/** Three orders within ten days, the last one on `last`. */
const ordersOf = (customer: string, last: number, kind: number): readonly (readonly string[])[] =>
  [9, 4, 0].map((before, index) => {
    const date = new Date(last - before * DAY).toISOString().slice(0, 10);
    return [customer, `${customer}-${index}`, date, `${10 + ((kind * 37) % 90)}.50`];
  });
