import { BEHAVIOURS, type Behaviour, COUNTRIES, GUEST, GUEST_ORDER_SHARE } from './behaviours.ts';
import { DAY_COUNT } from './calendar.ts';
import { cumulative, indexAt, type Random, wholeBetween } from './chance.ts';
import { CATEGORY_COUNT } from './products.ts';

/** Stands for a buyer without an account. */
const NO_CUSTOMER = -1;

const FIRST_CUSTOMER_ID = 12_000;
/** Ids grow with the day of the first order and leave gaps, as those of a shop do where accounts are deleted. */
const ID_STEP = 3;
/** The eagerest customers order this many times as often as the least eager ones of the same behaviour. */
const SLOWEST_PACE = 0.2;
/** The fractional part of the golden ratio: multiples of it fill [0, 1) evenly, however few there are. */
const GOLDEN = 0.618_033_988_749_895;
const INDEX_BITS = 20;

const COUNTRY_SHARES = cumulative(COUNTRIES.map(([, weight]) => weight));
const BEHAVIOUR_SHARES = cumulative(BEHAVIOURS.map(({ share }) => share));

/** Day of the first order; -1 for customers from before the first day. */
const joinDay = (behaviour: Behaviour, rowShares: Float64Array, random: Random): number => {
  if (random() < behaviour.knownBefore) return -1;
  const left = DAY_COUNT - behaviour.leftDaysAgo[0];
  const earliest = Math.max(0, DAY_COUNT - behaviour.joinedWithinDays);
  const from = earliest === 0 ? 0 : rowShares[earliest - 1]!;
  const until = rowShares[left - 1]!;
  return indexAt(rowShares, from + random() * (until - from));
};

const leaveDay = ({ leftDaysAgo: [most, least] }: Behaviour, random: Random): number =>
  DAY_COUNT - wholeBetween(random, least, most);

/** Customers still active, of one behaviour: drawn by chance, removed when found to have left. */
interface Pool {
  readonly behaviour: Behaviour;
  readonly members: Uint32Array;
  size: number;
}

/**
 * All customers of the store and who orders next. About 17 bytes each, so that 200,000 of them need a few megabytes;
 * numbered by the day of their first order.
 */
export class Customers {
  readonly #random: Random;
  readonly #behaviour: Uint8Array;
  readonly #joinDay: Int16Array;
  readonly #leaveDay: Int16Array;
  readonly #pace: Float32Array;
  readonly #country: Uint8Array;
  readonly #taste: Uint8Array;
  readonly #idGap: Uint8Array;
  readonly #pools: readonly Pool[];
  #joined = 0;

