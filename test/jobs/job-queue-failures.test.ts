import { describe, expect, test } from 'vitest';
import type { JobHandler, JobHandlers } from '../../src/jobs/job.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { Outage } from '../../src/outages.ts';
import { unreadMeter } from '../unread-meter.ts';
import { heldWork, home, importOf, pausesUntilSettled, queueOn, START, type Work } from './queue-on.ts';
import { readableLog, tempBot } from './temp-bot.ts';

describe('after the process was killed', () => {
  test('what ran begins again, what is done does not, what waited still comes', async () => {
    const { state } = await tempBot();
    const held = heldWork();
    const killed = queueOn(state, held.work);
    await killed.queue.add(importOf('done'));
    held.end('done');
    await killed.queue.idle();
    await killed.queue.add(importOf('running'));
    await killed.queue.add(importOf('waiting'));
    await held.begun('running');

    const seen: unknown[] = [];
    const { queue } = queueOn(state, async (payload, { attempt }) => {
      seen.push([(payload as { file: string }).file, attempt]);
    });
    await queue.recover();
    queue.wake();
    await queue.idle();
    expect(seen).toEqual([
      ['running', 2],
      ['waiting', 1],
    ]);
  });

  test('a job that ends the process again and again is given up, and told with its run', async () => {
    const { state } = await tempBot();
    let starts = 0;
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const { promise: begun, resolve } = Promise.withResolvers<string>();
      const { queue, told } = queueOn(state, () => {
        starts += 1;
        resolve('killed');
        return new Promise(() => {});
      });
      if (attempt === 0) await queue.add(home('deadly'));
      await queue.recover();
      queue.wake();
      if ((await Promise.race([begun, queue.idle().then(() => 'idle')])) === 'idle') {
        expect(told).toEqual([{ job: 'id-1', failure: { kind: 'bug' } }]);
        break;
      }
    }
    expect(starts).toBeGreaterThan(3);
    expect(starts).toBeLessThan(20);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'failed' });
  });
});

describe('an outage', () => {
  const down = (retryAfterMs: number): Work => {
    return async () => {
      throw new Outage('Slack', retryAfterMs);
    };
  };

  test('is tried again after pauses that double, and told at the first and once for good', async () => {
    const { state } = await tempBot();
    const bot = queueOn(state, down(0));
    await bot.queue.add(home('asked'));
    const pauses = await pausesUntilSettled(bot, state);
    expect(pauses.length).toBeGreaterThanOrEqual(7);
    for (const [index, pause] of pauses.entries()) expect(pause).toBe(Math.min(2_000 * 2 ** index, 300_000));
    expect(bot.told).toEqual([
      { job: 'id-1', failure: { kind: 'outage', what: 'Slack', retrying: true } },
      { job: 'id-1', failure: { kind: 'outage', what: 'Slack', retrying: false } },
    ]);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'failed' });
  });

  test('waits never shorter than the service asks for', async () => {
    const { state } = await tempBot();
    const bot = queueOn(state, down(31_000));
    await bot.queue.add(home('asked'));
    const pauses = await pausesUntilSettled(bot, state);
    expect(pauses.slice(0, 5)).toEqual([31_000, 31_000, 31_000, 31_000, 32_000]);
  });

  test('that passes costs nothing but time', async () => {
    const { state } = await tempBot();
    let tries = 0;
    const bot = queueOn(state, async () => {
      tries += 1;
      if (tries < 4) throw new Outage('Slack', 0);
    });
    await bot.queue.add(home('asked'));
    expect(await pausesUntilSettled(bot, state)).toEqual([2_000, 4_000, 8_000]);
    expect(bot.told).toHaveLength(1);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 4 });
  });

  test('does not keep others from coming first', async () => {
    const { state } = await tempBot();
    const done: string[] = [];
    const { queue } = queueOn(state, async payload => {
      const { user } = payload as { user: string };
      if (user === 'U1' && done.length === 0) throw new Outage('Slack', 60_000);
      done.push(user);
    });
    await queue.add(home('first'));
    await queue.idle();
    await queue.add({ ...home('second'), payload: { team: 'T1', user: 'U2' } });
    await queue.idle();
    expect(done).toEqual(['U2']);
  });

  test('is no less an outage where telling it fails, too', async () => {
    const { state } = await tempBot();
    const clock = { now: START };
    const { log, lines } = readableLog();
    let tries = 0;
    const light: JobHandler<unknown> = {
      lane: 'light',
      run: async () => {
        tries += 1;
        if (tries === 1) throw new Outage('Slack', 0);
      },
      failed: async () => {
        throw new Outage('Slack', 0);
      },
    };
    const handlers = new Proxy({} as JobHandlers, { get: () => light });
    const queue = new JobQueue({ state, handlers, now: () => clock.now, log, meter: unreadMeter() });
    await queue.add(home('asked'));
    await queue.idle();
    clock.now += 2_000;
    queue.wake();
    await queue.idle();
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 2 });
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });
});

