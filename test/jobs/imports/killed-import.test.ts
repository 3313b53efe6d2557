/** Killed after any call to the state, the data folder or Slack, an import that is taken up again ends as if nothing had happened. */
import { afterAll, describe, expect, test } from 'vitest';
import type { JobName, NewJobOf } from '../../../src/jobs/job.ts';
import {
  addJob,
  entries,
  jobWorld,
  killedAndStarted,
  leftovers,
  ordersCsv,
  realEngine,
  sharedFile,
  type World,
} from '../job-world.ts';
import { KillSwitch } from '../kill-switch.ts';

const engine = realEngine();
afterAll(() => engine.close());

const AMBIGUOUS = ordersCsv({ date: at => `0${1 + (at.getUTCDate() % 9)}/0${1 + (at.getUTCDay() % 9)}/2026` });

const upload = (world: World, id: string, content: string): void => {
  world.slack.files.set(id, { name: 'orders.csv', content, uploader: 'U1', thread: '900.000' });
};

interface Story {
  readonly content: string;
  /** What the program had done before. */
  readonly before?: (world: World) => Promise<void>;
  readonly job: (world: World) => NewJobOf<JobName>;
}

const importing = async (world: World, file: string): Promise<void> => {
  const { queue } = await world.start();
  await queue.add(sharedFile(file));
  await queue.idle();
};

const importAlone: Story = { content: ordersCsv(), job: () => sharedFile('F1') };

const importAgain: Story = {
  content: ordersCsv({ customers: 26 }),
  before: async world => {
    upload(world, 'F0', ordersCsv());
    await importing(world, 'F0');
  },
  job: () => sharedFile('F1'),
};

const answered: Story = {
  content: AMBIGUOUS,
  before: world => importing(world, 'F1'),
  job: ({ slack }) => {
    const [asking] = slack.standing('ask-mapping');
    const hints = { map: {}, dates: 'dmy', decimal: 'auto' } as const;
    const payload = { question: asking!.question.id, answeredBy: 'U2', hints };
    return { kind: 'resume-import', key: 'answer', team: 'T1', payload };
  },
};

const asking: Story = { content: AMBIGUOUS, job: () => sharedFile('F1') };

const noOrders: Story = { content: 'name,colour\nAda,blue\nBo,red\n', job: () => sharedFile('F1') };

const begun = async ({ content, before }: Story): Promise<World> => {
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

const STORIES = [
  ['a new file', importAlone],
  ['a file that replaces orders', importAgain],
  ['a file whose question was answered', answered],
  ['a file that raises a question', asking],
  ['a file without orders', noOrders],
] as const;

describe.each(STORIES)('%s', (_, story) => {
  test('ends the same, wherever it was cut off', { timeout: 300_000 }, async () => {
    const before = await begun(story);
    const whole = await killedAfter(Number.POSITIVE_INFINITY, before, story);
    const expected = await outcome(whole.world);
    expect(expected).toMatchObject({ waiting: [], left: [] });
    for (let calls = 0; ; calls += 1) {
      const { world, finished } = await killedAfter(calls, before, story);
      expect.soft(await outcome(world), `killed after ${calls} calls`).toEqual(expected);
      if (finished) break;
    }
  });
});
