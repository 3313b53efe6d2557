/** What goes wrong around an import costs nobody their report and nobody their orders. */
import { afterAll, describe, expect, test } from 'vitest';
import { ExpectedError } from '../../../src/errors.ts';
import type { JobDeps } from '../../../src/jobs/job-deps.ts';
import { jobWorld, leftovers, ordersCsv, realEngine, type Started, sharedFile, type World } from '../job-world.ts';

const engine = realEngine();
afterAll(() => engine.close());

const share = async (world: World, { queue }: Started, id: string, customers: number): Promise<void> => {
  world.slack.files.set(id, {
    name: 'orders.csv',
    content: ordersCsv({ customers }),
    uploader: 'U1',
    thread: '900.000',
  });
  await queue.add(sharedFile(id));
  await queue.idle();
};

/** Lets the time of every next try come, until nothing waits. */
const tryUntilSettled = async (world: World, { queue }: Started): Promise<void> => {
  for (;;) {
    const waiting = await world.state.jobs.queued();
    if (waiting.length === 0) return;
    world.clock.now = Math.max(world.clock.now, ...waiting.map(({ notBefore }) => notBefore));
    queue.wake();
    await queue.idle();
  }
};

describe('a report that was delivered', () => {
  test('stays, though the charts cannot be uploaded for long', async () => {
    const world = await jobWorld(engine);
    const started = await world.start();
    world.slack.down.add('upload');
    await share(world, started, 'F1', 24);
    expect(world.slack.messages.map(({ saying }) => saying.kind)).toEqual(['report', 'outage']);
    world.slack.down.clear();
    await tryUntilSettled(world, started);
    expect(world.slack.messages.map(({ saying }) => saying.kind)).toEqual(['report', 'charts']);
  });

  test('stays, though they never can', async () => {
    const world = await jobWorld(engine);
    const started = await world.start();
    world.slack.down.add('upload');
    await share(world, started, 'F1', 24);
    await tryUntilSettled(world, started);
    expect(world.slack.messages.map(({ saying }) => saying.kind)).toEqual(['report', 'outage']);
    expect(world.slack.standing('outage')).toMatchObject([{ retrying: false }]);
  });

  test('brings nothing back where its orders were replaced before its charts arrived', async () => {
    const world = await jobWorld(engine);
    const started = await world.start();
    world.slack.down.add('upload');
    await share(world, started, 'F1', 24);
    world.slack.down.clear();
    await share(world, started, 'F2', 30);
    await tryUntilSettled(world, started);
    const datasets = await world.state.datasets.all('T1');
    expect(datasets).toMatchObject([{ customers: 30 }]);
    expect(world.slack.messages.map(({ saying }) => saying.kind)).toEqual(['report', 'charts', 'report', 'charts']);
    expect(await leftovers(world, datasets)).toEqual([]);
  });

  test('brings nothing back where its orders were forgotten before its charts arrived', async () => {
    const world = await jobWorld(engine);
    const started = await world.start();
    world.slack.down.add('upload');
    await share(world, started, 'F1', 24);
    world.slack.down.clear();
    const [dataset] = await world.state.datasets.all('T1');
    const replyTo = { team: 'T1', channel: 'C1', thread: null, user: 'U1', responseUrl: null, via: 'button' } as const;
    const request = { kind: 'forget-dataset', dataset: { id: dataset!.id }, confirmed: true } as const;
    await started.queue.add({ kind: 'answer', key: 'forget', team: 'T1', payload: { request, replyTo } });
    await started.queue.idle();
    await tryUntilSettled(world, started);
    expect(await world.state.datasets.all('T1')).toEqual([]);
    expect(await leftovers(world, [])).toEqual([]);
  });
});

describe('a disk that is full', () => {
  /** Putting orders in place fails from now on. */
  const fullDisk = (world: World): Partial<JobDeps> => ({
    folders: {
      ...world.folders,
      commitBatch: async () => {
        throw new ExpectedError('disk_full', { path: 'data' });
      },
    },
  });

  test('costs the orders that were to be replaced nothing', async () => {
    const world = await jobWorld(engine);
    await share(world, await world.start(), 'F1', 24);
    const before = await world.state.datasets.all('T1');
    await share(world, await world.start(undefined, fullDisk(world)), 'F2', 30);
    expect(world.slack.standing('problem')).toHaveLength(1);
    expect(await world.state.datasets.all('T1')).toEqual(before);
    expect(await leftovers(world, before)).toEqual([]);
  });

  test('leaves no dataset without orders', async () => {
    const world = await jobWorld(engine);
    await share(world, await world.start(undefined, fullDisk(world)), 'F1', 24);
    expect(world.slack.standing('problem')).toHaveLength(1);
    expect(await world.state.datasets.all('T1')).toEqual([]);
    expect(await leftovers(world, [])).toEqual([]);
  });
});

describe('a file that is not in Slack', () => {
  test('is nothing to talk about where it passed by', async () => {
    const world = await jobWorld(engine);
    const { queue } = await world.start();
    await queue.add(sharedFile('gone'));
    await queue.idle();
    expect(world.slack.history).toEqual([]);
    expect(world.slack.whispers).toEqual([]);
    expect(await world.state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('is a problem, and no bug, to whoever asked for it', async () => {
    const world = await jobWorld(engine);
    const { queue } = await world.start();
    await queue.add(sharedFile('gone', { origin: 'asked' }));
    await queue.idle();
    expect(world.slack.messages).toMatchObject([{ thread: '900.000', saying: { kind: 'problem' } }]);
    expect(await world.state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 1 });
  });
});

describe('a bug in the middle of an import', () => {
  test('is told with its run, and the file does not stay', async () => {
    const world = await jobWorld(engine);
    const segmentation = {
      ...engine.segmentation,
      openStore: async () => {
        throw new TypeError('x is not a function');
      },
    };
    const started = await world.start(undefined, { segmentation });
    await share(world, started, 'F1', 24);
    await tryUntilSettled(world, started);
    expect(world.slack.messages.map(({ saying }) => saying)).toEqual([{ kind: 'bug', run: 'id-1' }]);
    expect(await leftovers(world, [])).toEqual([]);
  });
});
