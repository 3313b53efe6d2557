/** Stories of imports that are killed after any call to the state, the data folder or Slack, and taken up again. */
import { expect } from 'vitest';
import type { JobName, NewJobOf } from '../../../src/jobs/job.ts';
import type { Program } from '../../../src/wire.ts';
import { addJob, entries, jobWorld, killedAndStarted, leftovers, sharedFile, type World } from '../job-world.ts';
import { KillSwitch } from '../kill-switch.ts';

export const upload = (world: World, id: string, content: string, name = 'orders.csv'): void => {
  world.slack.files.set(id, { name, content, uploader: 'U1', thread: '900.000' });
};

export interface Story {
  readonly content: string;
  /** What the program had done before. */
  readonly before?: (world: World) => Promise<void>;
  readonly job: (world: World) => NewJobOf<JobName>;
}

export const importing = async (world: World, file: string): Promise<void> => {
  const { queue } = await world.start();
  await queue.add(sharedFile(file));
  await queue.idle();
};

const begun = async (engine: Program, { content, before }: Story): Promise<World> => {
  const world = await jobWorld(engine);
  upload(world, 'F1', content);
  await before?.(world);
  return world;
};

const killedAfter = async (calls: number, before: World, { job }: Story) => {
  const world = await before.copy();
  await addJob(world, job(world), 'import');
  const kill = new KillSwitch(calls);
  await killedAndStarted(world, kill);
  return { world, finished: !kill.isOff };
};

/** Everything that is true of a finished import. */
const outcome = async (world: World) => {
  const datasets = await world.state.datasets.all('T1');
  const runs = await Promise.all(datasets.map(({ id }) => world.state.runs.ofDataset(id, 10)));
  const questions = await world.state.questions.askedBefore(Number.MAX_SAFE_INTEGER);
  const jobs = await Promise.all(runs.flat().map(({ job }) => world.state.jobs.byId(job)));
  return {
    messages: world.slack.messages.map(({ channel, thread, saying }) => [channel, thread, saying.kind]),
    upload: world.slack
      .standing('report')
      .map(({ upload }) => upload && [upload.merged, upload.replacedRows, upload.uploads]),
    customers: world.slack.standing('report').map(({ report }) => report.totals.customers),
    charts: world.slack.standing('charts').map(({ charts, failed }) => [charts.length, failed]),
    uploads: world.slack.uploads.map(({ part }) => part),
    whispers: [...new Set(world.slack.whispers.map(({ saying }) => saying.kind))],
    datasets: datasets.map(({ name, customers }) => [name, customers]),
    runs: runs.map(each => each.length),
    jobs: jobs.map(job => job?.state),
    waiting: await world.state.jobs.queued(),
    questions: questions.map(({ job }) => job),
    snapshots: datasets.map(({ id }) => entries(world, 'datasets', id, 'snapshots').length),
    left: await leftovers(
      world,
      datasets,
      questions.map(({ job }) => job),
    ),
  };
};

/** Wherever it is cut off, a story ends as one that is not. */
export const endsTheSame = async (engine: Program, story: Story): Promise<void> => {
  const before = await begun(engine, story);
  const whole = await killedAfter(Number.POSITIVE_INFINITY, before, story);
  const expected = await outcome(whole.world);
  expect(expected).toMatchObject({ waiting: [], left: [] });
  for (let calls = 0; ; calls += 1) {
    const { world, finished } = await killedAfter(calls, before, story);
    expect.soft(await outcome(world), `killed after ${calls} calls`).toEqual(expected);
    if (finished) break;
  }
};
