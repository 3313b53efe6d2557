import { afterAll, describe, expect, test } from 'vitest';
import { steadyShopCsv, WAVE } from '../../steady-shop.ts';
import { leftovers, realEngine, sharedFile } from '../job-world.ts';
import { KillSwitch } from '../kill-switch.ts';
import { FIRST_DUE, scheduledDigest } from './scheduled.ts';

const engine = realEngine();
afterAll(() => engine.close());

const WEEK = 7 * 86_400_000;
/** The day before the first look. */
const END = Date.UTC(2026, 5, 7);

const shop = (wave: typeof WAVE | null) =>
  scheduledDigest(engine, {
    content: steadyShopCsv({ until: END, end: END, ...(wave ? { wave } : {}) }),
    alerts: true,
  });

describe('a schedule with alerts', () => {
  test('is done when there was no reason to post', async () => {
    const { world, dataset, tick, current } = await shop(null);
    world.clock.now = FIRST_DUE;
    await tick();
    expect(world.slack.history.filter(({ kind }) => kind === 'churn-alert')).toEqual([]);
    expect(world.slack.messages).toEqual([]);
    expect(await current()).toMatchObject({
      lastDueAt: FIRST_DUE,
      nextDueAt: FIRST_DUE + WEEK,
      lastRun: null,
      lastLook: '2026-06-08T00:00:00',
    });
    expect(await world.state.runs.ofDataset(dataset.id, 9)).toHaveLength(1);
  });

  test('killed after any call, the alert stands there once, and its due time is done', {
    timeout: 240_000,
  }, async () => {
    const ready = await shop(WAVE);
    for (let calls = 1; ; calls += 1) {
      const { world, dataset, tick, current } = await ready.copy();
      world.clock.now = FIRST_DUE;
      const kill = new KillSwitch(calls);
      await tick(kill);
      await tick();
      expect.soft(world.slack.standing('churn-alert'), `killed after ${calls} calls`).toHaveLength(1);
      expect.soft(world.slack.messages).toHaveLength(1);
      expect.soft(world.slack.uploads, `killed after ${calls} calls`).toHaveLength(1);
      expect.soft(await current()).toMatchObject({ lastDueAt: FIRST_DUE, nextDueAt: FIRST_DUE + WEEK });
      expect.soft(await leftovers(world, [dataset])).toEqual([]);
      if (!kill.isOff) break;
    }
  });

  test('does not alarm twice about the same orders', async () => {
    const { world, tick, current } = await shop(WAVE);
    world.clock.now = FIRST_DUE;
    await tick();
    // The same file once more is news of no order.
    world.slack.files.set('F2', { ...world.slack.files.get('F1')! });
    world.clock.now = FIRST_DUE + WEEK - 60_000;
    const { queue } = await world.start();
    await queue.add(sharedFile('F2'));
    await queue.idle();
    world.clock.now = FIRST_DUE + WEEK;
    await tick();
    expect(world.slack.standing('churn-alert')).toHaveLength(1);
    expect(await current()).toMatchObject({ lastDueAt: FIRST_DUE + WEEK });
  });

  test('is paused after two months without orders, and its owner hears of it', async () => {
    const { world, tick, current } = await shop(WAVE);
    world.clock.now = FIRST_DUE + 12 * WEEK;
    await tick();
    expect(world.slack.messages).toEqual([]);
    expect(world.slack.directs.map(({ saying }) => saying.kind)).toEqual(['digest-stopped']);
    expect((await current()).pausedBecause).toBe('no new orders came for two months');
  });
});
