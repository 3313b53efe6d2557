/** The way to the bot: signed requests to its one address, and how it took each. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Acknowledgement, Sending } from './local-slack.ts';
import { signedHeaders } from './signature.ts';
import type { SentRequest } from './workspace.ts';

/** Bolt's path for events, commands and interactivity alike. */
const PATH = '/slack/events';
const USER_AGENT = 'Slackbot 1.0 (+https://api.slack.com/robots)';

interface BotLinkOptions {
  readonly signingSecret: string;
  /** Slack waits three seconds. */
  readonly acknowledgeWithinMs: number;
  /** Epoch milliseconds by which requests are signed: the bot holds them against the clock of the machine. */
  readonly clock: () => number;
  /** Told of each request as soon as it is known how the bot took it. */
  readonly note: (request: SentRequest) => void;
}

/** Why something counts as not delivered, in the words of `X-Slack-Retry-Reason`. */
export type Failure = 'http_timeout' | 'connection_failed' | 'http_error';

export interface Answered extends Acknowledgement {
  /** `null` where the bot acknowledged. */
  readonly failure: Failure | null;
  /** The bot asked not to be tried again. */
  readonly noRetry: boolean;
}

export class BotLink {
  readonly #options: BotLinkOptions;
  readonly #closed = new AbortController();
  readonly #open = new Set<Promise<unknown>>();
  #url: string | null = null;

  constructor(options: BotLinkOptions) {
    this.#options = options;
  }

  get isConnected(): boolean {
    return this.#url !== null && !this.#closed.signal.aborted;
  }

  connect(url: string): void {
    this.#url = new URL(PATH, url).href;
  }

  /** Never rejects for what the bot does. @throws Error where no bot is connected */
  async send(body: string, options: Sending = {}): Promise<Answered> {
    if (this.#url === null) throw new Error('No bot is connected: call connectBot first');
    const sending = this.#post(this.#url, body, this.#headers(body, options));
    this.#open.add(sending);
    const answer = await sending;
    this.#open.delete(sending);
    const { status, milliseconds } = answer;
    const retry = Number(options.headers?.['x-slack-retry-num'] ?? 0);
    this.#options.note({ payload: payloadOf(body), retry, status, milliseconds });
    return answer;
  }

  /** Ends what is under way; from then on nothing arrives. */
  async close(): Promise<void> {
    this.#closed.abort();
    await Promise.allSettled(this.#open);
  }

  #headers(body: string, { contentType, secret, timestamp, headers }: Sending): Record<string, string> {
    const signed = {
      secret: secret ?? this.#options.signingSecret,
      timestamp: timestamp ?? Math.floor(this.#options.clock() / 1000),
      body,
    };
    return {
      'content-type': contentType ?? 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': USER_AGENT,
      ...signedHeaders(signed),
      ...headers,
    };
  }

  async #post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
    const late = AbortSignal.timeout(this.#options.acknowledgeWithinMs);
    const signal = AbortSignal.any([late, this.#closed.signal]);
    const start = performance.now();
    try {
      const reply = await exchange(url, { body, headers, signal });
      return answered(reply, performance.now() - start);
    } catch {
      const failure = late.aborted ? 'http_timeout' : 'connection_failed';
      return { status: 0, milliseconds: performance.now() - start, body: null, failure, noRetry: false };
    }
  }
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Outgoing {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** On a connection of its own, so that nothing stays open at the bot when it stops. */
const exchange = (url: string, { body, headers, signal }: Outgoing): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', headers, agent: false, signal }, response => {
      const reply = (read: string) => ({ status: response.statusCode ?? 0, headers: response.headers, text: read });
      text(response).then(read => resolve(reply(read)), reject);
    });
    request.on('error', reject);
    request.end(body);
  });

const answered = ({ status, headers, text: read }: Reply, milliseconds: number): Answered => {
  const took = status >= 200 && status < 300;
  return {
    status,
    milliseconds,
    body: parsed(read),
    failure: took ? null : 'http_error',
    noRetry: !took && headers['x-slack-no-retry'] === '1',
  };
};

/** What is in a body, whichever of Slack's three ways it is sent in; nothing in one that is none of them. */
const payloadOf = (body: string): SentRequest['payload'] => {
  const inForm = new URLSearchParams(body);
  const json = parsed(inForm.get('payload') ?? body);
  return typeof json === 'object' && json !== null ? (json as SentRequest['payload']) : Object.fromEntries(inForm);
};

/** `null` for an empty body, the text itself for one that is no JSON. */
const parsed = (read: string): unknown => {
  if (read === '') return null;
  try {
    return JSON.parse(read);
  } catch {
    return read;
  }
};
