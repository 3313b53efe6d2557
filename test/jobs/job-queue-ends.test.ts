import { describe, expect, test } from 'vitest';
import type { NewJobOf } from '../../src/jobs/job.ts';
import { heldWork, home, importOf, queueOn, START } from './queue-on.ts';
import { tempBot } from './temp-bot.ts';

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
