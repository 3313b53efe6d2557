/** The real bot, over HTTP or in Socket Mode, against the local Slack, set up as the manifest says; a story is what people do and see. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Bot, startBot } from '../../../src/bot.ts';
import type { BotConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/log.ts';
import type { LocalSlack, LocalSlackOptions } from '../../../src/playground/local-slack.ts';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackWithApp } from './installed.ts';

export interface Story {
  readonly slack: LocalSlack;
  readonly bot: Bot;
  /** Moves only by hand; triggers, digests and jobs go by it. */
  readonly clock: { now: number };
  readonly dataDir: string;
  /** Everything that the bot has logged. */
  readonly logged: () => string;
  /** How long jobs have waited in the middle of their work, in milliseconds: here that takes no time. */
  readonly slept: readonly number[];
  /** The bot's state goes on in a new process, so to say; on another folder, on what is in that. */
  readonly restart: (dataDir?: string) => Promise<Bot>;
}

/** 25 November 2026, a Wednesday, 10:00 UTC. */
const NOON_BEFORE_DIGESTS = Date.UTC(2026, 10, 25, 10);

/** How the bot is reached, and where it finds Slack. */
export interface Way {
  readonly transport: BotConfig['slack']['transport'];
  readonly apiUrl: string;
  /** Of the bot, whose own port is told. */
  readonly url: (port: number) => string;
  readonly close: () => Promise<void>;
}

const overHttp = async ({ apiUrl }: LocalSlack): Promise<Way> => ({
  transport: { kind: 'http', signingSecret: SIGNING_SECRET },
  apiUrl,
  url: port => `http://127.0.0.1:${port}`,
  close: async () => {},
});

export const startStory = async (
  changes: Partial<LocalSlackOptions> = {},
  wayTo: (slack: LocalSlack) => Promise<Way> = overHttp,
): Promise<Story> => {
  const clock = { now: NOON_BEFORE_DIGESTS };
  const slack = await slackWithApp({ now: () => clock.now, ...changes });
  const way = await wayTo(slack);
  const root = mkdtempSync(join(tmpdir(), 'tranche-story-'));
  const dataDir = join(root, 'data');
  const lines: string[] = [];
  const slept: number[] = [];
  const log = createLog({ level: 'trace', secrets: [BOT_TOKEN, SIGNING_SECRET] }, { write: line => lines.push(line) });
  const start = (folder = dataDir): Promise<Bot> =>
    startBot(
      {
        slack: { botToken: BOT_TOKEN, transport: way.transport, apiUrl: way.apiUrl },
        host: '127.0.0.1',
        port: 0,
        dataDir: folder,
        retentionDays: 400,
        maxFileBytes: 50_000_000,
        logLevel: 'trace',
        quickChartUrl: null,
      },
      { now: () => clock.now, log, sleep: async ms => void slept.push(ms) },
    );
  let bot = await start();
  slack.connectBot(way.url(bot.port));
  onTestFinished(async () => {
    await bot.stop();
    await way.close();
    await slack.close();
    rmSync(root, { recursive: true });
  });
  return {
    slack,
    get bot() {
      return bot;
    },
    clock,
    dataDir,
    logged: () => lines.join(''),
    slept,
    restart: async folder => {
      await bot.stop();
      bot = await start(folder);
      slack.connectBot(way.url(bot.port));
      return bot;
    },
  };
};

/** Orders up to the day before the stories begin: 120 customers who differ in everything. */
export const ordersFile = (header = 'customer,order,date,quantity,price', name = 'orders.csv') => ({
  name,
  bytes: `${header}\n${orderRows().join('\n')}\n`,
});

const orderRows = (): string[] =>
  Array.from({ length: 120 }, (_, customer) =>
    Array.from({ length: 1 + (customer % 6) }, (_, order) => {
      const day = new Date(Date.UTC(2026, 10, 24) - ((customer * 5 + order * 37) % 300) * 86_400_000);
      const date = day.toISOString().slice(0, 10);
      return `C${customer},${customer}-${order},${date},${1 + (order % 3)},${5 + (customer % 40)}.50`;
    }),
  ).flat();

/** What the bot has said in the thread of a message. */
export const saidIn = (slack: LocalSlack, { channel, ts }: SlackMessage): readonly SlackMessage[] =>
  slack.thread(channel, ts).filter(message => message.user === PEOPLE.bot);

/** Ada drops an orders file into #orders; resolves when the report and its charts are there. */
export const uploadOrders = async (story: Story, file = ordersFile()) => {
  const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [file]);
  await story.bot.idle();
  const said = saidIn(story.slack, message);
  return { message, report: said[0]!, charts: said[1]!, said };
};

/** `/segment …` in #orders; the answer that only this person sees. */
export const ask = async (story: Story, text: string, user: string = PEOPLE.ada): Promise<SlackMessage> => {
  await story.slack.command(user, CHANNELS.orders, '/segment', text);
  await story.bot.idle();
  return story.slack.ephemerals(user).at(-1)!;
};

/** The clock moves on, and the bot looks at it. */
export const later = async (story: Story, ms: number): Promise<void> => {
  story.clock.now += ms;
  await story.bot.tick();
  await story.bot.idle();
};

export const blockTypes = ({ blocks }: SlackMessage): readonly string[] => blocks.map(({ type }) => type);
