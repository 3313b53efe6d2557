/** How the customers of the sample store behave: what a segmentation should find again. */
export interface Behaviour {
  readonly name: string;
  /** Fraction of all customers. */
  readonly share: number;
  /**
   * Orders per year while active, relative to the other behaviours: the rhythm of the calendar decides how many orders
   * there are, this decides whose they are. 0: never comes back after the first order.
   */
  readonly ordersPerYear: number;
  /** Fraction that already bought before the first day of the file. */
  readonly knownBefore: number;
  /** The first order is at most this many days before the last day. */
  readonly joinedWithinDays: number;
  /** Stops ordering between so many and so many days before the last day; 0, 0: is still there. */
  readonly leftDaysAgo: readonly [most: number, least: number];
  /** Mean number of lines in an order, before the cut at 15. */
  readonly linesPerOrder: number;
  /** Units on a line, relative to a household. */
  readonly unitFactor: number;
  /** How many times as often an order is placed on a day of a sale. */
  readonly saleLift: number;
  /** Off the list price. */
  readonly discount: number;
  /** Weights of `CHANNELS`. */
  readonly channels: readonly [website: number, app: number, marketplace: number, phone: number];
}

export const CHANNELS = ['Website', 'App', 'Marketplace', 'Phone'] as const;

const ALWAYS = Number.POSITIVE_INFINITY;

const household = {
  knownBefore: 0,
  joinedWithinDays: ALWAYS,
  leftDaysAgo: [0, 0],
  unitFactor: 1,
  saleLift: 1,
  discount: 0,
  channels: [60, 22, 14, 4],
} as const;

export const BEHAVIOURS: readonly Behaviour[] = [
  { ...household, name: 'one order', share: 0.33, ordersPerYear: 0, linesPerOrder: 3.6, channels: [48, 10, 40, 2] },
  { ...household, name: 'new', share: 0.08, ordersPerYear: 6, joinedWithinDays: 75, linesPerOrder: 4.5 },
  { ...household, name: 'occasional', share: 0.15, ordersPerYear: 2, knownBefore: 0.4, linesPerOrder: 4.8 },
  { ...household, name: 'regular', share: 0.17, ordersPerYear: 7, knownBefore: 0.4, linesPerOrder: 6 },
  {
    ...household,
    name: 'champion',
    share: 0.06,
    ordersPerYear: 26,
    knownBefore: 0.5,
    linesPerOrder: 8,
    unitFactor: 1.4,
    channels: [45, 48, 3, 4],
  },
  {
    ...household,
    name: 'lapsed regular',
    share: 0.08,
    ordersPerYear: 8,
    knownBefore: 0.6,
    leftDaysAgo: [520, 90],
    linesPerOrder: 6,
  },
  {
    ...household,
    name: 'lapsed champion',
    share: 0.04,
    ordersPerYear: 26,
    knownBefore: 0.7,
    leftDaysAgo: [420, 100],
    linesPerOrder: 8,
    unitFactor: 1.3,
  },
  {
    ...household,
    name: 'bargain hunter',
    share: 0.08,
    ordersPerYear: 3,
    knownBefore: 0.3,
    linesPerOrder: 3.5,
    saleLift: 9,
    channels: [40, 30, 30, 0],
  },
  {
    ...household,
    name: 'wholesaler',
    share: 0.01,
    ordersPerYear: 14,
    knownBefore: 0.5,
    linesPerOrder: 9,
    unitFactor: 6,
    discount: 0.3,
    channels: [45, 0, 0, 55],
  },
];

/** Buyers without an account: their rows have no customer id. */
export const GUEST: Behaviour = {
  ...household,
  name: 'guest',
  share: 0,
  ordersPerYear: 0,
  linesPerOrder: 4.5,
  channels: [30, 5, 55, 10],
};

/** Fraction of orders placed by guests. */
export const GUEST_ORDER_SHARE = 0.18;

/** Where the parcels go, and how many of a hundred customers live there. */
export const COUNTRIES: readonly (readonly [name: string, weight: number])[] = [
  ['United Kingdom', 44],
  ['Germany', 14],
  ['France', 10],
  ['Netherlands', 7],
  ['Ireland', 6],
  ['Spain', 4],
  ['Belgium', 3],
  ['Austria', 2.5],
  ['Sweden', 2],
  ['Italy', 2],
  ['Denmark', 1.5],
  ['Poland', 1.5],
  ['Switzerland', 1],
  ['Norway', 0.8],
  ['United States', 0.5],
  ['Australia', 0.2],
];