  constructor(count: number, rowShares: Float64Array, random: Random) {
    this.#random = random;
    this.#behaviour = new Uint8Array(count);
    this.#joinDay = new Int16Array(count);
    this.#leaveDay = new Int16Array(count);
    this.#pace = new Float32Array(count);
    this.#country = new Uint8Array(count);
    this.#taste = new Uint8Array(count);
    this.#idGap = new Uint8Array(count);
    this.#createAll(count, rowShares);
    this.#pools = this.#emptyPools();
    while (this.#joined < count && this.#joinDay[this.#joined]! < 0) this.#letJoin();
  }

  /** The customer of the next order on a day, or `NO_CUSTOMER`. Who joins that day comes first. */
  next(day: number, isSale: boolean): number {
    if (this.#random() < GUEST_ORDER_SHARE) return NO_CUSTOMER;
    if (this.#joined < this.#joinDay.length && this.#joinDay[this.#joined]! <= day) return this.#letJoin();
    for (let pool = this.#choosePool(isSale); pool; pool = this.#choosePool(isSale)) {
      const customer = this.#drawFrom(pool, day);
      if (customer !== NO_CUSTOMER) return customer;
    }
    return NO_CUSTOMER;
  }

  behaviourOf(customer: number): Behaviour {
    return customer === NO_CUSTOMER ? GUEST : BEHAVIOURS[this.#behaviour[customer]!]!;
  }

  /** Five or six digits; empty for guests. */
  idOf(customer: number): string {
    if (customer === NO_CUSTOMER) return '';
    return String(FIRST_CUSTOMER_ID + customer * ID_STEP + this.#idGap[customer]!);
  }

  countryOf(customer: number): string {
    const index = customer === NO_CUSTOMER ? indexAt(COUNTRY_SHARES, this.#random()) : this.#country[customer]!;
    return COUNTRIES[index]![0];
  }

  /** Number of the category the customer likes best. */
  tasteOf(customer: number): number {
    return customer === NO_CUSTOMER ? wholeBetween(this.#random, 0, CATEGORY_COUNT - 1) : this.#taste[customer]!;
  }

  #createAll(count: number, rowShares: Float64Array): void {
    const random = this.#random;
    // Join day and number in one integer, so that one numeric sort orders the customers without an array of objects.
    const joins = Float64Array.from({ length: count }, (_, index) => {
      const behaviour = BEHAVIOURS[indexAt(BEHAVIOUR_SHARES, (index * GOLDEN) % 1)]!;
      return (joinDay(behaviour, rowShares, random) + 1) * 2 ** INDEX_BITS + index;
    }).sort();
    for (let customer = 0; customer < count; customer += 1) {
      const index = joins[customer]! % 2 ** INDEX_BITS;
      this.#joinDay[customer] = Math.floor(joins[customer]! / 2 ** INDEX_BITS) - 1;
      this.#create(customer, indexAt(BEHAVIOUR_SHARES, (index * GOLDEN) % 1));
    }
  }

  #create(customer: number, behaviour: number): void {
    const random = this.#random;
    this.#behaviour[customer] = behaviour;
    this.#leaveDay[customer] = leaveDay(BEHAVIOURS[behaviour]!, random);
    this.#pace[customer] = SLOWEST_PACE + (1 - SLOWEST_PACE) * random();
    this.#country[customer] = indexAt(COUNTRY_SHARES, random());
    this.#taste[customer] = wholeBetween(random, 0, CATEGORY_COUNT - 1);
    this.#idGap[customer] = wholeBetween(random, 0, ID_STEP - 1);
  }

  #emptyPools(): readonly Pool[] {
    const counts = BEHAVIOURS.map(() => 0);
    for (const behaviour of this.#behaviour) counts[behaviour]! += 1;
    return BEHAVIOURS.map((behaviour, index) => ({ behaviour, members: new Uint32Array(counts[index]!), size: 0 }));
  }

  #letJoin(): number {
    const customer = this.#joined;
    this.#joined += 1;
    const pool = this.#pools[this.#behaviour[customer]!]!;
    pool.members[pool.size] = customer;
    pool.size += 1;
    return customer;
  }

  #choosePool(isSale: boolean): Pool | undefined {
    let total = 0;
    for (const pool of this.#pools) total += poolWeight(pool, isSale);
    if (total === 0) return undefined;
    let position = this.#random() * total;
    for (const pool of this.#pools) {
      position -= poolWeight(pool, isSale);
      if (position < 0) return pool;
    }
    return undefined;
  }

  /** A member by pace, or `NO_CUSTOMER` when the one drawn turned out to have left. */
  #drawFrom(pool: Pool, day: number): number {
    for (;;) {
      const place = Math.floor(this.#random() * pool.size);
      const customer = pool.members[place]!;
      if (this.#leaveDay[customer]! <= day) {
        pool.size -= 1;
        pool.members[place] = pool.members[pool.size]!;
        return NO_CUSTOMER;
      }
      if (this.#random() < this.#pace[customer]!) return customer;
    }
  }
}

const poolWeight = ({ behaviour, size }: Pool, isSale: boolean): number =>
  size * behaviour.ordersPerYear * (isSale ? behaviour.saleLift : 1);
