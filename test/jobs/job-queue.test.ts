import { describe, expect, test } from 'vitest';
import type { Failure, JobContext, JobHandler, JobHandlers, NewJobOf } from '../../src/jobs/job.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { Outage } from '../../src/outages.ts';
import type { BotState } from '../../src/store/bot-state.ts';
import { unreadMeter } from '../unread-meter.ts';
import { readableLog, tempBot } from './temp-bot.ts';

const START = Date.UTC(2026, 5, 1);

type Work = (payload: unknown, context: JobContext) => Promise<void>;

interface Told {
  readonly job: string;
  readonly failure: Failure;
}

/** A queue whose jobs all do the same, and what people hear of it. */
const queueOn = (state: BotState, work: Work, clock = { now: START }) => {
  const { log, lines } = readableLog();
  const told: Told[] = [];
  const places: { readonly job: string; readonly ahead: number }[] = [];
  const handler = (lane: 'import' | 'light'): JobHandler<unknown> => ({
    lane,
    run: work,
    failed: async (_, { job }, failure) => {
      told.push({ job, failure });
    },
    waiting: async (_, { job }, ahead) => {
      places.push({ job, ahead });
    },
  });
  const [imports, light] = [handler('import'), handler('light')];
  const handlers: JobHandlers = {
    'import-file': imports,
    'resume-import': imports,
    answer: light,
    'show-home': light,
    'send-digest': light,
    'remind-owner': light,
    'warn-owner': light,
    'forget-workspace': light,
  };
  const queue = new JobQueue({ state, handlers, now: () => clock.now, log, meter: unreadMeter() });
  return { queue, clock, told, places, lines };
};

const home = (key: string, team = 'T1'): NewJobOf<'show-home'> => ({
  kind: 'show-home',
  key,
  team,
  payload: { team, user: 'U1' },
});

const importOf = (file: string, team = 'T1'): NewJobOf<'import-file'> => ({
  kind: 'import-file',
  key: file,
  team,
  payload: { team, channel: 'C1', thread: null, file, user: 'U1', origin: 'shared', responseUrl: null },
});

const keyOf = async (state: BotState, job: string): Promise<string> => (await state.jobs.byId(job))!.key;

/** Work that goes on until it is told to end; it can be waited for that it has begun. */
const heldWork = () => {
  const begun = new Map<string, PromiseWithResolvers<void>>();
  const held = new Map<string, PromiseWithResolvers<void>>();
  const order: string[] = [];
  const gate = (gates: typeof begun, file: string): PromiseWithResolvers<void> => {
    if (!gates.has(file)) gates.set(file, Promise.withResolvers());
    return gates.get(file)!;
  };
  const work: Work = async payload => {
    const { file } = payload as { file: string };
    order.push(file);
    gate(begun, file).resolve();
    await gate(held, file).promise;
  };
  return {
    work,
    order,
    begun: (file: string) => gate(begun, file).promise,
    end: (file: string) => gate(held, file).resolve(),
  };
};

describe('an occasion', () => {
  test('is worked on once, also when it comes again while it waits, runs and after it is done', async () => {
    const { state } = await tempBot();
    const held = heldWork();
    const { queue } = queueOn(state, held.work);
    expect(await queue.add(importOf('F1'))).toBe(true);
    expect(await queue.add(importOf('F1'))).toBe(false);
    await held.begun('F1');
    expect(await queue.add(importOf('F1'))).toBe(false);
    held.end('F1');
    await queue.idle();
    expect(await queue.add(importOf('F1'))).toBe(false);
    await queue.idle();
    expect(held.order).toEqual(['F1']);
  });

  test('of two workspaces is two', async () => {
    const { state } = await tempBot();
    const { queue } = queueOn(state, async () => {});
    expect(await queue.add(home('same', 'T1'))).toBe(true);
    expect(await queue.add(home('same', 'T2'))).toBe(true);
    await queue.idle();
  });

  test('hands over what it was added with, the first attempt and the time of asking', async () => {
    const { state } = await tempBot();
    const seen: unknown[] = [];
    const { queue } = queueOn(state, async (payload, { job, attempt, askedAt }) => {
      seen.push({ payload, job, attempt, askedAt });
    });
    await queue.add(home('once'));
    await queue.idle();
    expect(seen).toEqual([{ payload: { team: 'T1', user: 'U1' }, job: 'id-1', attempt: 1, askedAt: START }]);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 1 });
  });
});

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

