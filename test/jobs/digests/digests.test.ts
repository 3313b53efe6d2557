import { afterAll, describe, expect, test } from 'vitest';
import { enqueueDue } from '../../../src/jobs/digests/scheduler.ts';
import { entries, leftovers, ordersCsv, realEngine, sharedFile } from '../job-world.ts';
import { KillSwitch } from '../kill-switch.ts';
import { FIRST_DUE, ordersUntil, scheduledDigest } from './scheduled.ts';

const engine = realEngine();
afterAll(() => engine.close());

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** A dataset whose last order was so many days before the first digest is due. */
const scheduled = (lastOrderDaysBefore = 3) => scheduledDigest(engine, ordersUntil(lastOrderDaysBefore));

describe('a digest', () => {
  test('comes when it is due, once, with the picture that belongs to it', async () => {
    const { world, dataset, tick, current } = await scheduled();
    world.clock.now = FIRST_DUE - 1;
    await tick();
    expect(world.slack.messages).toEqual([]);

    world.clock.now = FIRST_DUE;
    await tick();
    await tick();
    expect(world.slack.messages).toMatchObject([{ channel: 'C1', thread: null, saying: { kind: 'digest' } }]);
    const [saying] = world.slack.standing('digest');
    expect(saying).toMatchObject({ movement: null, previousSegments: null, preview: false });
    expect(saying!.chart?.fileId).toBe(world.slack.uploads[0]!.id);
    // Recency counts until the day of the digest, whenever the file ends.
    expect(saying!.report.run.asOf).toBe('2026-06-09T00:00:00');
    const [run] = await world.state.runs.ofDataset(dataset.id, 1);
    expect(run).toMatchObject({ trigger: 'digest' });
    expect(await current()).toMatchObject({ lastDueAt: FIRST_DUE, lastRun: run!.id, nextDueAt: FIRST_DUE + WEEK });
    expect(await leftovers(world, [dataset])).toEqual([]);
    expect(entries(world, 'datasets', dataset.id, 'snapshots')).toHaveLength(2);
  });

  test('the next one says what moved since', async () => {
    const { world, dataset, tick } = await scheduled();
    world.clock.now = FIRST_DUE;
    await tick();
    const content = ordersCsv({ until: FIRST_DUE + 5 * DAY, customers: 26 });
    world.slack.files.set('F2', { name: 'orders.csv', content, uploader: 'U1', thread: '900.000' });
    const { queue } = await world.start();
    await queue.add(sharedFile('F2'));
    await queue.idle();
    world.clock.now = FIRST_DUE + WEEK;
    await tick();
    const digests = world.slack.standing('digest');
    expect(digests).toHaveLength(2);
    expect(digests[1]!.movement).toMatchObject({ since: '2026-06-09T00:00:00', until: '2026-06-16T00:00:00' });
    const entered = digests[1]!.movement!.moves.filter(({ from }) => from === null);
    expect(entered.reduce((sum, { customers }) => sum + customers, 0)).toBe(2);
    expect(digests[1]!.previousSegments).toEqual(digests[0]!.report.segments);
    expect((await world.state.runs.ofDataset(dataset.id, 9)).map(({ trigger }) => trigger)).toEqual([
      'digest',
      'upload',
      'digest',
      'upload',
    ]);
  });

  test('missed several times while the bot was down comes once, as the latest', async () => {
    const { world, tick, current } = await scheduled(-10);
    world.clock.now = FIRST_DUE + 2 * WEEK + 1_000;
    await tick();
    await tick();
    expect(world.slack.messages).toHaveLength(1);
    expect(await current()).toMatchObject({ lastDueAt: FIRST_DUE + 2 * WEEK, nextDueAt: FIRST_DUE + 3 * WEEK });
  });

  test('without new orders says since when there are none, and keeps no run', async () => {
    const { world, dataset, tick, current } = await scheduled(9);
    world.clock.now = FIRST_DUE;
    await tick();
    expect(world.slack.messages.map(({ saying }) => saying)).toEqual([
      {
        kind: 'digest-stale',
        dataset,
        lastOrder: dataset.lastOrder,
        daysAgo: 9,
        cadence: { every: 'week', weekday: 1, hour: 9, minute: 0 },
        timeZone: 'Europe/Berlin',
        preview: false,
      },
    ]);
    expect(await world.state.runs.ofDataset(dataset.id, 9)).toHaveLength(1);
    expect(await current()).toMatchObject({ lastDueAt: FIRST_DUE, lastRun: null });
  });

  test('is paused where no orders came for two months, and its owner hears of that', async () => {
    const { world, tick, current } = await scheduled(61);
    world.clock.now = FIRST_DUE;
    await tick();
    expect(world.slack.messages).toEqual([]);
    expect(world.slack.directs.at(-1)).toMatchObject({
      saying: { kind: 'digest-stopped', because: expect.stringContaining('two months') },
    });
    expect(await current()).toMatchObject({ pausedBecause: expect.stringContaining('two months') });
  });

  test('after an upload says what moved, though its last order is an older one', async () => {
    const { world, dataset, tick } = await scheduled(9);
    world.clock.now = FIRST_DUE;
    await tick();
    world.clock.now += 86_400_000;
    const { queue } = await world.start();
    const later = 'order_id,customer_id,order_date,amount\nnew-1,K100,2026-05-31,500\n';
    world.slack.files.set('later.csv', { name: 'later.csv', content: later, uploader: 'U1', thread: null });
    await queue.add(sharedFile('later.csv'));
    await queue.idle();
    world.clock.now = FIRST_DUE + 14 * 86_400_000;
    await tick();
    expect(world.slack.standing('digest')).toMatchObject([{ dataset: { id: dataset.id } }]);
  });

  test('of a dataset that is gone does not come', async () => {
    const { world, dataset, tick } = await scheduled();
    await world.state.datasets.delete(dataset.id);
    world.clock.now = FIRST_DUE;
    await tick();
    expect(world.slack.messages).toEqual([]);
  });
});

