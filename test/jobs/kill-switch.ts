/**
 * Ends everything after a number of calls, as kill -9 would: nothing that goes through the switch happens any more, so
 * nothing can be tidied up, told or noted.
 */
class Killed extends Error {}

export class KillSwitch {
  /** Resolves once the switch is off and whoever does the jobs has noticed: nothing moves any more. */
  readonly down: Promise<void>;
  #calls = 0;
  readonly #after: number;
  readonly #isDown: () => void;

  /** Everything up to the call with this number happens, and nothing after it. */
  constructor(after: number) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#after = after;
    this.down = promise;
    this.#isDown = resolve;
  }

  get isOff(): boolean {
    return this.#calls >= this.#after;
  }

  /** The same object with every call of every depth through the switch: once it is off, they throw. */
  through<T extends object>(object: T): T {
    return this.#wrapped(object, work => this.#call(work));
  }

  /** The same for whoever does the jobs: once it is off, calls never come back, so that there is no next step. */
  standingStill<T extends object>(object: T): T {
    return this.#wrapped(object, work => {
      if (!this.isOff) return work();
      this.#isDown();
      return new Promise(() => {});
    });
  }

  #wrapped<T extends object>(object: T, call: (work: () => unknown) => unknown): T {
    return new Proxy(object, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value === 'function') return (...given: unknown[]) => call(() => value.apply(target, given));
        return typeof value === 'object' && value !== null ? this.#wrapped(value, call) : value;
      },
    });
  }

  #call(work: () => unknown): unknown {
    if (this.isOff) throw new Killed();
    const result = work();
    return result instanceof Promise ? result.then(value => this.#passed(value)) : this.#passed(result);
  }

  #passed(value: unknown): unknown {
    this.#calls += 1;
    if (this.isOff) throw new Killed();
    return value;
  }
}
