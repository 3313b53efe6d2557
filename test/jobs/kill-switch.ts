/**
 * Ends everything after a number of calls, as kill -9 would: nothing that goes through the switch happens any more, so
 * nothing can be tidied up.
 */
class Killed extends Error {}

export class KillSwitch {
  calls = 0;
  readonly #after: number;

  /** Everything up to the call with this number happens, and nothing after it. */
  constructor(after: number) {
    this.#after = after;
  }

  get isOff(): boolean {
    return this.calls >= this.#after;
  }

  /** The same object, with every call of every depth through the switch. */
  through<T extends object>(object: T): T {
    return new Proxy(object, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value === 'function') return (...given: unknown[]) => this.#call(() => value.apply(target, given));
        return typeof value === 'object' && value !== null ? this.through(value) : value;
      },
    });
  }

  #call(work: () => unknown): unknown {
    if (this.isOff) throw new Killed();
    const result = work();
    if (!(result instanceof Promise)) return this.#passed(result);
    return result.then(value => this.#passed(value));
  }

  #passed(value: unknown): unknown {
    if (this.isOff) throw new Killed();
    this.calls += 1;
    if (this.isOff) throw new Killed();
    return value;
  }
}
