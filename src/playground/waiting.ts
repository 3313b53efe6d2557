/** Waiting for something to be so, looked at after every change instead of every few milliseconds. */

const USUAL_TIMEOUT_MS = 10_000;

export class Waiting {
  readonly #looks = new Set<() => void>();

  /** Something changed: everybody who waits looks again. */
  changed(): void {
    for (const look of [...this.#looks]) look();
  }

  /** `look` is called after every change, until the function that is given back is. */
  watch(look: () => void): () => void {
    this.#looks.add(look);
    return () => this.#looks.delete(look);
  }

  /**
   * Resolves with what `look` finds as soon as that is not null, undefined or false.
   *
   * @throws Error that names `what` when it was not there in time, or whatever `look` throws.
   */
  waitFor<T>(look: () => T | null | undefined | false, what: string, timeoutMs = USUAL_TIMEOUT_MS): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#looks.delete(check);
      };
      const check = () => {
        try {
          const found = look();
          if (found === null || found === undefined || found === false) return;
          end();
          resolve(found);
        } catch (error) {
          end();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        this.#looks.delete(check);
        reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}`));
      }, timeoutMs);
      this.#looks.add(check);
      check();
    });
  }
}
