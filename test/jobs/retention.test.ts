import { afterAll, expect, test } from 'vitest';
import { retention } from '../../src/jobs/retention.ts';
import type { Dataset } from '../../src/store/bot-state.ts';
import { entries, jobWorld, ordersCsv, realEngine, START, sharedFile, type World } from './job-world.ts';

const engine = realEngine();
afterAll(() => engine.close());

const DAY = 86_400_000;

interface Kept {
  readonly world: World;
  readonly dataset: Dataset;
  /** Looks at the clock so many days after the upload, after a start of the program. */
  at(days: number): Promise<void>;
  upload(file: string, user: string): Promise<void>;
}

const kept = async (retentionDays: number): Promise<Kept> => {
  const world = await jobWorld(engine);
  const upload = async (file: string, user: string): Promise<void> => {
    world.slack.files.set(file, { name: 'orders.csv', content: ordersCsv(), uploader: user, thread: '900.000' });
    const { queue } = await world.start();
    await queue.add(sharedFile(file, { user }));
    await queue.idle();
  };
  await upload('F1', 'U1');
  const [dataset] = await world.state.datasets.all('T1');
  const cadence = { every: 'day', hour: 9, minute: 0 } as const;
  const digest = {
    team: 'T1',
    channel: 'C1',
    dataset: dataset!.id,
    owner: 'U7',
    cadence,
    timeZone: 'UTC',
    alerts: false,
  };
  await world.state.digests.save({ ...digest, nextDueAt: START + 999 * DAY });
  const at = async (days: number): Promise<void> => {
    world.clock.now = START + days * DAY;
    const { queue, deps } = await world.start();
    await retention({ ...deps, queue, retentionDays })(world.clock.now);
    await queue.idle();
  };
  return { world, dataset: dataset!, at, upload };
};

test('the owner is warned a week before, once, and then everything of the dataset is deleted', async () => {
  const { world, dataset, at } = await kept(400);
  await at(392.9);
  expect(world.slack.directs).toEqual([]);
  for (const days of [393.1, 395, 399.9]) await at(days);
  expect(world.slack.directs).toMatchObject([
    {
      user: 'U1',
      saying: {
        kind: 'retention-warning',
        dataset: { id: dataset.id },
        channel: 'C1',
        deletedAt: new Date(START + 400 * DAY).toISOString(),
        keptDays: 400,
      },
    },
  ]);
  expect(await world.state.datasets.byId(dataset.id)).not.toBeNull();
  await at(400.1);
  expect(await world.state.datasets.byId(dataset.id)).toBeNull();
  expect(await world.state.digests.all('T1')).toEqual([]);
  expect(await world.state.runs.ofDataset(dataset.id, 9)).toEqual([]);
  for (const name of ['datasets', 'batches', 'uploads', 'staging']) expect(entries(world, name)).toEqual([]);
  expect(world.slack.directs).toHaveLength(1);
});

test('an upload starts the time anew, also for the warning', async () => {
  const { world, dataset, at, upload } = await kept(30);
  await at(24);
  expect(world.slack.directs).toHaveLength(1);
  await upload('F2', 'U2');
  await at(31);
  expect(await world.state.datasets.byId(dataset.id)).toMatchObject({ owner: 'U2' });
  expect(world.slack.directs).toHaveLength(1);
  await at(24 + 24);
  expect(world.slack.directs.map(({ user }) => user)).toEqual(['U1', 'U2']);
  await at(24 + 31);
  expect(await world.state.datasets.byId(dataset.id)).toBeNull();
});

test.each([
  ['orders came meanwhile', 25],
  ['it is too late', 30.1],
])('a warning that was held up is not sent where %s', async (what, days) => {
  const { world, at, upload } = await kept(30);
  world.slack.down.add('direct');
  await at(24);
  if (what === 'orders came meanwhile') await upload('F2', 'U2');
  world.slack.down.clear();
  await at(days);
  expect(world.slack.directs).toEqual([]);
  expect(await world.state.jobs.queued()).toEqual([]);
});

test('orders that are kept for two days are warned about after one; an owner who has left is no trouble', async () => {
  const { world, dataset, at } = await kept(2);
  world.slack.closed.set('U1', 'user_not_found');
  await at(0.9);
  expect(await world.state.jobs.queued()).toEqual([]);
  await at(1.1);
  await at(2.1);
  expect(world.slack.directs).toEqual([]);
  expect(await world.state.datasets.byId(dataset.id)).toBeNull();
});

test('looks once an hour', async () => {
  const { world } = await kept(400);
  let looks = 0;
  const datasets = {
    ...world.state.datasets,
    uploadedBefore: async () => {
      looks += 1;
      return [];
    },
  };
  const { queue, deps } = await world.start();
  const look = retention({ ...deps, state: { ...world.state, datasets }, queue, retentionDays: 400 });
  for (const minutes of [0, 1, 59, 60, 61]) await look(START + minutes * 60_000);
  expect(looks).toBe(4);
});
