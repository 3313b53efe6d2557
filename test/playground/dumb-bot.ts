/** Bots that do not do what they should. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Nothing listens there. */
export const NOBODY = 'http://127.0.0.1:1';

/** A bot that answers this to everything; `null` leaves every request open. */
export const startDumbBot = async (
  answer: { status: number; headers?: Record<string, string> } | null,
): Promise<AsyncDisposable & { url: string; requests: Record<string, unknown>[] }> => {
  const requests: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    request.resume();
    if (answer) response.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', () => listening()));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>(closed => server.close(() => closed()));
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests, [Symbol.asyncDispose]: close };
};
