/** All jobs with the real engine, state and data folder, on a Slack in memory and a clock that is moved by hand. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildCharts } from '../../src/charts/all-charts.ts';
import { buildInsightCharts } from '../../src/charts/insight-charts.ts';
import { DatasetLocks } from '../../src/jobs/dataset-locks.ts';
import { jobHandlers } from '../../src/jobs/handlers.ts';
import { sweepFolders } from '../../src/jobs/housekeeping.ts';
import type { ImportFile, JobName, NewJobOf, Placement } from '../../src/jobs/job.ts';
import type { JobDeps } from '../../src/jobs/job-deps.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import type { Dataset, Lane } from '../../src/store/bot-state.ts';
import { type Program, wire } from '../../src/wire.ts';
import { unreadMeter } from '../unread-meter.ts';
import { InMemorySlack } from './in-memory-slack.ts';
import type { KillSwitch } from './kill-switch.ts';
import { type HandClock, type Logged, readableLog, type TempBot, tempBot } from './temp-bot.ts';

export const START = Date.UTC(2026, 5, 1, 12);

export const realEngine = (): Program => wire({ quickChartUrl: null }, () => {}, { ingestInWorker: true });

export interface Started {
  readonly queue: JobQueue;
  readonly deps: JobDeps;
  readonly lines: readonly Logged[];
}

/** Adds a job without starting anything. */
export const addJob = async ({ state, clock }: World, job: NewJobOf<JobName>, lane: Lane): Promise<void> => {
  await state.jobs.add({ ...job, lane, notBefore: 0 }, clock.now);
};

/** The program does what is there until it is killed, if it comes so far, and is started again. */
export const killedAndStarted = async (world: World, kill: KillSwitch): Promise<void> => {
  if (!kill.isOff) {
    const { queue } = await world.start(kill);
    await Promise.race([queue.idle(), kill.down]);
  }
  const { queue } = await world.start();
  await queue.idle();
};

export interface World extends TempBot {
  readonly slack: InMemorySlack;
  readonly clock: HandClock;
  /** A world of its own that begins as this one is, which has nothing to do at the moment. */
  copy(): Promise<World>;
  /** The program, started on what is there; again after a kill. */
  start(kill?: KillSwitch, changes?: Partial<JobDeps>): Promise<Started>;
}

export const jobWorld = async (engine: Program, changes: Partial<JobDeps> = {}, like?: World): Promise<World> => {
  const bot = await tempBot(like);
  const slack = like?.slack.copyFor(bot.state.deliveries) ?? new InMemorySlack(bot.state.deliveries);
  const clock = { now: like?.clock.now ?? START };
  const start = async (kill?: KillSwitch, changesNow: Partial<JobDeps> = {}): Promise<Started> => {
    const { log, lines } = readableLog();
    const meter = unreadMeter();
    const through = <T extends object>(object: T): T => kill?.through(object) ?? object;
    const state = through(bot.state);
    const folders = through(bot.folders);
    const deps: JobDeps = {
      state,
      folders,
      locks: new DatasetLocks(),
      messenger: through(slack.messenger),
      people: through(slack.people),
      downloads: through(slack.downloads),
      segmentation: engine.segmentation,
      preview: engine.preview,
      forgetCustomer: engine.forgetCustomer,
      accountOf: engine.accountOf,
      charts: buildCharts,
      insightCharts: buildInsightCharts,
      // Pictures have tests of their own; here it matters which arrive, and how often.
      draw: async ({ id }) => Buffer.from(id),
      investorFiles: async ({ run }) => ({
        'investor.pdf': Buffer.from(`pdf of ${run.id}`),
        'investor.xlsx': Buffer.from('workbook'),
      }),
      retentionDays: 400,
      bot: { user: 'UBOT', name: 'Tranche' },
      now: () => clock.now,
      log,
      meter,
      ...changes,
      ...changesNow,
    };
    await bot.state.jobs.recover([]);
    await sweepFolders(bot);
    const queue = new JobQueue({
      state: kill?.standingStill(bot.state) ?? bot.state,
      handlers: jobHandlers(deps),
      now: () => clock.now,
      log,
      meter,
    });
    queue.wake();
    return { queue, deps, lines };
  };
  const world: World = { ...bot, slack, clock, start, copy: () => jobWorld(engine, changes, world) };
  return world;
};

/** A file that U1 shared in C1, with the job that takes it in. */
export const sharedFile = (file: string, changes: Partial<ImportFile> = {}): NewJobOf<'import-file'> => ({
  kind: 'import-file',
  key: `file:C1:${file}`,
  team: 'T1',
  payload: {
    ...{ team: 'T1', channel: 'C1', thread: '900.000', file, user: 'U1' },
    ...{ origin: 'shared', responseUrl: null, ...changes },
  },
});

/** Says of the file whose question stands in the thread where its orders belong. */
export const placed = async (world: World, placement: Placement, answeredBy = 'U1'): Promise<void> => {
  const { question } = world.slack.standing('ask-place').at(-1)!;
  const { queue } = await world.start();
  const payload = { question: question.id, answeredBy, placement };
  await queue.add({ kind: 'resume-import', key: `trigger:${question.id}:${answeredBy}`, team: 'T1', payload });
  await queue.idle();
};

/** Names of everything in a folder of the data directory. */
export const entries = ({ folders }: TempBot, ...path: readonly string[]): readonly string[] => {
  const folder = join(folders.path, ...path);
  return existsSync(folder) ? readdirSync(folder).map(name => [...path, name].join('/')) : [];
};

/** What stands in the data directory beside the batches and snapshots of datasets, and uploads that wait for an answer; and what is missing. */
export const leftovers = async (
  bot: TempBot,
  datasets: readonly Dataset[],
  waiting: readonly string[] = [],
): Promise<readonly string[]> => {
  const batches = await Promise.all(datasets.map(({ id }) => bot.state.batches.ofDataset(id)));
  const wanted = new Set([
    ...waiting.map(job => `uploads/${job}`),
    ...datasets.map(({ id }) => `datasets/${id}`),
    ...batches.flat().map(({ folder }) => `batches/${folder}`),
  ]);
  const found = new Set(['uploads', 'exports', 'staging', 'batches', 'datasets'].flatMap(name => entries(bot, name)));
  const missing = [...wanted].filter(name => !found.has(name)).map(name => `missing: ${name}`);
  return [...[...found].filter(name => !wanted.has(name)), ...missing];
};

export interface OrderRows {
  readonly customers?: number;
  /** Of the last order, epoch milliseconds. */
  readonly until?: number;
  readonly header?: string;
  readonly date?: (instant: Date) => string;
}

/** Invented orders: customer n bought (n mod 4) + 1 times, the higher n the more and the longer ago. */
export const ordersCsv = ({
  customers = 24,
  until = START - 86_400_000,
  header = 'order_id,customer_id,order_date,amount',
  date = instant => instant.toISOString().slice(0, 10),
}: OrderRows = {}): string => {
  const rows: string[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    for (let order = 0; order <= customer % 4; order += 1) {
      const at = new Date(until - (customer * 5 + order * 9) * 86_400_000);
      rows.push(`${customer}-${order},K${100 + customer},${date(at)},${10 + customer * 3 + order}.50`);
    }
  }
  return `${[header, ...rows].join('\n')}\n`;
};
