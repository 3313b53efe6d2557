/** The page's server on a local Slack whose bot writes down everything it gets. */
import { onTestFinished } from 'vitest';
import { movableClock } from '../../../src/playground/clock.ts';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { startPageServer } from '../../../src/playground/serving/page-server.ts';
import { Tour } from '../../../src/playground/tour.ts';
import { type RunOptions, startSlackWithBot } from '../recording-bot.ts';

const HEADER = 'customer,order\n';
const ORDERS = { beginning: `${HEADER}1,1\n`, weeks: [`${HEADER}1,2\n`], customer: '1' };

/** Ends with the test. */
export const startPageWithBot = async (options: RunOptions = {}) => {
  const running = await startSlackWithBot(options);
  const { slack, clock: real } = running;
  const clock = movableClock(() => real.ms);
  const ticks: number[] = [];
  const tour = new Tour({
    slack,
    bot: PEOPLE.bot,
    channel: CHANNELS.orders,
    clock,
    sampleOrders: () => ORDERS,
    idle: async () => {},
    tick: async () => void ticks.push(clock.now()),
  });
  const errors: unknown[] = [];
  const page = await startPageServer({
    slack,
    team: 'Corner Shop',
    bot: PEOPLE.bot,
    now: clock.now,
    app: { commands: [], shortcuts: [] },
    tour,
    port: 0,
    mostBytes: 10_000,
    onError: error => errors.push(error),
  });
  onTestFinished(async () => {
    await page.close();
    await running[Symbol.asyncDispose]();
  });
  const origin = `http://localhost:${page.port}`;
  const run = async (
    name: string,
    fields: object,
    { as = PEOPLE.ada, from = origin }: { as?: string; from?: string } = {},
  ) => {
    const response = await fetch(`${origin}/do/${name}?as=${as}`, {
      method: 'POST',
      headers: { origin: from },
      body: fields instanceof FormData ? fields : JSON.stringify(fields),
    });
    return { status: response.status, body: await response.json() };
  };
  return { ...running, origin, port: page.port, run, errors, ticks, clock };
};
