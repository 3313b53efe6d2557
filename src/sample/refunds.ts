import type { Line } from './baskets.ts';
import { type Random, wholeBetween } from './chance.ts';

/** Fraction of orders of which something comes back. */
const REFUND_SHARE = 0.062;
/** Of these, the fraction that is booked as an order of its own with negative quantities, not as a cancellation. */
const PLAIN_RETURN_SHARE = 0.12;
const PARTIAL_QUANTITY_SHARE = 0.3;
const LONGEST_DELAY_DAYS = 28;

/** An order as it stands in the file. */
export interface PlacedOrder {
  readonly number: number;
  /** The columns after the price: customer, country, channel. */
  readonly buyer: string;
  readonly lines: readonly Line[];
}

export interface Refund {
  /** The order that is refunded; its lines are those that come back, with negative quantities. */
  readonly order: PlacedOrder;
  readonly kind: 'cancellation' | 'return';
}

/** Orders that will be refunded, by the day on which that will be booked. Holds a few weeks' refunds, not all. */
export class Refunds {
  readonly #random: Random;
  readonly #byDay = new Map<number, Refund[]>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Decides whether something of an order comes back on a later day. */
  consider(order: PlacedOrder, day: number): void {
    const random = this.#random;
    if (random() >= REFUND_SHARE) return;
    const lines = this.#linesBack(order.lines);
    const kind = random() < PLAIN_RETURN_SHARE ? 'return' : 'cancellation';
    const due = day + wholeBetween(random, 1, LONGEST_DELAY_DAYS);
    const refunds = this.#byDay.get(due);
    const refund: Refund = { order: { ...order, lines }, kind };
    if (refunds) refunds.push(refund);
    else this.#byDay.set(due, [refund]);
  }

  takeDue(day: number): readonly Refund[] {
    const due = this.#byDay.get(day) ?? [];
    this.#byDay.delete(day);
    return due;
  }

  #linesBack(lines: readonly Line[]): readonly Line[] {
    const chance = this.#random();
    const count = 1 + Math.floor(chance * chance * lines.length);
    const first = wholeBetween(this.#random, 0, lines.length - count);
    return lines.slice(first, first + count).map(line => {
      const isPartial = this.#random() < PARTIAL_QUANTITY_SHARE;
      return { ...line, quantity: -(isPartial ? wholeBetween(this.#random, 1, line.quantity) : line.quantity) };
    });
  }
}
