/** `npm start`: the Slack bot; without any token or secret of Slack, the playground. */
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { startBot } from './bot.ts';
import { type BotConfig, isStartedByNpm, readBotConfig, readPlaygroundConfig } from './config.ts';
import { wordsFor } from './error-messages.ts';
import { isExpected } from './errors.ts';
import { createLog, type Log } from './log.ts';

/** Settings beside those of the environment, which win. */
const SETTINGS_FILE = '.env';
const TICK_MS = 1_000;
/** Whoever stops the program waits ten seconds before it is killed. */
const STOPPED_BY_FORCE_MS = 9_500;

const NOT_SET_UP = `No Slack token is set (SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET), so there is no bot to start,
and the playground opens only where HOST is left out or names this machine alone.
To install Tranche in Slack, follow the README, "Install in Slack".`;

/** The bot, or the playground around it. */
interface Running {
  readonly tick: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const endWith = (error: unknown): never => {
  if (isExpected(error)) {
    const { problem, fix } = wordsFor(error);
    console.error(`Problem: ${problem}\nFix:     ${fix}`);
    process.exit(1);
  }
  console.error(error);
  process.exit(3);
};

const run = async (): Promise<void> => {
  // What the bot keeps is for nobody else on this machine.
  process.umask(0o077);
  if (existsSync(SETTINGS_FILE)) loadEnvFile(SETTINGS_FILE);
  const config = readBotConfig(process.env);
  await (config === null ? runPlayground() : runBot(config));
};

const runBot = async (config: BotConfig): Promise<void> => {
  const { botToken, transport } = config.slack;
  const secrets = [botToken, transport.kind === 'http' ? transport.signingSecret : transport.appToken];
  const log = createLog({ level: config.logLevel, secrets });
  await keepRunning(startBot(config, { now: () => Date.now(), log }), log);
};

const runPlayground = async (): Promise<void> => {
  const config = readPlaygroundConfig(process.env);
  if (config === null) {
    console.log(NOT_SET_UP);
    return;
  }
  const { startPlayground } = await import('./try-it.ts');
  const starting = startPlayground(config, () => Date.now());
  await keepRunning(starting, createLog({ level: config.logLevel, secrets: [] }));
  console.log(invitation((await starting).port));
};

const invitation = (port: number): string => `
  The playground is open: http://localhost:${port}

  It is a simulation of Slack on this machine, with the real bot in it. Nothing leaves the machine, and
  nothing is kept when you stop it (Ctrl+C). To install Tranche in Slack: README, "Install in Slack".
`;

const keepRunning = async (starting: Promise<Running>, log: Log): Promise<void> => {
  const stop = stopping(starting, log);
  const isOrphan = orphaned();
  const running = await starting;
  setInterval(() => {
    if (isOrphan()) stop('the end of npm');
    running.tick().catch(error => log.error({ err: error }, 'the clock was not looked at'));
  }, TICK_MS);
};

/** Whether npm, which started this process, has ended without a word. */
const orphaned = (): (() => boolean) => {
  const parent = process.ppid;
  return () => isStartedByNpm(process.env) && process.ppid !== parent;
};

/** From the first moment on: as process 1 of a container a signal that nobody listens to does nothing. */
const stopping = (starting: Promise<Running>, log: Log): ((why: string) => void) => {
  let isStopping = false;
  const stop = async (why: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), STOPPED_BY_FORCE_MS).unref();
    try {
      await (await starting).stop();
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'not stopped cleanly');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  return why => void stop(why);
};

run().catch(endWith);
