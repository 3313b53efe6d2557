import { describe, expect, test } from 'vitest';
import { heldWork, home, importOf, keyOf, queueOn, START } from './queue-on.ts';
import { tempBot } from './temp-bot.ts';

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

  test('for which the same is asked is none, until that is done', async () => {
    const { state } = await tempBot();
    const held = heldWork();
    const { queue } = queueOn(state, held.work);
    const asked = (file: string, same: string) => queue.add({ ...importOf(file), same });
    expect(await Promise.all([asked('F1', 'show'), asked('F2', 'show')])).toEqual([true, false]);
    await held.begun('F1');
    expect(await asked('F3', 'show')).toBe(false);
    held.end('F1');
    await queue.idle();
    held.end('F4');
    expect(await asked('F4', 'show')).toBe(true);
    await queue.idle();
    expect(held.order).toEqual(['F1', 'F4']);
  });

  test('that could not be written down can be asked for again', async () => {
    const { state } = await tempBot();
    let isFull = true;
    const jobs: typeof state.jobs = {
      ...state.jobs,
      add: (job, now) => (isFull ? Promise.reject(new Error('disk full')) : state.jobs.add(job, now)),
    };
    const { queue } = queueOn({ ...state, jobs }, async () => {});
    await expect(queue.add({ ...home('one'), same: 'show' })).rejects.toThrow('disk full');
    isFull = false;
    expect(await queue.add({ ...home('two'), same: 'show' })).toBe(true);
    await queue.idle();
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

  test('of ten workspaces with five files each: nobody gets the next one before everybody has had one', async () => {
    const { state } = await tempBot();
    const order: string[] = [];
    const { queue } = queueOn(state, async payload => {
      order.push((payload as { team: string }).team);
    });
    const teams = Array.from({ length: 10 }, (_, number) => `T${number}`);
    // Whoever comes first brings all of their files at once.
    await Promise.all(
      teams.flatMap(team => [1, 2, 3, 4, 5].map(file => queue.add(importOf(`${team}-F${file}`, team)))),
    );
    await queue.idle();
    expect(order).toHaveLength(50);
    const shares = teams.map(team => order.flatMap((each, place) => (each === team ? [place] : [])));
    for (const round of [0, 1, 2, 3]) {
      const lastOfRound = Math.max(...shares.map(places => places[round]!));
      const firstAfterNext = Math.min(...shares.map(places => places[round + 2] ?? order.length));
      expect(lastOfRound).toBeLessThan(firstAfterNext);
    }
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
