/** `npm start`: the Slack bot. */
import { startBot } from './bot.ts';
import { readBotConfig } from './config.ts';
import { wordsFor } from './error-messages.ts';
import { isExpected } from './errors.ts';
import { createLog } from './log.ts';

const TICK_MS = 1_000;
/** Whoever stops the program waits ten seconds before it is killed. */
const STOPPED_BY_FORCE_MS = 9_500;

const NOT_SET_UP = `No Slack token is set, so there is no bot to start. To install it in Slack, follow the README, "Install in Slack".
To segment a file in the terminal:
  npm run segment -- orders.csv     your own orders
  npm run segment -- --sample       the built-in sample store`;

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
  const config = readBotConfig(process.env);
  if (config === null) {
    console.log(NOT_SET_UP);
    return;
  }
  const { botToken, transport } = config.slack;
  const secrets = [botToken, transport.kind === 'http' ? transport.signingSecret : transport.appToken];
  const log = createLog({ level: config.logLevel, secrets });
  const bot = await startBot(config, { now: () => Date.now(), log });
  const clock = setInterval(() => {
    bot.tick().catch(error => log.error({ err: error }, 'the clock was not looked at'));
  }, TICK_MS);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    clearInterval(clock);
    setTimeout(() => process.exit(1), STOPPED_BY_FORCE_MS).unref();
    bot.stop().then(
      () => process.exit(0),
      error => {
        log.error({ err: error }, 'not stopped cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal));
};

run().catch(endWith);
