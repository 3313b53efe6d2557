import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ChatRequest } from '../../src/jobs/chat-request.ts';
import type { NewJobOf } from '../../src/jobs/job.ts';
import { dropTraces, type Forgotten } from '../../src/jobs/traces.ts';
import { asking, from } from './answers/shop.ts';
import { addJob, entries, jobWorld, ordersCsv, realEngine, sharedFile, type World } from './job-world.ts';

const engine = realEngine();
afterAll(() => engine.close());

const STRANGE = ordersCsv({ header: 'a,b,c,d' });
const FORGOTTEN: Forgotten = { team: 'T1', channel: 'C1', dataset: 'D1', customer: 'Kim-5' };

/** Files in C1 and C2 that wait for an answer; gives the jobs that took them in. */
const withWaitingFiles = async () => {
  const world = await jobWorld(engine);
  const { queue, deps } = await world.start();
  for (const channel of ['C1', 'C2']) {
    const name = `${channel}.csv`;
    world.slack.files.set(name, { name, content: STRANGE, uploader: 'U1', thread: null });
    const file = sharedFile(name, { channel, thread: null, origin: 'asked' });
    await queue.add({ ...file, key: `file:${channel}` });
  }
  await queue.idle();
  const questions = await world.state.questions.askedBefore(Number.MAX_SAFE_INTEGER);
  const inChannel = (channel: string) => questions.find(({ facts }) => JSON.stringify(facts).includes(`"${channel}"`))!;
  return { world, deps, here: inChannel('C1'), elsewhere: inChannel('C2') };
};

const waiting = async ({ state }: World): Promise<readonly string[]> =>
  (await state.questions.askedBefore(Number.MAX_SAFE_INTEGER)).map(({ id }) => id);

test('files of the channel that wait for an answer are let go, and their message says so', async () => {
  const { world, deps, here, elsewhere } = await withWaitingFiles();
  await dropTraces(deps, FORGOTTEN);
  expect(await waiting(world)).toEqual([elsewhere.id]);
  expect(entries(world, 'uploads')).toEqual([`uploads/${elsewhere.job}`]);
  const [question] = world.slack.messages.filter(({ channel }) => channel === 'C1');
  expect(question!.saying).toMatchObject({ kind: 'problem', problem: expect.stringContaining('C1.csv was let go') });
  expect(await world.state.questions.find(here.id)).toBeNull();
});

test('a file that was answered is on its way like any later upload', async () => {
  const { world, deps, here } = await withWaitingFiles();
  const payload = { question: here.id, answeredBy: 'U1', placement: { to: 'new' } } as const;
  await addJob(world, { kind: 'resume-import', key: 'answer', team: 'T1', payload }, 'import');
  await dropTraces(deps, FORGOTTEN);
  expect(await waiting(world)).toContain(here.id);
  expect(entries(world, 'uploads')).toContain(`uploads/${here.job}`);
});

test('a channel that is closed does not keep its files', async () => {
  const { world, deps, elsewhere } = await withWaitingFiles();
  world.slack.closed.set('C1', 'is_archived');
  await dropTraces(deps, FORGOTTEN);
  expect(await waiting(world)).toEqual([elsewhere.id]);
});

test('what was downloaded for an import that waits is downloaded once more', async () => {
  const world = await jobWorld(engine);
  const { deps } = await world.start();
  for (const channel of ['C1', 'C2'])
    await addJob(world, { ...sharedFile('F1', { channel }), key: channel } as NewJobOf<'import-file'>, 'import');
  const jobs = await world.state.jobs.queued();
  for (const { id } of jobs) writeFileSync(join(world.folders.uploadFolder(id), 'orders'), 'customer\nKim-5\n');
  await dropTraces(deps, FORGOTTEN);
  const kept = jobs.map(({ id }) => existsSync(join(world.folders.path, 'uploads', id)));
  expect(kept).toEqual([false, true]);
  expect(await world.state.jobs.queued()).toEqual(jobs);
});

test('questions that wait name the customer no more; those about others are left alone', async () => {
  const world = await jobWorld(engine);
  const { deps } = await world.start();
  const about = (customer: string, team = 'T1') =>
    asking({ kind: 'why', customer, dataset: null }, from({ team, channel: 'C1' }));
  for (const job of [about('KIM-5 '), about('Kim-55'), about('Kim-5', 'T2')]) await addJob(world, job, 'query');
  await dropTraces(deps, FORGOTTEN);
  const requests = (await world.state.jobs.queued()).map(
    ({ payload }) => (payload as { request: ChatRequest }).request,
  );
  expect(requests).toEqual([
    expect.objectContaining({ kind: 'mistake', problem: expect.stringContaining('deleted') }),
    expect.objectContaining({ kind: 'why', customer: 'Kim-55' }),
    expect.objectContaining({ kind: 'why', customer: 'Kim-5' }),
  ]);
});

test('of a dataset: questions about any of its customers, named by the button or by the channel', async () => {
  const world = await jobWorld(engine);
  const { deps } = await world.start();
  const jobs = [
    asking({ kind: 'why', customer: 'A', dataset: { id: 'D1' } }, from({ channel: 'D9' })),
    asking({ kind: 'account', customer: 'B', dataset: null }, from({ channel: 'C1' })),
    asking({ kind: 'why', customer: 'C', dataset: { id: 'D2' } }, from({ channel: 'C1' })),
    asking({ kind: 'show', segment: null, dataset: { id: 'D1' } }, from({ channel: 'C1' })),
  ];
  for (const job of jobs) await addJob(world, job, 'query');
  await dropTraces(deps, { ...FORGOTTEN, customer: null });
  const kinds = (await world.state.jobs.queued()).map(
    ({ payload }) => (payload as { request: ChatRequest }).request.kind,
  );
  expect(kinds).toEqual(['mistake', 'mistake', 'why', 'show']);
});
