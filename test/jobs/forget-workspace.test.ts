import { afterAll, expect, test } from 'vitest';
import { finishForgetting } from '../../src/jobs/forget-workspace.ts';
import type { NewJobOf } from '../../src/jobs/job.ts';
import { addJob, entries, jobWorld, killedAndStarted, ordersCsv, realEngine, sharedFile } from './job-world.ts';
import { KillSwitch } from './kill-switch.ts';

const engine = realEngine();
afterAll(() => engine.close());

const removed: NewJobOf<'forget-workspace'> = {
  kind: 'forget-workspace',
  key: 'removed:E1',
  team: 'T1',
  payload: { team: 'T1' },
};

/** Orders of T1, a file of T1 that waits for an answer, and a workspace T2 with orders of its own. */
const twoWorkspaces = async () => {
  const world = await jobWorld(engine);
  const { queue } = await world.start();
  const file = (content: string) => ({ name: 'orders.csv', content, uploader: 'U1', thread: '900.000' });
  world.slack.files.set('F1', file(ordersCsv()));
  world.slack.files.set('F2', file(ordersCsv({ header: 'a,b,c,d' })));
  const elsewhere = sharedFile('F1', { team: 'T2', channel: 'C9' });
  for (const job of [sharedFile('F1'), sharedFile('F2', { origin: 'asked' }), { ...elsewhere, team: 'T2' }])
    await queue.add(job);
  await queue.idle();
  await world.state.workspaces.save({ team: 'T1', name: 'Shop', botUser: 'UBOT' });
  expect(await world.state.questions.askedBefore(Number.MAX_SAFE_INTEGER)).toHaveLength(1);
  return world;
};

const expectOnlyTheOther = async (world: Awaited<ReturnType<typeof twoWorkspaces>>, hint: string): Promise<void> => {
  const [other, ...more] = await world.state.datasets.all('T2');
  const [batch] = await world.state.batches.ofDataset(other!.id);
  expect.soft(more, hint).toEqual([]);
  expect.soft(await world.state.datasets.all('T1'), hint).toEqual([]);
  expect.soft(await world.state.workspaces.find('T1'), hint).toBeNull();
  expect.soft(await world.state.jobs.idsOf('T1'), hint).toEqual([]);
  expect.soft(await world.state.questions.askedBefore(Number.MAX_SAFE_INTEGER), hint).toEqual([]);
  expect.soft(entries(world, 'datasets'), hint).toEqual([`datasets/${other!.id}`]);
  expect.soft(entries(world, 'batches'), hint).toEqual([`batches/${batch!.folder}`]);
  for (const name of ['uploads', 'exports', 'staging']) expect.soft(entries(world, name), hint).toEqual([]);
};

test('is deleted with all that was stored of it; others are left alone', async () => {
  const world = await twoWorkspaces();
  const { queue } = await world.start();
  await queue.add(removed);
  await queue.idle();
  await expectOnlyTheOther(world, '');
});

test('is deleted, whenever it was cut off, also where the program starts without Slack', async () => {
  for (let calls = 1; ; calls += 1) {
    const world = await twoWorkspaces();
    await addJob(world, removed, 'light');
    const kill = new KillSwitch(calls);
    if (calls % 2 === 0) await killedAndStarted(world, kill);
    else {
      const { queue } = await world.start(kill);
      await Promise.race([queue.idle(), kill.down]);
      await finishForgetting(world);
    }
    await expectOnlyTheOther(world, `killed after ${calls} calls`);
    if (!kill.isOff) break;
  }
});
