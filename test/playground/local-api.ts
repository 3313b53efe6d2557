/** The bot's side of a local Slack on a loopback port, with an invented workspace and the real client. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { PlannedFaults } from '../../src/playground/faults.ts';
import { WorkspaceState } from '../../src/playground/state.ts';
import { webApi } from '../../src/playground/web-api.ts';
import type { WorkspaceSettings } from '../../src/playground/workspace.ts';

const TEAM = 'T1';
const person = (id: string, name: string, more: object = {}) => ({ id, name, real_name: name, team_id: TEAM, ...more });
const channel = (id: string, members: readonly string[], more: object = {}) => ({
  id,
  name: id.toLowerCase(),
  is_private: false,
  is_im: false,
  is_ext_shared: false,
  members,
  ...more,
});

const WORKSPACE: WorkspaceSettings = {
  team: { id: TEAM, name: 'Example Shop', domain: 'example-shop' },
  users: [
    person('UBOT', 'tranche', { is_bot: true }),
    person('UANN', 'ann', { tz: 'Europe/Berlin' }),
    person('UBEN', 'ben'),
  ],
  channels: [
    channel('CMARKETING', ['UBOT', 'UANN']),
    channel('CELSEWHERE', ['UANN', 'UBEN']),
    channel('GSECRET', ['UANN', 'UBEN'], { is_private: true }),
    channel('GBOARD', ['UBOT', 'UBEN'], { is_private: true }),
  ],
  botUser: 'UBOT',
};

/** Refusals are what many tests are about. */
export const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

const TOKEN = 'xoxb-invented';

export const SCOPES = [
  'chat:write',
  'files:read',
  'files:write',
  'users:read',
  'channels:read',
  'groups:read',
  'im:read',
  'im:write',
];

export interface LocalApi extends AsyncDisposable {
  readonly state: WorkspaceState;
  readonly client: WebClient;
  readonly faults: PlannedFaults;
  readonly clock: { ms: number };
  readonly token: string;
  /** A client with another token. */
  readonly clientWith: (token: string) => WebClient;
}

export const startApi = async ({ olderBlocks = false } = {}): Promise<LocalApi> => {
  const clock = { ms: Date.UTC(2026, 10, 16, 9) };
  const state = new WorkspaceState({ workspace: WORKSPACE, scopes: SCOPES, now: () => clock.ms });
  const faults = new PlannedFaults();
  const handle = webApi(state, { botToken: TOKEN, olderBlocks }, faults);
  const server = createServer((request, response) => {
    handle(request, response).then(handled => {
      if (!handled) response.writeHead(404).end();
    });
  });
  await new Promise<void>(listening => {
    server.listen(0, '127.0.0.1', () => listening());
  });
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientWith = (token: string) =>
    new WebClient(token, {
      slackApiUrl: `${state.origin}/api/`,
      retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 },
      rejectRateLimitedCalls: true,
      logger: SILENT,
    });
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>(closed => {
      server.close(() => closed());
    });
  };
  return { state, client: clientWith(TOKEN), faults, clock, token: TOKEN, clientWith, [Symbol.asyncDispose]: close };
};

/** `data` of the refusal: `{ ok: false, error, … }`. */
export const refusal = async (call: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && 'data' in error) return error.data as Record<string, unknown>;
    throw error;
  }
  throw new Error('The call was not refused');
};

export const errorOf = async (call: Promise<unknown>): Promise<unknown> => (await refusal(call)).error;
