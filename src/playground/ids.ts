/** Ids and timestamps of a workspace, counted up: two runs of the same story have the same ones. */

const ALPHANUMERICS_AFTER_PREFIX = 10;

export class Ids {
  readonly #now: () => number;
  #count = 0;
  #lastMicroseconds = 0;

  /** `now` in epoch milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** `F0A0000001`: a prefix and ten upper-case alphanumerics. */
  next(prefix: string): string {
    this.#count += 1;
    const counted = this.#count.toString(36).toUpperCase();
    return `${prefix}0A${counted.padStart(ALPHANUMERICS_AFTER_PREFIX - 2, '0')}`;
  }

  /** `1763373600.000100`: seconds and microseconds, no two alike, each later than the one before. */
  timestamp(): string {
    this.#lastMicroseconds = Math.max(this.#lastMicroseconds + 1, Math.trunc(this.#now()) * 1000);
    const seconds = Math.floor(this.#lastMicroseconds / 1e6);
    return `${seconds}.${String(this.#lastMicroseconds % 1e6).padStart(6, '0')}`;
  }
}
