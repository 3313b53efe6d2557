/** The bot from its configuration: state, engine, jobs and Slack, opened in that order and closed in the other. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { buildCharts } from './charts/all-charts.ts';
import { buildInsightCharts } from './charts/insight-charts.ts';
import type { BotConfig } from './config.ts';
import { type HealthStatus, healthRoutes, metricsRoute, type OperatorRoute } from './health.ts';
import { customerRowsRefusal } from './jobs/access.ts';
import { DatasetLocks } from './jobs/dataset-locks.ts';
import { enqueueDue } from './jobs/digests/scheduler.ts';
import { finishForgetting } from './jobs/forget-workspace.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { dropWhatIsOld, sweepFolders } from './jobs/housekeeping.ts';
import type { WaitingFile } from './jobs/job.ts';
import type { JobDeps } from './jobs/job-deps.ts';
import { JobQueue } from './jobs/job-queue.ts';
import { retention } from './jobs/retention.ts';
import { visibleDatasets } from './jobs/visible-datasets.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { connectToSlack } from './slack/connect.ts';
import { onceInAWhile } from './slack/double-clicks.ts';
import { slackDownloads } from './slack/downloads.ts';
import { listen } from './slack/listen.ts';
import type { ListenerDeps } from './slack/listeners/listener.ts';
import { slackMessenger } from './slack/messenger.ts';
import { modalOpener } from './slack/modal-opener.ts';
import { type Fetch, patientFetch } from './slack/patient-fetch.ts';
import { slackPeople } from './slack/people.ts';
import { createSlackApp, slackClient, startingClient } from './slack/slack-app.ts';
import type { BotState, Workspace } from './store/bot-state.ts';
import { type DataDir, openDataDir } from './store/data-dir.ts';
import { openBotState } from './store/open-state.ts';
import { type Program, wire } from './wire.ts';

/** Jobs have so long to end when the program stops; what is left of the ten seconds closes the rest. */
const STOP_WITHIN_MS = 7_000;

export interface BotDeps {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** For waits of seconds in the middle of a job; longer ones go by `now`. */
  readonly sleep?: (ms: number) => Promise<void>;
}

