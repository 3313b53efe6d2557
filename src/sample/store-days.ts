import { Baskets, lineCount } from './baskets.ts';
import { CHANNELS } from './behaviours.ts';
import { DAY_COUNT, dateText, isSaleDay, minuteOfDay, rowShareByDay, timeText } from './calendar.ts';
import { cumulative, indexAt, type Random } from './chance.ts';
import { CsvRows, csvField } from './csv-rows.ts';
import { Customers } from './customers.ts';
import { type PlacedOrder, type Refund, Refunds } from './refunds.ts';

/** Rows per customer, guests' rows included. */
const ROWS_PER_CUSTOMER = 64;
const FIRST_ORDER_NUMBER = 500_001;
/** Minute and number of an event in one integer: sorts a day's events by time without an array of objects. */
const EVENT_BITS = 20;

/** Someone is about to order so many lines. */
interface Visit {
  readonly customer: number;
  readonly lines: number;
}

type StoreEvent = Visit | Refund;

/** The store's life, one day after the other: who comes when, what is written. */
export class StoreDays {
  readonly rows: CsvRows;
  readonly #random: Random;
  readonly #rowCount: number;
  readonly #rowShares: Float64Array;
  readonly #customers: Customers;
  readonly #baskets: Baskets;
  readonly #refunds: Refunds;
  readonly #channels = new Map<readonly number[], Float64Array>();
  #orderNumber = FIRST_ORDER_NUMBER;

  constructor(rowCount: number, random: Random) {
    this.#random = random;
    this.#rowCount = rowCount;
    this.#rowShares = rowShareByDay(random);
    this.#customers = new Customers(Math.round(rowCount / ROWS_PER_CUSTOMER), this.#rowShares, random);
    this.#baskets = new Baskets(random);
    this.#refunds = new Refunds(random);
    this.rows = new CsvRows(random);
  }

  /** Writes all days into `rows`, pausing after each order so that its text can be taken away. */
  *live(): Generator<void> {
    for (let day = 0; day < DAY_COUNT; day += 1) {
      this.#baskets.beginDay(day);
      // One row is kept for the last day, or a small file might end before it.
      const limit = day === DAY_COUNT - 1 ? this.#rowCount : this.#rowCount - 1;
      const date = dateText(day);
      const events = this.#eventsOf(day);
      for (const key of this.#timesOf(events.length)) {
        const instant = `${date} ${timeText(Math.floor(key / 2 ** EVENT_BITS))}`;
        const event = events[key % 2 ** EVENT_BITS]!;
        if ('order' in event) this.#writeRefund(event, instant, limit);
        else this.#writeOrder(event, { day, instant, limit });
        yield;
      }
    }
  }

  /** Refunds that are due, and visits until the day has its rows. A day that got too many takes them from the next. */
  #eventsOf(day: number): readonly StoreEvent[] {
    const events: StoreEvent[] = [...this.#refunds.takeDue(day)];
    let missing = Math.round(this.#rowCount * this.#rowShares[day]!) - this.rows.count;
    for (const event of events) if ('order' in event) missing -= event.order.lines.length;
    if (day === DAY_COUNT - 1) missing = Math.max(missing, 1);
    const isSale = isSaleDay(day);
    while (missing > 0) {
      const customer = this.#customers.next(day, isSale);
      const lines = lineCount(this.#customers.behaviourOf(customer), this.#random);
      events.push({ customer, lines });
      missing -= lines;
    }
    return events;
  }

  #timesOf(eventCount: number): Float64Array {
    const key = (_: unknown, event: number) => minuteOfDay(this.#random) * 2 ** EVENT_BITS + event;
    return Float64Array.from({ length: eventCount }, key).sort();
  }

  #writeOrder({ customer, lines }: Visit, at: { day: number; instant: string; limit: number }): void {
    const behaviour = this.#customers.behaviourOf(customer);
    const basket = this.#baskets.fill(behaviour, this.#customers.tasteOf(customer), lines);
    const order: PlacedOrder = { number: this.#orderNumber, buyer: this.#buyerOf(customer), lines: basket };
    this.#orderNumber += 1;
    const columns = { invoice: String(order.number), instant: at.instant, buyer: order.buyer };
    const isComplete = this.rows.write(columns, basket, at.limit);
    if (isComplete) this.#refunds.consider(order, at.day);
  }

  #writeRefund({ kind, order }: Refund, instant: string, limit: number): void {
    const invoice = kind === 'cancellation' ? `C${order.number}` : String(this.#orderNumber);
    if (kind === 'return') this.#orderNumber += 1;
    this.rows.write({ invoice, instant, buyer: order.buyer }, order.lines, limit);
  }

  #buyerOf(customer: number): string {
    const channel = CHANNELS[indexAt(this.#channelShares(customer), this.#random())]!;
    return `${this.#customers.idOf(customer)},${csvField(this.#customers.countryOf(customer))},${channel}`;
  }

  #channelShares(customer: number): Float64Array {
    const { channels } = this.#customers.behaviourOf(customer);
    const known = this.#channels.get(channels);
    if (known) return known;
    const shares = cumulative(channels);
    this.#channels.set(channels, shares);
    return shares;
  }
}
