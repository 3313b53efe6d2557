/**
 * `acknowledged.ts FILE`: volleys of 200 `/segment help` at the real bot process while it imports the file; milliseconds
 * until Slack has its acknowledgements, with the file and, for comparison, without anything else to do.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHANNELS, PEOPLE } from '../../src/playground/sample-workspace.ts';
import { ProcessWorld } from '../acceptance/slack/process-world.ts';

const AT_ONCE = 200;
const BETWEEN_MS = 2_000;

const [path = ''] = process.argv.slice(2);
await using world = await ProcessWorld.open();
await world.start();

const volley = async (): Promise<readonly number[]> => {
  const asked = Array.from({ length: AT_ONCE }, () =>
    world.slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'help'),
  );
  const answers = await Promise.all(asked);
  const lost = answers.filter(({ status }) => status !== 200).length;
  if (lost > 0) throw new Error(`${lost} of ${AT_ONCE} were not acknowledged`);
  return answers.map(({ milliseconds }) => milliseconds);
};

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;

await volley();
await world.untilIdle();
const before = await volley();
await world.untilIdle();
await world.upload(PEOPLE.ada, CHANNELS.orders, { name: 'orders.csv', bytes: readFileSync(path) });
await world.until(() => world.filesIn('uploads').length > 0, 'the import to begin');
const isImporting = (): boolean => !world.output.includes('report delivered');
const started = performance.now();
const volleys: (readonly number[])[] = [];
while (isImporting()) {
  volleys.push(await volley());
  await sleep(BETWEEN_MS);
}
console.log(
  JSON.stringify({
    before: percentile(before, 0.99),
    during: percentile(volleys.flat(), 0.99),
    median: percentile(volleys.flat(), 0.5),
    volleys: volleys.length,
    importSeconds: (performance.now() - started) / 1_000,
  }),
);