/** Lets the clock run from one try to the next, and gives the pauses between them, until nothing waits any more. */
const pausesUntilSettled = async ({ queue, clock }: ReturnType<typeof queueOn>, state: BotState) => {
  const pauses: number[] = [];
  for (;;) {
    await queue.idle();
    const [job] = await state.jobs.queued();
    if (!job) return pauses;
    pauses.push(job.notBefore - clock.now);
    clock.now = job.notBefore - 1;
    queue.wake();
    await queue.idle();
    expect((await state.jobs.byId(job.id))!.attempts).toBe(job.attempts);
    clock.now = job.notBefore;
    queue.wake();
  }
};

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

describe('imports', () => {
  test('of a workspace go one by one, workspaces take turns, and every place is told as it changes', async () => {
    const { state } = await tempBot();
    const held = heldWork();
    const { queue, places } = queueOn(state, held.work);
    for (const file of ['a1', 'a2', 'a3']) await queue.add(importOf(file, 'A'));
    await held.begun('a1');
    await queue.add(importOf('b1', 'B'));
    await held.begun('b1');
    expect(held.order).toEqual(['a1', 'b1']);
    await queue.add(importOf('c1', 'C'));
    held.end('a1');
    await held.begun('c1');
    held.end('b1');
    await held.begun('a2');
    for (const file of ['c1', 'a2', 'a3']) held.end(file);
    await queue.idle();
    expect(held.order).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);

    const told = new Map<string, number[]>();
    for (const { job, ahead } of places) {
      const key = await keyOf(state, job);
      told.set(key, [...(told.get(key) ?? []), ahead]);
    }
    // c1 comes before a2 and a3, because workspace C was served less; with two imports running, both are ahead of all.
    expect(Object.fromEntries(told)).toEqual({ a2: [1, 2, 3, 2], a3: [2, 3, 4, 3, 2], c1: [2] });
  });

  test('do not hold up an answer', async () => {
    const { state } = await tempBot();
    const held = heldWork();
    const { queue } = queueOn(state, async (payload, context) => {
      if ('file' in (payload as object)) await held.work(payload, context);
    });
    for (const file of ['a1', 'b1']) await queue.add(importOf(file, file));
    await Promise.all([held.begun('a1'), held.begun('b1')]);
    await queue.add(home('quick'));
    while ((await state.jobs.byId('id-3'))!.state !== 'done') await null;
    expect(queue.isIdle).toBe(false);
    for (const file of ['a1', 'b1']) held.end(file);
    await queue.idle();
    expect(queue.isIdle).toBe(true);
  });
});

