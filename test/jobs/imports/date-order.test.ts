/** Weekly files whose days are all 12 or below do not say which number is the day; the files before them do. */
import { afterAll, expect, test } from 'vitest';
import { headerSignature } from '../../../src/core/header-signature.ts';
import { jobWorld, realEngine, sharedFile, type World } from '../job-world.ts';

const engine = realEngine();
afterAll(() => engine.close());

/** A row per customer and day of the month, written in an order. */
const orders = (month: number, days: readonly number[], order: 'dmy' | 'mdy'): string => {
  const rows = days.map(
    day => `${month}-${day},K${day},${order === 'dmy' ? `${day}/${month}` : `${month}/${day}`}/2026,5`,
  );
  return `order,customer,date,amount\n${rows.join('\n')}\n`;
};

const share = async (world: World, name: string, content: string): Promise<void> => {
  world.clock.now += 60_000;
  world.slack.files.set(name, { name, content, uploader: 'U1', thread: '900.000' });
  const { queue } = await world.start();
  await queue.add(sharedFile(name));
  await queue.idle();
};

const asked = (world: World) => world.slack.standing('ask-mapping').length;
const days = async (world: World): Promise<unknown> => {
  const [dataset] = await world.state.datasets.all('T1');
  return [dataset?.firstOrder.slice(0, 10), dataset?.lastOrder.slice(0, 10)];
};

test.each(['dmy', 'mdy'] as const)('after a file that says it, nobody is asked again (%s)', async order => {
  const world = await jobWorld(engine);
  await share(world, 'april.csv', orders(4, [1, 13, 20, 30], order));
  await share(world, 'may.csv', orders(5, [2, 3, 4, 6], order));
  expect(asked(world)).toBe(0);
  expect(await days(world)).toEqual(['2026-04-01', '2026-05-06']);
});

test('what a person has said of such a file is not held against one that says otherwise itself', async () => {
  const world = await jobWorld(engine);
  await world.state.readings.save('T1', 'C1', headerSignature(['order', 'customer', 'date', 'amount']), {
    map: {},
    dates: 'mdy',
    decimal: 'auto',
  });
  await share(world, 'april.csv', orders(4, [13, 20, 25, 30], 'dmy'));
  expect(world.slack.standing('problem')).toEqual([]);
  expect(await days(world)).toEqual(['2026-04-13', '2026-04-30']);
});

test('the first file of a shop is still asked about', async () => {
  const world = await jobWorld(engine);
  await share(world, 'may.csv', orders(5, [2, 3, 4, 6], 'dmy'));
  expect(await world.state.datasets.all('T1')).toEqual([]);
  expect(await world.state.questions.askedBefore(9e15)).toHaveLength(1);
});
