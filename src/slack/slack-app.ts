/** The Bolt app: how Slack's events come in, and the client that answers. */
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { BotConfig } from '../config.ts';
import type { OperatorRoute } from '../health.ts';
import type { Meter, RequestKind } from '../jobs/meter.ts';
import { boltLogger, type Log } from '../log.ts';
import { LISTENERS } from './listeners/all-listeners.ts';
import type { ListenerDeps } from './listeners/listener.ts';
import type { Fetch } from './patient-fetch.ts';

/** For the first calls, which nothing else could go on without. */
const RETRIES = { retries: 3, factor: 2, minTimeout: 500, maxTimeout: 4_000 } as const;
const CALL_TIMEOUT_MS = 30_000;
/**
 * For the connection of Socket Mode, however long Slack is out of reach: where the library cannot have another address for
 * it, it rejects a promise that nobody holds, and that ends the process.
 */
const RETRIES_FOR_EVER = { forever: true, retries: 7, factor: 2, minTimeout: 500, maxTimeout: 30_000 } as const;

export type SlackConfig = BotConfig['slack'];

/** Waits for as long as Slack says. */
export const startingClient = ({ botToken, apiUrl }: SlackConfig, log: Log): WebClient =>
  new WebClient(botToken, {
    slackApiUrl: apiUrl,
    retryConfig: RETRIES,
    timeout: CALL_TIMEOUT_MS,
    logger: boltLogger(log),
  });

/** For jobs: whatever takes long fails at once, and the job comes back. */
export const slackClient = (
  { botToken, apiUrl }: SlackConfig,
  { log, fetch }: { readonly log: Log; readonly fetch: Fetch },
): WebClient =>
  new WebClient(botToken, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch,
    timeout: CALL_TIMEOUT_MS,
    logger: boltLogger(log),
  });

export interface SlackAppDeps extends ListenerDeps {
  readonly log: Log;
  readonly meter: Pick<Meter, 'acknowledged' | 'failed'>;
  readonly routes: readonly OperatorRoute[];
  /** Socket Mode: whether Slack can send anything right now. */
  readonly onConnection: (isConnected: boolean) => void;
}

export const createSlackApp = (slack: SlackConfig, deps: SlackAppDeps): App => {
  const logger = boltLogger(deps.log);
  const app = new App({
    // Who the bot is was asked once, at the start; Slack's own words say of which workspace each event is.
    authorize: async ({ teamId }) => ({
      botToken: slack.botToken,
      botUserId: deps.botUser,
      ...(teamId === undefined ? {} : { teamId }),
    }),
    receiver: receiverFor(slack, deps),
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: RETRIES, timeout: CALL_TIMEOUT_MS },
    logger,
  });
  app.use(({ body, next }) => deps.meter.acknowledged(requestKind(body), next));
  for (const { register } of LISTENERS) register(app, deps);
  // Thrown on: an event that was not taken in must not be acknowledged, so that Slack sends it again; whoever asked gets
  // Slack's own notice.
  app.error(async error => {
    deps.log.error({ err: error }, 'a listener failed');
    deps.meter.failed(error);
    throw error;
  });
  return app;
};

const KIND_OF: Readonly<Record<string, RequestKind>> = {
  block_actions: 'action',
  message_action: 'shortcut',
  view_submission: 'view',
};

const requestKind = (body: object): RequestKind => {
  if ('command' in body) return 'command';
  return ('type' in body && KIND_OF[String(body.type)]) || 'event';
};

const receiverFor = ({ transport, apiUrl }: SlackConfig, { log, routes, onConnection }: SlackAppDeps): Receiver => {
  const logger = boltLogger(log);
  if (transport.kind === 'socket') {
    // The library waits as long before it connects anew as for a pong: its own five seconds. Heavy work runs in workers, so
    // that pongs are seen in time (slackapi/bolt-js#2496).
    const receiver = new SocketModeReceiver({
      appToken: transport.appToken,
      logger,
      installerOptions: {
        clientOptions: { slackApiUrl: apiUrl, retryConfig: RETRIES_FOR_EVER, timeout: CALL_TIMEOUT_MS },
      },
    });
    const { client } = receiver;
    client.on('connected', () => onConnection(true));
    // An old connection may close after the new one is there.
    for (const event of ['close', 'reconnecting', 'disconnected'])
      client.on(event, () => onConnection(client.websocket?.isActive() ?? false));
    return receiver;
  }
  return new HTTPReceiver({
    signingSecret: transport.signingSecret,
    endpoints: '/slack/events',
    customRoutes: [...routes],
    // The answer goes out when the listener has ended: "received" then also means "safe in the database".
    processBeforeResponse: true,
    logger,
  });
};
