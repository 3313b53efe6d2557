/** `uploads.ts N FILE`: N files at once at the real bot process; its peak of resident megabytes by half time and by the end, and seconds. */
import { readFileSync } from 'node:fs';
import { CHANNELS, PEOPLE } from '../../src/playground/sample-workspace.ts';
import { ProcessWorld } from '../acceptance/slack/process-world.ts';
import { highWaterMark } from './measure.ts';

const [count = '', path = ''] = process.argv.slice(2);
const bytes = readFileSync(path);
await using world = await ProcessWorld.open();
await world.start();
const started = performance.now();
const { orders, partners } = CHANNELS;
const shared = Array.from({ length: Number(count) }, (_, number) =>
  world.upload(PEOPLE.ada, number % 2 === 0 ? orders : partners, { name: 'orders.csv', bytes }),
);
const messages = await Promise.all(shared);
const reported = (): number =>
  messages.filter(({ channel, ts }) =>
    world.slack.thread(channel, ts).some(({ blocks }) => blocks.some(({ type }) => type === 'carousel')),
  ).length;
await world.until(() => reported() >= messages.length / 2, 'half of the reports');
const halfTime = highWaterMark(world.pid);
await world.untilIdle();
console.log(
  JSON.stringify({
    halfTime,
    megabytes: highWaterMark(world.pid),
    reported: reported(),
    seconds: (performance.now() - started) / 1_000,
  }),
);
