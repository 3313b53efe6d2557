/** Does the jobs that wait in the database, each to its end, whatever happens in between. */

import { Outage } from '../outages.ts';
import type { BotState, JobRow, Lane } from '../store/bot-state.ts';
import { Attempts, pauseMs, refuseCrashing } from './attempts.ts';
import { inTurns, startable } from './fair-order.ts';
import type { Failure, JobContext, JobHandler, JobHandlers, JobName, NewJobOf } from './job.ts';
import type { Meter } from './meter.ts';
import { PlacesInQueue } from './places-in-queue.ts';
import { Unanswered } from './unanswered.ts';

const LANES: readonly Lane[] = ['light', 'query', 'import'];

export interface QueueDeps {
  readonly state: BotState;
  readonly handlers: JobHandlers;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: JobLog;
  readonly meter: Pick<Meter, 'failed' | 'retried'>;
}

export interface JobLog {
  info(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

interface Running {
  readonly row: JobRow;
  readonly end: AbortController;
  readonly ended: Promise<void>;
}

export class JobQueue {
  readonly #deps: QueueDeps;
  readonly #running = new Map<string, Running>();
  readonly #served = new Map<string, number>();
  readonly #places: PlacesInQueue;
  readonly #unanswered = new Unanswered();
  readonly #attempts = new Attempts();
  readonly #stop = new AbortController();
  readonly #endedTeams = new Set<string>();
  #isUnsettled = false;
  #turn = 0;
  #pumping: Promise<void> | null = null;
  #again = false;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
    this.#places = new PlacesInQueue((row, ahead) => this.#tellPlace(row, ahead));
  }

  /**
   * Adds a job; `false` where the same occasion was there before, where the same is not done yet, and where the workspace
   * has ended. Returns once it is safe in the database.
   */
  async add<N extends JobName>({ same, afterMs = 0, ...job }: NewJobOf<N>): Promise<boolean> {
    const { state, handlers, now } = this.#deps;
    if (this.hasEnded(job.team)) return false;
    const handler = handlers[job.kind] as JobHandler<unknown>;
    const lane = typeof handler.lane === 'function' ? handler.lane(job.payload) : handler.lane;
    if (same !== undefined && !this.#unanswered.begin(same, job.key)) return false;
    try {
      const notBefore = afterMs === 0 ? 0 : now() + afterMs;
      const added = await state.jobs.add({ ...job, lane, notBefore }, now());
      // Also one that was there may begin earlier now.
      this.wake();
      return added !== null;
    } catch (error) {
      this.#unanswered.done(job.key);
      throw error;
    }
  }

  /** At the start, before `wake`: what was running when the process ended waits again. */
  async recover(): Promise<void> {
    await this.#deps.state.jobs.recover([]);
  }

  /** Looks for jobs that can start now; call it also when time has passed. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    this.#again = true;
    this.#pumping ??= this.#pump()
      // A full disk, for one: whoever calls next tries again, and the program goes on.
      .catch(error => this.#deps.log.error({ err: error }, 'waiting jobs could not be started'))
      .finally(() => {
        this.#pumping = null;
        if (this.#again) this.wake();
      });
  }

  /** Resolves when nothing runs and nothing can start. */
  async idle(): Promise<void> {
    while (this.#pumping || this.#running.size > 0) {
      await this.#pumping;
      await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    }
  }

  /** Takes no more jobs, lets the running ones end within the time, parks the others. */
  async stop(withinMs: number): Promise<void> {
    this.#stop.abort();
    await this.#pumping;
    const ends = Promise.all([...this.#running.values()].map(({ ended }) => ended));
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    await Promise.race([ends, late]);
    clearTimeout(timer);
    await Promise.all([...this.#running.keys()].map(id => this.#deps.state.jobs.again(id, 0, true)));
  }

  /** Nothing is done for the workspace any more. */
  hasEnded(team: string): boolean {
    return this.#endedTeams.has(team);
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  async #pump(): Promise<void> {
    while (this.#again && !this.#stop.signal.aborted) {
      this.#again = false;
      await this.#startWhatCan();
    }
  }

  async #startWhatCan(): Promise<void> {
    const { state, now } = this.#deps;
    if (this.#isUnsettled) await this.#takeUpUnsettled();
    const queued = await state.jobs.queued();
    const due = queued.filter(job => job.notBefore <= now() && !this.#running.has(job.id) && !this.hasEnded(job.team));
    for (const lane of LANES) {
      const ordered = inTurns(
        due.filter(job => job.lane === lane),
        this.#served,
      );
      const starting = startable(ordered, this.#rows(), lane);
      for (const job of starting) if (!this.#stop.signal.aborted) await this.#start(job);
      if (lane === 'import')
        this.#places.tell(
          ordered.filter(job => !starting.includes(job)),
          this.#rows(),
        );
    }
  }

  /** Jobs whose end could not be written down (a full disk) would be marked as running for ever. */
  async #takeUpUnsettled(): Promise<void> {
    await this.#deps.state.jobs.recover([...this.#running.keys()]);
    this.#isUnsettled = false;
  }

  #rows(): readonly JobRow[] {
    return [...this.#running.values()].map(({ row }) => row);
  }

  async #start(job: JobRow): Promise<void> {
    // Deleted since it was looked up: its workspace has removed the app.
    if (!(await this.#deps.state.jobs.start(job.id))) return;
    this.#served.set(job.team, ++this.#turn);
    const told = this.#places.leave(job.id);
    const row = { ...job, attempts: job.attempts + 1 };
    const end = new AbortController();
    // A place that is still being told must not come after the first step.
    const ended = told
      .then(() => this.#do(row, AbortSignal.any([this.#stop.signal, end.signal])))
      .finally(() => {
        this.#running.delete(job.id);
        this.wake();
      });
    this.#running.set(job.id, { row, end, ended });
  }

  /** Never rejects: what goes wrong is told, logged and, where that helps, tried again. */
  async #do(row: JobRow, signal: AbortSignal): Promise<void> {
    const { log } = this.#deps;
    const context = this.#context(row, signal);
    const facts = { run: row.id, job: row.kind, attempt: row.attempts };
    try {
      refuseCrashing(row);
      await this.#handler(row).run(row.payload, context);
      await this.#finish(row, 'done');
      log.info(facts, 'job done');
    } catch (error) {
      await this.#failed(row, context, error).catch(broken => {
        this.#isUnsettled = true;
        log.error({ ...facts, err: broken }, 'job not settled');
      });
    }
  }

  async #failed(row: JobRow, context: JobContext, error: unknown): Promise<void> {
    const { state, now, log, meter } = this.#deps;
    if (this.#stop.signal.aborted) {
      await state.jobs.again(row.id, 0, true);
      return;
    }
    if (context.signal.aborted) {
      await this.#finish(row, 'failed');
      return;
    }
    const outage = error instanceof Outage ? error : null;
    const retrying = this.#attempts.mayRetry(row, error);
    log.error({ run: row.id, job: row.kind, attempt: row.attempts, retrying, err: error }, 'job failed');
    meter.failed(error);
    if (retrying) meter.retried();
    if (retrying) await state.jobs.again(row.id, now() + pauseMs(row.attempts, outage), false);
    else await this.#finish(row, 'failed');
    const failure: Failure | null = outage
      ? { kind: 'outage', what: outage.what, retrying }
      : retrying
        ? null
        : { kind: 'bug' };
    const isNews = failure !== null && (!retrying || row.attempts === 1);
    if (isNews) await this.#tellFailure(row, context, failure);
  }

  async #finish({ id, key }: JobRow, how: 'done' | 'failed'): Promise<void> {
    this.#unanswered.done(key);
    await this.#deps.state.jobs.finish(id, how);
  }

  /** Where Slack is what fails, nobody can be told. */
  async #tellFailure(row: JobRow, context: JobContext, failure: Failure): Promise<void> {
    try {
      await this.#handler(row).failed(row.payload, context, failure);
    } catch (error) {
      this.#deps.log.error({ run: row.id, job: row.kind, err: error }, 'a failure could not be told');
    }
  }

  async #tellPlace(row: JobRow, ahead: number): Promise<void> {
    try {
      await this.#handler(row).waiting?.(row.payload, this.#context(row), ahead);
    } catch (error) {
      this.#deps.log.error({ run: row.id, err: error }, 'place in the queue not told');
    }
  }

  #context(row: JobRow, signal = this.#stop.signal): JobContext {
    const { id, attempts, createdAt } = row;
    const add: JobContext['add'] = job => this.add(job);
    return { job: id, attempt: attempts, askedAt: createdAt, signal, add, endWorkspace: () => this.#endWorkspace(row) };
  }

  /** Those that do the same must not wait for each other. */
  async #endWorkspace({ team, kind }: JobRow): Promise<void> {
    this.#endedTeams.add(team);
    const others = [...this.#running.values()].filter(({ row }) => row.team === team && row.kind !== kind);
    for (const { end } of others) end.abort();
    await Promise.all(others.map(({ ended }) => ended));
  }

  #handler(row: JobRow): JobHandler<unknown> {
    return this.#deps.handlers[row.kind as JobName] as JobHandler<unknown>;
  }
}
