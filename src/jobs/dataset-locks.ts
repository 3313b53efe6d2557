/**
 * Whoever deletes orders, or writes them anew, waits until nobody reads them: what is read may be written down once more, as
 * the snapshot of a run or as a list, and would outlive what was to be forgotten.
 */
export class DatasetLocks {
  readonly #held = new Map<string, Held>();

  /** Beside others that read; may be called within itself. */
  async reading<T>(dataset: string, work: () => Promise<T>): Promise<T> {
    const held = this.#of(dataset);
    while (held.isAlone) await held.change.promise;
    held.readers += 1;
    try {
      return await work();
    } finally {
      held.readers -= 1;
      tell(held);
    }
  }

  /** Beside others that read, one after the other: what each of them has found is still so when it writes. */
  async changing<T>(dataset: string, work: () => Promise<T>): Promise<T> {
    const held = this.#of(dataset);
    while (held.isAlone || held.isChanging) await held.change.promise;
    held.isChanging = true;
    try {
      return await this.reading(dataset, work);
    } finally {
      held.isChanging = false;
      tell(held);
    }
  }

  async alone<T>(dataset: string, work: () => Promise<T>): Promise<T> {
    const held = this.#of(dataset);
    while (held.isAlone || held.readers > 0) await held.change.promise;
    held.isAlone = true;
    try {
      return await work();
    } finally {
      held.isAlone = false;
      tell(held);
    }
  }

  #of(dataset: string): Held {
    const held = this.#held.get(dataset) ?? {
      readers: 0,
      isAlone: false,
      isChanging: false,
      change: Promise.withResolvers<void>(),
    };
    this.#held.set(dataset, held);
    return held;
  }
}

interface Held {
  readers: number;
  isAlone: boolean;
  isChanging: boolean;
  /** The next one. */
  change: PromiseWithResolvers<void>;
}

const tell = (held: Held): void => {
  const { resolve } = held.change;
  held.change = Promise.withResolvers();
  resolve();
};
