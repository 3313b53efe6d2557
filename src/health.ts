/** For whoever runs the bot: whether it lives (`/healthz`), whether it can work (`/readyz`), what it did (`/metrics`). */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExpectedError } from './errors.ts';
import type { JobLog } from './jobs/job-queue.ts';

export interface HealthStatus {
  /** The bot's state is open. */
  readonly stateOpen: boolean;
  /** Slack has accepted the token, and in Socket Mode the connection stands. */
  readonly slackConnected: boolean;
  /** The workspace has removed the app, and all that was stored of it is deleted. */
  readonly removed: boolean;
  readonly stopping: boolean;
}

export interface HealthAnswer {
  readonly status: 200 | 503;
  readonly body: { readonly status: string; readonly reason?: string };
}

/** The process answers, and that is all: a restart would not bring Slack back. */
const aliveAnswer = (): HealthAnswer => ({ status: 200, body: { status: 'ok' } });

/** Ready to take work; else the reason why not. */
export const readyAnswer = ({ stateOpen, slackConnected, removed, stopping }: HealthStatus): HealthAnswer => {
  if (stopping) return notReady('stopping');
  if (!stateOpen) return notReady('the state is not open yet');
  if (!slackConnected) return notReady('not connected to Slack');
  if (removed) return notReady(REMOVED);
  return { status: 200, body: { status: 'ready' } };
};

const REMOVED =
  'the app was removed from the Slack workspace, and everything stored of it was deleted; to use it again, install it and start with the new token';

const notReady = (reason: string): HealthAnswer => ({ status: 503, body: { status: 'not ready', reason } });

/** As Bolt's receivers take it for `customRoutes`. */
export interface OperatorRoute {
  readonly path: string;
  readonly method: string[];
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
}

/** `status` is asked at every request. */
export const healthRoutes = (status: () => HealthStatus): OperatorRoute[] => [
  healthRoute('/healthz', aliveAnswer),
  healthRoute('/readyz', () => readyAnswer(status())),
];

const healthRoute = (path: string, answer: () => HealthAnswer): OperatorRoute =>
  route(path, response => {
    const { status, body } = answer();
    send(response, { status, type: 'application/json', text: JSON.stringify(body) });
  });

/** `read` is asked at every request. */
export const metricsRoute = (
  read: () => Promise<{ readonly type: string; readonly text: string }>,
  log: Pick<JobLog, 'error'>,
): OperatorRoute =>
  route('/metrics', response => {
    read()
      .then(found => send(response, { status: 200, ...found }))
      .catch(error => {
        log.error({ err: error }, 'the metrics could not be read');
        response.writeHead(500).end();
      });
  });

const route = (path: string, answer: (response: ServerResponse) => void): OperatorRoute => ({
  path,
  method: ['GET', 'HEAD'],
  handler: (_request, response) => answer(response),
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const send = (response: ServerResponse, { status, type, text }: Answer): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  // Node leaves the body out of an answer to HEAD.
  response.end(text);
};

export interface OperatorServer {
  /** The one that was opened, where 0 was asked for. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * For Socket Mode, where no other server runs.
 *
 * @throws {ExpectedError} `port_in_use`, `address_unusable`
 */
export const startOperatorServer = async (
  address: { readonly host: string; readonly port: number },
  routes: readonly OperatorRoute[],
): Promise<OperatorServer> => {
  const server = createServer((request, response) => answerTo(routes, request, response));
  try {
    await listen(server, address);
  } catch (error) {
    throw addressError(error, address);
  }
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
};

/** What `listen` failed with, as a problem that can be fixed where it is one: also for the server that Bolt opens. */
export const addressError = (
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return new ExpectedError('port_in_use', { port: String(port) }, { cause: error });
  return UNUSABLE.has(code)
    ? new ExpectedError('address_unusable', { host, port: String(port), cause: code }, { cause: error })
    : error;
};

/** No permission for the port; no such address here; no such name. */
const UNUSABLE: ReadonlySet<string> = new Set(['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']);

const answerTo = (routes: readonly OperatorRoute[], request: IncomingMessage, response: ServerResponse): void => {
  const path = (request.url ?? '').split('?')[0];
  const found = routes.find(each => each.path === path);
  if (found?.method.includes(request.method ?? '')) found.handler(request, response);
  else response.writeHead(found ? 405 : 404, found ? { allow: found.method.join(', ') } : {}).end();
};

const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** A connection that is open and asks nothing does not keep the process alive. */
const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