describe('idle', () => {
  test('comes only when everything that was added has been done', async () => {
    const { state } = await tempBot();
    const { queue } = queueOn(state, async () => {});
    await queue.idle();
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 15 }, (_, index) => queue.add(home(`${round}:${index}`))));
      await queue.idle();
      expect(await state.jobs.queued()).toEqual([]);
    }
  });

  test('no call to look again is lost, at whatever moment it comes', async () => {
    const { state } = await tempBot();
    const { queue } = queueOn(state, async () => {});
    for (let moment = 0; moment < 200; moment += 1) {
      queue.wake();
      const adding = state.jobs.add({ ...home(`moment:${moment}`), lane: 'light', notBefore: 0 }, START);
      if (moment % 2 === 0) await adding;
      for (let passed = 0; passed < moment / 4; passed += 1) await null;
      await adding;
      queue.wake();
      await queue.idle();
      expect(await state.jobs.queued()).toEqual([]);
    }
  });

  test('a job that adds another is followed by it', async () => {
    const { state } = await tempBot();
    const done: number[] = [];
    const bot = queueOn(state, async () => {
      done.push(done.length);
      if (done.length < 30) await bot.queue.add(home(`next:${done.length}`));
    });
    await bot.queue.add(home('first'));
    await bot.queue.idle();
    expect(done).toHaveLength(30);
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

describe('stopping', () => {
  test('in the middle of starting several starts no more of them', async () => {
    const { state } = await tempBot();
    const done: unknown[] = [];
    let stopped: Promise<void> | null = null;
    const jobs = {
      ...state.jobs,
      start: async (id: string) => {
        stopped ??= queue.stop(60_000);
        return state.jobs.start(id);
      },
    };
    const { queue } = queueOn({ ...state, jobs }, async payload => {
      done.push(payload);
    });
    for (const key of ['one', 'two', 'three'])
      await state.jobs.add({ ...home(key), lane: 'light', notBefore: 0 }, START);
    queue.wake();
    await queue.idle();
    await stopped;
    expect(done).toHaveLength(1);
    expect(await state.jobs.queued()).toMatchObject([
      { key: 'two', attempts: 0 },
      { key: 'three', attempts: 0 },
    ]);
  });

  test('lets a running job end, and starts no other', async () => {
    const { state } = await tempBot();
    const held = heldWork();
    const { queue } = queueOn(state, held.work);
    await queue.add(importOf('running'));
    await held.begun('running');
    await queue.add(importOf('waiting'));
    const stopped = queue.stop(60_000);
    expect(await queue.add(importOf('late'))).toBe(true);
    held.end('running');
    await stopped;
    queue.wake();
    await queue.idle();
    expect(held.order).toEqual(['running']);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 1 });
    expect(await state.jobs.queued()).toMatchObject([
      { key: 'waiting', attempts: 0 },
      { key: 'late', attempts: 0 },
    ]);
  });

  test('parks what does not end in time, without counting the attempt', async () => {
    const { state } = await tempBot();
    const held = heldWork();
    const { queue, told } = queueOn(state, held.work);
    await queue.add(importOf('long'));
    await held.begun('long');
    await queue.stop(0);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'queued', attempts: 0, notBefore: 0 });
    expect(told).toEqual([]);
    held.end('long');
    await queue.idle();
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done' });
  });

  test('a job that heeds the signal is parked once, and comes first after the next start', async () => {
    const { state } = await tempBot();
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const { queue, told } = queueOn(state, async (_, { signal }) => {
      resolve();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    await queue.add(home('heeding'));
    await begun;
    await queue.stop(60_000);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'queued', attempts: 0, notBefore: 0 });
    expect(told).toEqual([]);

    const next = queueOn(state, async () => {});
    await next.queue.recover();
    next.queue.wake();
    await next.queue.idle();
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 1 });
  });
});

describe('a workspace that ends', () => {
  const forget = (key: string): NewJobOf<'forget-workspace'> => ({
    kind: 'forget-workspace',
    key,
    team: 'T1',
    payload: { team: 'T1' },
  });

  test('has its running jobs ended before anything else is done, and starts and takes no more', async () => {
    const { state } = await tempBot();
    const order: string[] = [];
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const { queue, told } = queueOn(state, async (payload, { signal, endWorkspace }) => {
      const { file } = payload as { file?: string };
      if (file === undefined) {
        await endWorkspace();
        order.push('forgotten');
        return;
      }
      order.push(file);
      resolve();
      await new Promise<void>(end => {
        if (file === 'of another') end();
        signal.addEventListener('abort', () => setImmediate(end));
      });
      order.push(`${file} ended`);
      signal.throwIfAborted();
    });
    await queue.add(importOf('running'));
    await begun;
    await queue.add(importOf('waiting'));
    await queue.add(forget('once'));
    await queue.idle();
    expect(order).toEqual(['running', 'running ended', 'forgotten']);
    expect(await queue.add(importOf('late'))).toBe(false);
    expect(queue.hasEnded('T1')).toBe(true);
    expect(await queue.add(importOf('of another', 'T2'))).toBe(true);
    await queue.idle();
    expect(order.slice(3)).toEqual(['of another', 'of another ended']);
    expect(told).toEqual([]);
    expect(await state.jobs.byId('id-1')).toMatchObject({ state: 'failed', attempts: 1 });
    expect((await state.jobs.queued()).map(({ key }) => key)).toEqual(['waiting']);
  });

  test('is told so by two events: neither job waits for the other', async () => {
    const { state } = await tempBot();
    const ended: string[] = [];
    const { queue } = queueOn(state, async (_, { job, endWorkspace }) => {
      await endWorkspace();
      ended.push(job);
    });
    for (const key of ['uninstalled', 'revoked'])
      await state.jobs.add({ ...forget(key), lane: 'light', notBefore: 0 }, START);
    queue.wake();
    await queue.idle();
    expect(ended).toEqual(['id-1', 'id-2']);
  });
});
