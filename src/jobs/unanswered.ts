/** What was asked for and is not done yet, by the words of whoever asked: an impatient person asks for it once more. */
export class Unanswered {
  readonly #keys = new Map<string, string>();

  /** Whether this is the first time; if so, it counts as asked for until the job of this key is done. */
  begin(same: string, key: string): boolean {
    if (this.#keys.has(same)) return false;
    this.#keys.set(same, key);
    return true;
  }

  done(key: string): void {
    for (const [same, asked] of this.#keys) if (asked === key) this.#keys.delete(same);
  }
}