describe('the owner', () => {
  test('is reminded two days before a digest that would be stale, once', async () => {
    const { world, dataset, digest, tick } = await scheduled(9);
    world.clock.now = FIRST_DUE - 2 * DAY - 1;
    await tick();
    expect(world.slack.directs).toEqual([]);
    for (const later of [0, 60_000, DAY]) {
      world.clock.now = FIRST_DUE - 2 * DAY + later;
      await tick();
    }
    expect(world.slack.directs).toMatchObject([
      { user: 'U7', saying: { kind: 'digest-reminder', digest: { id: digest.id }, lastOrder: dataset.lastOrder } },
    ]);
  });

  test('of a digest with fresh orders is left in peace', async () => {
    const { world, tick } = await scheduled();
    world.clock.now = FIRST_DUE - DAY;
    await tick();
    expect(world.slack.directs).toEqual([]);
  });

  test.each(['is_archived', 'not_in_channel', 'channel_not_found'])(
    'hears once that a closed channel (%s) has paused it',
    async code => {
      const { world, digest, tick, current } = await scheduled();
      world.slack.closed.set('C1', code);
      for (const week of [0, 1, 2]) {
        world.clock.now = FIRST_DUE + week * WEEK;
        await tick();
      }
      const { pausedBecause } = await current();
      expect(pausedBecause).toMatch(/\w/);
      expect(world.slack.directs).toMatchObject([
        { user: 'U7', saying: { kind: 'digest-stopped', digest: { id: digest.id }, because: pausedBecause } },
      ]);
      expect(world.slack.messages).toEqual([]);
    },
  );

  test('cannot be told where the whole app is out: paused, and in the log', async () => {
    const { world, tick, current } = await scheduled();
    world.slack.closed.set('C1', 'token_revoked').set('U7', 'token_revoked');
    world.clock.now = FIRST_DUE;
    const { lines } = await tick();
    expect((await current()).pausedBecause).toBe('the app was removed from the workspace');
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', facts: expect.objectContaining({ code: 'token_revoked' }) }),
    );
    expect(await world.state.jobs.queued()).toEqual([]);
  });
});

describe('an outage', () => {
  test('is nothing to tell a channel: the digest comes later', async () => {
    const { world, tick } = await scheduled();
    world.clock.now = FIRST_DUE;
    world.slack.down.add('put');
    await tick();
    expect(world.slack.messages).toEqual([]);
    world.slack.down.clear();
    world.clock.now += 2_000;
    await tick();
    expect(world.slack.standing('digest')).toHaveLength(1);
    expect(world.slack.uploads).toHaveLength(1);
  });
});

describe('cut off', () => {
  test('between adding the job and moving on, the schedule sends it once', async () => {
    const { world, tick, current } = await scheduled();
    world.clock.now = FIRST_DUE;
    const { queue } = await world.start();
    const digests = {
      ...world.state.digests,
      update: async () => {
        throw new Error('killed');
      },
    };
    const deps = { state: { ...world.state, digests }, queue, now: () => world.clock.now };
    await expect(enqueueDue(deps)).rejects.toThrow('killed');
    await queue.idle();
    expect((await current()).nextDueAt).toBe(FIRST_DUE);
    world.clock.now += 30_000;
    await tick();
    expect(world.slack.standing('digest')).toHaveLength(1);
    expect((await current()).nextDueAt).toBe(FIRST_DUE + WEEK);
  });

  test('after any call, the digest comes once and says the same', { timeout: 120_000 }, async () => {
    for (let calls = 1; ; calls += 1) {
      const { world, dataset, tick, current } = await scheduled();
      world.clock.now = FIRST_DUE;
      const kill = new KillSwitch(calls);
      await tick(kill);
      await tick();
      const digests = world.slack.standing('digest');
      expect.soft(digests, `killed after ${calls} calls`).toMatchObject([{ movement: null }]);
      expect.soft(world.slack.messages).toHaveLength(1);
      expect.soft(world.slack.uploads, `killed after ${calls} calls`).toHaveLength(1);
      expect.soft(await current()).toMatchObject({ lastDueAt: FIRST_DUE, nextDueAt: FIRST_DUE + WEEK });
      expect.soft(await world.state.runs.ofDataset(dataset.id, 9)).toHaveLength(2);
      expect.soft(await leftovers(world, [dataset])).toEqual([]);
      if (!kill.isOff) break;
    }
  });

  test('after any call in a closed channel, the owner hears of it once and the schedule is paused', async () => {
    for (let calls = 1; ; calls += 1) {
      const { world, tick, current } = await scheduled(9);
      world.slack.closed.set('C1', 'is_archived');
      world.clock.now = FIRST_DUE;
      const kill = new KillSwitch(calls);
      await tick(kill);
      await tick();
      const told = world.slack.directs.map(({ saying }) => saying.kind);
      expect.soft(told, `killed after ${calls} calls`).toEqual(['digest-stopped']);
      expect.soft((await current()).pausedBecause).toBe('the channel is archived');
      if (!kill.isOff) break;
    }
  });
});

describe('an outage while the owner is told of a closed channel', () => {
  test('only puts it off', async () => {
    const { world, tick, current } = await scheduled(9);
    world.slack.closed.set('C1', 'is_archived');
    world.slack.down.add('direct');
    world.clock.now = FIRST_DUE;
    await tick();
    world.slack.down.clear();
    world.clock.now += 2_000;
    await tick();
    expect(world.slack.directs).toHaveLength(1);
    expect((await current()).pausedBecause).toBe('the channel is archived');
  });
});
