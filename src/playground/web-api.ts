/** The side of the local Slack that the bot calls: Web API, bytes of files in both directions, response addresses. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiOptions, callMethod } from './call-method.ts';
import { sendDownload } from './downloads.ts';
import type { CallFault, PlannedFaults } from './faults.ts';
import { argumentsOf, bodyOf, tokenOf, uploadedBytes } from './request-body.ts';
import { type Given, respondAt } from './response-urls.ts';
import type { WorkspaceState } from './state.ts';
import type { ApiCall } from './workspace.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

interface Context {
  readonly state: WorkspaceState;
  readonly options: ApiOptions;
  readonly faults: PlannedFaults;
}

interface Exchange extends Context {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Without the query. */
  readonly path: string;
}

const ROUTES: readonly (readonly [prefix: string, (exchange: Exchange) => Promise<void>])[] = [
  ['/api/', exchange => answerApi(exchange)],
  ['/upload/', exchange => takeUpload(exchange)],
  ['/response/', exchange => takeResponse(exchange)],
  ['/files/', exchange => giveFile(exchange)],
  ['/elsewhere/', exchange => noteStray(exchange)],
];

/** Resolves with false for a path that is none of ours. */
export const webApi =
  (state: WorkspaceState, options: ApiOptions, faults: PlannedFaults): RequestHandler =>
  async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const route = ROUTES.find(([prefix]) => path.startsWith(prefix));
    if (!route) return false;
    await route[1]({ state, options, faults, request, response, path });
    return true;
  };

/** What is noted of a call while it is not answered yet. */
type Noted = Pick<ApiCall, 'method' | 'args'>;

const answerApi = async (exchange: Exchange): Promise<void> => {
  const { state, options, request, path } = exchange;
  const name = path.slice('/api/'.length);
  const sent = argumentsOf(request, await bodyOf(request));
  const { token: _, ...args } = sent ?? {};
  await answered(exchange, { method: name, args }, () => {
    const token = tokenOf(request, sent ?? {});
    const body = callMethod(state, options, { name, token, args: sent === null ? null : args });
    return { status: 200, body, headers: { 'x-oauth-scopes': state.scopes.join(',') } };
  });
};

/** The bytes of an upload; their number must be the one that was announced. */
const takeUpload = async (exchange: Exchange): Promise<void> => {
  const { state, request, path } = exchange;
  const upload = state.uploads.get(path.split('/').at(-1) ?? '');
  const bytes = await uploadedBytes(request, await bodyOf(request));
  const noted: Noted = { method: 'upload', args: { file: upload?.id ?? null, bytes: bytes.length } };
  await answered(exchange, noted, () => {
    if (!upload) return { status: 404, body: 'not found' };
    if (bytes.length !== upload.length) return { status: 400, body: 'length mismatch' };
    upload.bytes = bytes;
    return { status: 200, body: `OK - ${bytes.length}` };
  });
};

const takeResponse = async (exchange: Exchange): Promise<void> => {
  const { state, options, request, path } = exchange;
  const args = argumentsOf(request, await bodyOf(request)) ?? {};
  await answered(exchange, { method: 'response_url', args }, () =>
    respondAt({ state, args, olderBlocks: options.olderBlocks ?? false }, path),
  );
};

const giveFile = async (exchange: Exchange): Promise<void> => {
  const { state, options, faults, request, response, path } = exchange;
  const token = tokenOf(request, {});
  const file = state.files.get(path.split('/')[2] ?? '');
  const allowed = token === options.botToken && !state.tokenRevoked && state.scopes.includes('files:read');
  const noted: Noted = { method: 'download', args: { file: file?.id ?? null, allowed } };
  const fault = faults.take(noted.method);
  if (fault)
    return give(
      exchange,
      noted,
      spoilt(fault, () => ({ status: 200, body: '' })),
    );
  const status = await sendDownload({ state, fault: faults.takeDownload(), response }, allowed ? file : null);
  note(state, noted, { status, body: {} });
};

/** Where a download was led to on purpose: no token of the bot belongs here. */
const noteStray = (exchange: Exchange): Promise<void> => {
  const noted: Noted = { method: 'elsewhere', args: { withToken: tokenOf(exchange.request, {}) !== null } };
  return answered(exchange, noted, () => ({ status: 200, body: 'not a file of Slack' }));
};

/** Answers, unless something is to go wrong with this call; notes it in any case. */
const answered = async (exchange: Exchange, noted: Noted, act: () => Given): Promise<void> => {
  const fault = exchange.faults.take(noted.method);
  give(exchange, noted, fault ? spoilt(fault, act) : act());
};

const give = ({ state, response, request }: Exchange, noted: Noted, given: Given | null): void => {
  note(state, noted, given ?? { status: 0, body: {} });
  if (given === null) {
    request.socket.destroy();
    return;
  }
  const isText = typeof given.body === 'string';
  response.writeHead(given.status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    ...given.headers,
  });
  response.end(isText ? given.body : JSON.stringify(given.body));
};

/** `null`: the connection is cut. */
const spoilt = (fault: CallFault, act: () => Given): Given | null => {
  if (fault.kind === 'rate-limit') {
    const headers = { 'retry-after': String(fault.retryAfterSeconds) };
    return { status: 429, body: { ok: false, error: 'ratelimited' }, headers };
  }
  if (fault.kind === 'refuse') return { status: 200, body: { ok: false, error: fault.error } };
  if (fault.kind === 'break-down') return { status: 500, body: 'Internal Server Error' };
  if (fault.lost === 'answer') act();
  return null;
};

const note = (state: WorkspaceState, noted: Noted, { status, body }: Given): void => {
  state.calls.push({ ...noted, status, answer: typeof body === 'string' ? { text: body } : body });
  state.changed();
};
