/** Does the jobs that wait in the database, each to its end, whatever happens in between. */

import { Outage } from '../outages.ts';
import type { BotState, JobRow, Lane } from '../store/bot-state.ts';
import { importsAhead, inTurns, startable } from './fair-order.ts';
import type { Failure, JobContext, JobHandler, JobHandlers, JobName, NewJobOf } from './job.ts';
import type { Meter } from './meter.ts';
import { Unanswered } from './unanswered.ts';

/**
 * Starts before a job is given up. Those that killed the process count among all starts, so they need the most room.
 * Twelve starts wait for almost half an hour in all. Bugs are counted for themselves.
 */
const MOST_ATTEMPTS = { outage: 12, bug: 3, crash: 14 } as const;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
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
  /** What each waiting job was told of its place, and when that was said. */
  readonly #told = new Map<string, { readonly ahead: number; readonly said: Promise<void> }>();
  readonly #unanswered = new Unanswered();
  readonly #bugs = new Map<string, number>();
  readonly #stop = new AbortController();
  readonly #endedTeams = new Set<string>();
  #isUnsettled = false;
  #turn = 0;
  #pumping: Promise<void> | null = null;
  #again = false;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
  }

  /**
   * Adds a job; `false` where the same occasion was there before, where the same is not done yet, and where the workspace
   * has ended. Returns once it is safe in the database.
   */
  async add<N extends JobName>({ same, ...job }: NewJobOf<N>): Promise<boolean> {
    const { state, handlers, now } = this.#deps;
    if (this.hasEnded(job.team)) return false;
    const handler = handlers[job.kind] as JobHandler<unknown>;
    const lane = typeof handler.lane === 'function' ? handler.lane(job.payload) : handler.lane;
    if (same !== undefined && !this.#unanswered.begin(same, job.key)) return false;
    try {
      const added = await state.jobs.add({ ...job, lane, notBefore: 0 }, now());
      if (added) this.wake();
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
      if (lane === 'import') this.#tellPlaces(ordered.filter(job => !starting.includes(job)));
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
    const told = this.#told.get(job.id);
    this.#told.delete(job.id);
    const row = { ...job, attempts: job.attempts + 1 };
    const end = new AbortController();
    // A place that is still being told must not come after the first step.
    const ended = (told?.said ?? Promise.resolve())
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
      if (row.attempts > MOST_ATTEMPTS.crash) throw new Error('Given up: the program ended several times while it ran');
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
    const retrying =
      row.attempts <= MOST_ATTEMPTS.crash &&
      (outage ? row.attempts < MOST_ATTEMPTS.outage : this.#countBug(row.id) < MOST_ATTEMPTS.bug);
    log.error({ run: row.id, job: row.kind, attempt: row.attempts, retrying, err: error }, 'job failed');
    meter.failed(error);
    if (retrying) meter.retried();
    if (!retrying) this.#bugs.delete(row.id);
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

  /** Outages before it do not count; a restart begins anew, as those are counted among all starts. */
  #countBug(id: string): number {
    const bugs = (this.#bugs.get(id) ?? 0) + 1;
    this.#bugs.set(id, bugs);
    return bugs;
  }

  #tellPlaces(waiting: readonly JobRow[]): void {
    const { log } = this.#deps;
    for (const [id, ahead] of importsAhead(waiting, this.#rows())) {
      const before = this.#told.get(id);
      if (before?.ahead === ahead) continue;
      const row = waiting.find(job => job.id === id)!;
      const tell = async (): Promise<void> => {
        await before?.said;
        await this.#handler(row).waiting?.(row.payload, this.#context(row), ahead);
      };
      const said = tell().catch(error => log.error({ run: id, err: error }, 'place in the queue not told'));
      this.#told.set(id, { ahead, said });
    }
  }

  #context(row: JobRow, signal = this.#stop.signal): JobContext {
    const { id, attempts, createdAt } = row;
    return { job: id, attempt: attempts, askedAt: createdAt, signal, endWorkspace: () => this.#endWorkspace(row) };
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

/** Twice as long each time; never shorter than the service asks for. */
const pauseMs = (attempts: number, outage: Outage | null): number =>
  Math.max(Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS), outage?.retryAfterMs ?? 0);