describe('a bug', () => {
  test('is tried again a few times, then told once with the run', async () => {
    const { state } = await tempBot();
    const bot = queueOn(state, async () => {
      throw new TypeError('x is not a function');
    });
    await bot.queue.add(home('asked'));
    expect(await pausesUntilSettled(bot, state)).toEqual([2_000, 4_000]);
    expect(bot.told).toEqual([{ job: 'id-1', failure: { kind: 'bug' } }]);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'failed', attempts: 3 });
    const errors = bot.lines.filter(({ level }) => level === 'error');
    expect(errors.map(({ facts }) => facts)).toEqual(
      [true, true, false].map((retrying, index) =>
        expect.objectContaining({ run: 'id-1', attempt: index + 1, retrying, err: expect.any(TypeError) }),
      ),
    );
  });

  test('that goes away is told to nobody', async () => {
    const { state } = await tempBot();
    let tries = 0;
    const bot = queueOn(state, async () => {
      tries += 1;
      if (tries < 3) throw new Error('unlucky');
    });
    await bot.queue.add(home('asked'));
    await pausesUntilSettled(bot, state);
    expect(bot.told).toEqual([]);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 3 });
  });
});

describe('a state that fails', () => {
  test.each(['queued', 'start'] as const)('once (%s) is logged, and the jobs come with the next look', async method => {
    const { state } = await tempBot();
    let failed = false;
    const jobs = {
      ...state.jobs,
      [method]: async (id: string) => {
        if (failed) return state.jobs[method](id);
        failed = true;
        throw new Error('disk full');
      },
    };
    const done: unknown[] = [];
    const { queue, lines } = queueOn({ ...state, jobs }, async payload => {
      done.push(payload);
    });
    await queue.add(home('one'));
    await queue.idle();
    expect(lines).toMatchObject([{ level: 'error', facts: { err: { message: 'disk full' } } }]);
    queue.wake();
    await queue.idle();
    expect(done).toHaveLength(1);
  });
});

describe('an end that cannot be written down', () => {
  test.each([
    ['finish', null],
    ['again', 'Slack'],
  ] as const)('once (%s): the job is taken up again, and ends', async (method, outage) => {
    const { state } = await tempBot();
    let failed = false;
    const failing = async (...args: never[]): Promise<void> => {
      if (failed) return (state.jobs[method] as (...args: never[]) => Promise<void>)(...args);
      failed = true;
      throw new Error('disk full');
    };
    let tries = 0;
    // Where finishing fails, so does putting the job back.
    const jobs = { ...state.jobs, [method]: failing, ...(method === 'finish' ? { again: failing } : {}) };
    const bot = queueOn({ ...state, jobs }, async () => {
      tries += 1;
      if (outage !== null && tries === 1) throw new Outage(outage, 0);
    });
    await bot.queue.add(home('asked'));
    await pausesUntilSettled(bot, state);
    expect(tries).toBe(2);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done' });
  });
});

describe('outages and bugs', () => {
  test('are counted apart: a bug after three outages is tried again', async () => {
    const { state } = await tempBot();
    let tries = 0;
    const bot = queueOn(state, async () => {
      tries += 1;
      if (tries <= 3) throw new Outage('Slack', 0);
      if (tries === 4) throw new TypeError('x is not a function');
    });
    await bot.queue.add(home('asked'));
    await pausesUntilSettled(bot, state);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 5 });
  });
});
