/**
 * The playground: the real bot, over HTTP with real signatures, against the local Slack, with a page to use it. All of it
 * listens on this machine only. What it stores is in a folder of its own, which goes when it stops: the workspace lives in
 * memory, and a bot that remembers what its workspace has forgotten would be of no use.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MANIFEST_COMMANDS, MANIFEST_EVENTS, MANIFEST_SCOPES, MANIFEST_SHORTCUTS } from './app-manifest.ts';
import { type Bot, startBot } from './bot.ts';
import type { PlaygroundConfig } from './config.ts';
import { addressError } from './health.ts';
import { createLog } from './log.ts';
import { type MovableClock, movableClock } from './playground/clock.ts';
import { createLocalSlack } from './playground/create-local-slack.ts';
import type { LocalSlack } from './playground/local-slack.ts';
import { CHANNELS, sampleWorkspace } from './playground/sample-workspace.ts';
import type { SeenApp } from './playground/seen.ts';
import { type PageServer, startPageServer } from './playground/serving/page-server.ts';
import { Tour } from './playground/tour.ts';
import { sampleWeeks } from './sample/sample-weeks.ts';
import { SUBCOMMANDS } from './slack/commands/subcommands.ts';

const HOST = '127.0.0.1';
/** The page holds files in memory. */
const MOST_UPLOADED_BYTES = 200_000_000;

export interface Playground {
  readonly port: number;
  /** Looks at the clock, as the bot's own does. */
  readonly tick: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * @param now epoch milliseconds of the machine's clock
 * @throws {ExpectedError} `port_in_use` and others that whoever starts it can fix
 */
export const startPlayground = async (config: PlaygroundConfig, now: () => number): Promise<Playground> => {
  await using opened = new AsyncDisposableStack();
  const clock = movableClock(now);
  const secrets = {
    botToken: `xoxb-${randomBytes(16).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
  };
  const log = createLog({ level: config.logLevel, secrets: Object.values(secrets) });
  const workspace = sampleWorkspace();
  const slack = await createLocalSlack({
    ...secrets,
    workspace,
    scopes: MANIFEST_SCOPES,
    events: MANIFEST_EVENTS,
    commands: MANIFEST_COMMANDS.map(({ command }) => command),
    now: clock.now,
  });
  opened.defer(() => slack.close());
  const folder = mkdtempSync(join(tmpdir(), 'tranche-playground-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const bot = await startBot(botConfig(config, secrets, { apiUrl: slack.apiUrl, dataDir: join(folder, 'data') }), {
    now: clock.now,
    log,
  });
  opened.defer(() => bot.stop());
  slack.connectBot(`http://${HOST}:${bot.port}`);
  const tour = tourOf({ slack, bot, clock, user: workspace.botUser });
  const page = await pageServer(config, {
    slack,
    team: workspace.team.name,
    bot: workspace.botUser,
    now: clock.now,
    app: APP,
    tour,
    port: config.port,
    mostBytes: Math.min(config.maxFileBytes, MOST_UPLOADED_BYTES),
    onError: error => log.error({ err: error }, 'the page could not do that'),
  });
  opened.defer(() => page.close());
  log.info({ port: page.port }, 'the playground is ready: a simulation of Slack on this machine');
  const resources = opened.move();
  return {
    port: page.port,
    tick: async () => {
      if (tour.isTravelling) return;
      await slack.retryDue();
      await bot.tick();
    },
    stop: () => resources.disposeAsync(),
  };
};

interface Secrets {
  readonly botToken: string;
  readonly signingSecret: string;
}

const botConfig = (
  { retentionDays, maxFileBytes, logLevel }: PlaygroundConfig,
  { botToken, signingSecret }: Secrets,
  { apiUrl, dataDir }: { readonly apiUrl: string; readonly dataDir: string },
) => ({
  slack: { botToken, transport: { kind: 'http', signingSecret } as const, apiUrl },
  host: HOST,
  port: 0,
  dataDir,
  retentionDays,
  maxFileBytes,
  logLevel,
  // Charts are drawn here: nothing leaves the machine.
  quickChartUrl: null,
});

interface Tourists {
  readonly slack: LocalSlack;
  readonly bot: Bot;
  readonly clock: MovableClock;
  /** Of the bot. */
  readonly user: string;
}

const tourOf = ({ slack, bot, clock, user }: Tourists): Tour =>
  new Tour({
    slack,
    bot: user,
    channel: CHANNELS.orders,
    clock,
    sampleOrders: () => sampleWeeks(clock.now()),
    idle: () => bot.idle(),
    tick: () => bot.tick(),
  });

/** What Slack knows of the app from its manifest, and for completion what can follow its command. */
const APP: SeenApp = {
  commands: MANIFEST_COMMANDS.map(({ command, usage_hint }) => ({
    command,
    hint: usage_hint,
    // In a list of completions nothing is set in bold.
    examples: SUBCOMMANDS.map(({ example, does }) => ({
      text: `${command} ${example}`,
      does: does.replaceAll('*', ''),
    })),
  })),
  shortcuts: MANIFEST_SHORTCUTS.map(({ callback_id, name }) => ({ id: callback_id, name })),
};

const pageServer = async (
  { port }: PlaygroundConfig,
  options: Parameters<typeof startPageServer>[0],
): Promise<PageServer> => {
  try {
    return await startPageServer(options);
  } catch (error) {
    throw addressError(error, { host: HOST, port });
  }
};
