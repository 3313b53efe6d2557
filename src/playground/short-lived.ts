/** What Slack hands out for a short while: trigger ids for opening a modal, and addresses to answer at. */

const TRIGGER_LIVES_MS = 3000;
const RESPONSE_URL_LIVES_MS = 30 * 60 * 1000;
const RESPONSE_URL_USES = 5;

interface Trigger {
  readonly user: string;
  readonly madeAt: number;
  used: boolean;
}

export type UsedTrigger =
  | { readonly user: string }
  | { readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };

/** Whom and where an answer at a `response_url` is for. */
export interface ResponseTarget {
  readonly user: string;
  readonly channel: string;
  /** Timestamp of the message that was clicked, which `replace_original` and `delete_original` are about. */
  readonly message?: string;
}

export class ShortLived {
  readonly #now: () => number;
  readonly #triggers = new Map<string, Trigger>();
  readonly #responses = new Map<string, { readonly target: ResponseTarget; readonly madeAt: number; uses: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  addTrigger(id: string, user: string): void {
    this.#triggers.set(id, { user, madeAt: this.#now(), used: false });
  }

  /** Good once, for three seconds. */
  useTrigger(id: string): UsedTrigger {
    const trigger = this.#triggers.get(id);
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (this.#now() - trigger.madeAt > TRIGGER_LIVES_MS) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return { user: trigger.user };
  }

  addResponse(path: string, target: ResponseTarget): void {
    this.#responses.set(path, { target, madeAt: this.#now(), uses: 0 });
  }

  /** `null` when the address is unknown, older than 30 minutes, or was used five times. */
  responseTarget(path: string): ResponseTarget | null {
    const found = this.#responses.get(path);
    if (!found || found.uses >= RESPONSE_URL_USES || this.#now() - found.madeAt > RESPONSE_URL_LIVES_MS) return null;
    return found.target;
  }

  countResponse(path: string): void {
    const found = this.#responses.get(path);
    if (found) found.uses += 1;
  }
}
