/** A local Slack with a real Bolt app over HTTP that writes down everything it gets. */
import type { AddressInfo } from 'node:net';
import { App, type Logger } from '@slack/bolt';
import { createLocalSlack } from '../../src/playground/create-local-slack.ts';
import type { LocalSlack, LocalSlackOptions } from '../../src/playground/local-slack.ts';
import { sampleWorkspace } from '../../src/playground/sample-workspace.ts';
import { Waiting } from '../../src/playground/waiting.ts';
import { SILENT } from './local-api.ts';

export const EVENTS = [
  'app_home_opened',
  'app_mention',
  'file_shared',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
];

export const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
];

interface Received {
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryNum: number | undefined;
  readonly retryReason: string | undefined;
}

export interface Running extends AsyncDisposable {
  readonly slack: LocalSlack;
  readonly app: App;
  /** In the order of arrival. */
  readonly received: readonly Received[];
  readonly clock: { ms: number };
  /** Payloads of this type, or events inside their envelopes. */
  readonly of: (type: string) => readonly Readonly<Record<string, unknown>>[];
  /** Resolves once the bot has received so many of them. */
  readonly got: (type: string, count: number) => Promise<unknown>;
}

export interface RunOptions extends Partial<LocalSlackOptions> {
  /** Registered before the listeners that acknowledge everything. */
  readonly listen?: (app: App) => void;
}

export const startSlackWithBot = async ({ listen = () => {}, ...options }: RunOptions = {}): Promise<Running> => {
  const clock = { ms: Date.UTC(2026, 10, 16, 9) };
  const slack = await createLocalSlack({
    workspace: sampleWorkspace(),
    botToken: 'xoxb-invented',
    scopes: SCOPES,
    events: EVENTS,
    signingSecret: 'an-invented-secret',
    commands: ['/segment'],
    now: () => clock.ms,
    ...options,
  });
  const app = newApp(slack);
  const received: Received[] = [];
  const waiting = new Waiting();
  const of = (type: string) => ofType(received, type);
  app.use(async ({ body, context, next }) => {
    const { retryNum, retryReason } = context;
    received.push({ body: body as unknown as Received['body'], retryNum, retryReason });
    waiting.changed();
    await next();
  });
  listen(app);
  acknowledgeAll(app);
  slack.connectBot(await started(app));
  const stop = async () => {
    await slack.close();
    await app.stop();
  };
  const got = (type: string, count: number) =>
    waiting.waitFor(() => of(type).length === count, `${count} × ${type} at the bot`);
  return { slack, app, received, clock, of, got, [Symbol.asyncDispose]: stop };
};

const newApp = (slack: LocalSlack): App =>
  new App({
    token: 'xoxb-invented',
    signingSecret: 'an-invented-secret',
    clientOptions: { slackApiUrl: slack.apiUrl },
    ignoreSelf: false,
    logger: SILENT as Logger,
  });

const acknowledgeAll = (app: App): void => {
  app.event(/.*/, async () => {});
  app.command(/.*/, ({ ack }) => ack());
  app.shortcut(/.*/, ({ ack }) => ack());
  app.action(/.*/, ({ ack }) => ack());
};

const started = async (app: App): Promise<string> => {
  const server = await app.start(0);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const ofType = (received: readonly Received[], type: string): readonly Readonly<Record<string, unknown>>[] =>
  received.flatMap(({ body }) => {
    const event = body.event as Readonly<Record<string, unknown>> | undefined;
    if (event?.type === type) return [event];
    return body.type === type || (type === 'command' && 'command' in body) ? [body] : [];
  });