export interface Bot {
  /** Where it listens: for Slack over HTTP, for health checks in every mode. */
  readonly port: number;
  /** Looks at the clock: what is due becomes work. The program calls it every second, tests when they like. */
  tick(): Promise<void>;
  /** Resolves when nothing runs and nothing can start. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws {ExpectedError} for everything that whoever starts it can fix */
export const startBot = async (config: BotConfig, { now, log, sleep = pause }: BotDeps): Promise<Bot> => {
  await using opened = new AsyncDisposableStack();
  const folders = openDataDir(config.dataDir);
  opened.defer(() => folders.close());
  const state = await openBotState(folders.statePath, { newId: randomUUID });
  opened.defer(() => state.close());
  await finishForgetting({ state, folders });
  const workspace = await connectToSlack(startingClient(config.slack, log));
  const patient = patientFetch({ fetch, now, sleep });
  const client = slackClient(config.slack, { log, fetch: patient });
  await state.workspaces.save(workspace);
  const program = wire(config, text => log.info(text), { ingestInWorker: true });
  opened.defer(() => program.close());
  const metrics = createMetrics({
    monotonicMs: () => performance.now(),
    waiting: () => state.jobs.queued(),
    memory: () => process.memoryUsage(),
  });
  const { meter } = metrics;
  const deps = jobDeps({ config, now, sleep, log, meter, folders, state, client, fetch: patient, workspace, program });
  const queue = new JobQueue({ state, handlers: jobHandlers(deps), now, log, meter });
  await queue.recover();
  await sweepFolders({ state, folders });
  const phase = { connected: true, stopping: false };
  const status = (): HealthStatus => ({
    stateOpen: true,
    slackConnected: phase.connected,
    removed: queue.hasEnded(workspace.team),
    stopping: phase.stopping,
  });
  const onConnection = (isConnected: boolean): void => {
    phase.connected = isConnected;
  };
  const routes = [...healthRoutes(status), metricsRoute(metrics.exposition, log)];
  const app = slackApp({ config, queue, state, client, workspace, now, log, meter, routes, onConnection });
  const server = await listen(app, config, routes);
  opened.defer(() => server.close());
  queue.wake();
  log.info({ port: server.port, workspace: workspace.team, transport: config.slack.transport.kind }, 'ready');
  const keep = retention({ ...deps, queue });
  const resources = opened.move();
  return {
    port: server.port,
    tick: async () => {
      await keep(now());
      await enqueueDue({ state, queue, now });
      await dropWhatIsOld({ state, folders }, now());
      queue.wake();
    },
    idle: () => queue.idle(),
    stop: async () => {
      phase.stopping = true;
      await queue.stop(STOP_WITHIN_MS);
      await resources.disposeAsync();
    },
  };
};

interface Parts {
  readonly config: BotConfig;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
  readonly meter: Metrics['meter'];
  readonly folders: DataDir;
  readonly state: BotState;
  readonly client: WebClient;
  readonly fetch: Fetch;
  readonly workspace: Workspace & { readonly botName: string };
  readonly program: Program;
}

const jobDeps = ({
  config,
  now,
  sleep,
  log,
  meter,
  folders,
  state,
  client,
  fetch,
  workspace,
  program,
}: Parts): JobDeps => ({
  state,
  folders,
  locks: new DatasetLocks(),
  now,
  log,
  meter,
  messenger: slackMessenger({ client, fetch, deliveries: state.deliveries, log, sleep }),
  people: slackPeople(client, () => workspace.team),
  downloads: slackDownloads({
    client,
    token: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
    maxBytes: config.maxFileBytes,
    sleep,
  }),
  segmentation: program.segmentation,
  preview: program.preview,
  forgetCustomer: program.forgetCustomer,
  accountOf: program.accountOf,
  charts: buildCharts,
  insightCharts: buildInsightCharts,
  draw: program.draw,
  investorFiles: program.investorFiles,
  retentionDays: config.retentionDays,
  bot: { user: workspace.botUser, name: workspace.botName },
});

interface AppParts extends Omit<Parts, 'folders' | 'program' | 'sleep' | 'fetch'> {
  readonly queue: JobQueue;
  readonly routes: readonly OperatorRoute[];
  readonly onConnection: (isConnected: boolean) => void;
}

const slackApp = ({
  config,
  queue,
  state,
  client,
  workspace,
  now,
  log,
  meter,
  routes,
  onConnection,
}: AppParts): App => {
  const people = slackPeople(client, () => workspace.team);
  const add: ListenerDeps['add'] = job => persistently(() => queue.add(job));
  const open = modalOpener({ client, log, add });
  const listening: ListenerDeps = {
    add,
    waitingFile: async question => ((await state.questions.find(question))?.facts as WaitingFile | undefined) ?? null,
    rowsRefusal: (user, { import: { channel, user: owner } }) =>
      customerRowsRefusal(people, { user, channel }, { channel, owner }),
    openModal: (view, asked) => open(async () => view, asked),
    openWithDatasets: (viewOf, asked) =>
      open(async () => viewOf(await visibleDatasets({ state, people }, asked.replyTo)), asked),
    once: onceInAWhile(now),
    botUser: workspace.botUser,
  };
  return createSlackApp(config.slack, { ...listening, log, meter, routes, onConnection });
};

/** A state that cannot be written for a moment. */
const WRITE_AGAIN_AFTER_MS = [200, 800] as const;

/** What Slack has been told is taken in (Socket Mode) does not come again. */
const persistently = async <T>(write: () => Promise<T>): Promise<T> => {
  for (const ms of WRITE_AGAIN_AFTER_MS) {
    try {
      return await write();
    } catch {
      await pause(ms);
    }
  }
  return write();
};
