/** Answers to the browser. */
import type { ServerResponse } from 'node:http';

export interface Reply {
  readonly status: number;
  /** Of the content. */
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Something in a request that the page itself never sends. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

export const json = (value: unknown, status = 200): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

/** The browser takes nothing for something else, keeps nothing, and lets no other site have it. */
const ALWAYS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

export const headersFor = (type: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...ALWAYS,
  'content-type': type,
  ...more,
});

export const send = (response: ServerResponse, { status, type, body, headers }: Reply): void => {
  response.writeHead(status, headersFor(type, headers));
  response.end(body);
};
