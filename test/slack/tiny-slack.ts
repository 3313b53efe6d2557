/** A few answers of Slack over real HTTP, for a real client; what was asked can be read afterwards. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { LogLevel, WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';

interface Call {
  /** `chat.postMessage`, or the path of anything else. */
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

/** An object is what the Web API answers beside `ok`; a function writes the whole answer itself. */
export type Answer = object | ((response: ServerResponse, call: Call) => void);

/** Answers by method; a list is used up one by one, and its last one stays. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

export interface TinySlack {
  readonly client: WebClient;
  /** Ends with a slash; the Web API. */
  readonly apiUrl: string;
  /** Without a slash at its end. */
  readonly origin: string;
  readonly calls: Call[];
  methods(): readonly string[];
}

export const refused = (error: string, more: object = {}): Answer => ({ ok: false, error, ...more });

export const tinySlack = async (answers: Answers): Promise<TinySlack> => {
  const calls: Call[] = [];
  const used = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const method = pathname.startsWith('/api/') ? pathname.slice('/api/'.length) : pathname;
    const body = await text(request);
    const call = { method, args: Object.fromEntries(new URLSearchParams(body)), body, headers: request.headers };
    calls.push(call);
    const times = used.get(method) ?? 0;
    used.set(method, times + 1);
    reply(response, call, nth(answers[method], times));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const apiUrl = `${origin}/api/`;
  const client = new WebClient('xoxb-test', {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: SILENT,
  });
  return { client, apiUrl, origin, calls, methods: () => calls.map(({ method }) => method) };
};

const nth = (answer: Answer | readonly Answer[] | undefined, times: number): Answer | undefined =>
  Array.isArray(answer) ? answer[Math.min(times, answer.length - 1)] : (answer as Answer | undefined);

const reply = (response: ServerResponse, call: Call, answer: Answer | undefined): void => {
  if (typeof answer === 'function') {
    answer(response, call);
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer ? { ok: true, ...answer } : { ok: false, error: 'unknown_method' }));
};

const SILENT = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
