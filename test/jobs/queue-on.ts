/** A job queue on a real state with handlers that a test hands in, and a clock that is moved by hand. */
import { expect } from 'vitest';
import type { Failure, JobContext, JobHandler, JobHandlers, NewJobOf } from '../../src/jobs/job.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import type { BotState } from '../../src/store/bot-state.ts';
import { unreadMeter } from '../unread-meter.ts';
import { readableLog } from './temp-bot.ts';

export const START = Date.UTC(2026, 5, 1);

export type Work = (payload: unknown, context: JobContext) => Promise<void>;

interface Told {
  readonly job: string;
  readonly failure: Failure;
}

/** A queue whose jobs all do the same, and what people hear of it. */
export const queueOn = (state: BotState, work: Work, clock = { now: START }) => {
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

export const home = (key: string, team = 'T1'): NewJobOf<'show-home'> => ({
  kind: 'show-home',
  key,
  team,
  payload: { team, user: 'U1' },
});

export const importOf = (file: string, team = 'T1'): NewJobOf<'import-file'> => ({
  kind: 'import-file',
  key: file,
  team,
  payload: { team, channel: 'C1', thread: null, file, user: 'U1', origin: 'shared', responseUrl: null },
});

export const keyOf = async (state: BotState, job: string): Promise<string> => (await state.jobs.byId(job))!.key;

/** Work that goes on until it is told to end; it can be waited for that it has begun. */
export const heldWork = () => {
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

/** Lets the clock run from one try to the next, and gives the pauses between them, until nothing waits any more. */
export const pausesUntilSettled = async ({ queue, clock }: ReturnType<typeof queueOn>, state: BotState) => {
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
