/** Events on their way to the bot: each is kept, and sent again as Slack does where it was not acknowledged. */
import type { Answered, BotLink, Failure } from './bot-link.ts';
import type { Acknowledgement, Delivered, Sending } from './local-slack.ts';

const MINUTE_MS = 60_000;
/** Pauses before the retries, each after the failure before it (Slack docs: Events API, Error handling). */
const PAUSES_MS = [0, MINUTE_MS, 5 * MINUTE_MS] as const;

interface Kept {
  readonly body: string;
  /** Retries so far. */
  retries: number;
  failure: Failure | null;
  /** Epoch milliseconds; `null` where none is to come. */
  retryAt: number | null;
}

export class Deliveries {
  readonly #link: BotLink;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  /** `now` in epoch milliseconds: by it retries fall due. */
  constructor(link: BotLink, now: () => number) {
    this.#link = link;
    this.#now = now;
  }

  /** For the first time. `null` where no bot is connected yet: such an event is lost. */
  async deliver(eventId: string, body: string, how: Sending = {}): Promise<Delivered | null> {
    if (!this.#link.isConnected) return null;
    const kept: Kept = { body, retries: 0, failure: null, retryAt: null };
    this.#kept.set(eventId, kept);
    return this.#noted(eventId, kept, await this.#link.send(body, how));
  }

  /** Whether or not a retry is due. @throws Error for an event that was never delivered */
  async redeliver(eventId: string, attempt?: number): Promise<Delivered> {
    const kept = this.#kept.get(eventId);
    if (!kept) throw new Error(`No event ${eventId} was delivered; there are: ${[...this.#kept.keys()].join(', ')}`);
    kept.retries = attempt ?? kept.retries + 1;
    kept.retryAt = null;
    const headers = {
      'x-slack-retry-num': String(kept.retries),
      // Also an acknowledgement that got lost on its way looks like this.
      'x-slack-retry-reason': kept.failure ?? 'http_timeout',
    };
    return this.#noted(eventId, kept, await this.#link.send(kept.body, { headers }));
  }

  /** Sends everything again whose time has come. */
  retryDue(): Promise<readonly Delivered[]> {
    const due = [...this.#kept].filter(([, { retryAt }]) => retryAt !== null && retryAt <= this.#now());
    return Promise.all(due.map(([eventId]) => this.redeliver(eventId)));
  }

  #noted(eventId: string, kept: Kept, answer: Answered): Delivered {
    const { failure, noRetry } = answer;
    const pause = PAUSES_MS[kept.retries];
    kept.failure = failure;
    kept.retryAt = failure === null || noRetry || pause === undefined ? null : this.#now() + pause;
    return { eventId, ...acknowledgement(answer) };
  }
}

/** What people get to see of an answer. */
export const acknowledgement = ({ status, milliseconds, body }: Answered): Acknowledgement => ({
  status,
  milliseconds,
  body,
});
