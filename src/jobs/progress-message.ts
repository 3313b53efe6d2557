/** Progress in one message: the latest step wins, and Slack is asked for an edit every three seconds at most. */
import type { Progress } from '../pipeline/progress.ts';
import type { JobLog } from './job-queue.ts';
import type { Messenger, Part } from './ports.ts';
import type { ProgressStep } from './sayings/reports.ts';

const EDIT_EVERY_MS = 3_000;

export interface ProgressDeps {
  readonly messenger: Messenger;
  readonly now: () => number;
  readonly log: JobLog;
}

export class ProgressMessage {
  readonly #deps: ProgressDeps;
  readonly #part: Part;
  readonly #source: string;
  #records = 0;
  #next: ProgressStep | null = null;
  #timer: NodeJS.Timeout | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;
  #sending: Promise<void> = Promise.resolve();
  #over = false;

  constructor(deps: ProgressDeps, part: Part, source: string) {
    this.#deps = deps;
    this.#part = part;
    this.#source = source;
  }

  /** The first step; rejects where nothing can be posted. */
  async start(step: ProgressStep): Promise<void> {
    this.#sentAt = this.#deps.now();
    await this.#put(step);
  }

  /** A later step that the person must have been told before it happens. */
  async tell(step: ProgressStep): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#sending;
    await this.start(step);
  }

  get isBegun(): boolean {
    return Number.isFinite(this.#sentAt);
  }

  /** A later step, which nobody sees before the first; never fails: progress is no reason to lose a report. */
  show(step: ProgressStep): void {
    if (this.#over || !this.isBegun) return;
    this.#next = step;
    this.#timer ??= setTimeout(() => this.#edit(), Math.max(0, this.#sentAt + EDIT_EVERY_MS - this.#deps.now()));
  }

  /** Steps of the pipeline as the person sees them. */
  readonly onProgress = (progress: Progress): void => {
    const step = this.#stepOf(progress);
    if (step) this.show(step);
  };

  /** Nothing is sent after this has returned. */
  async end(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#timer);
    await this.#sending;
  }

  #edit(): void {
    const step = this.#next;
    this.#timer = undefined;
    this.#next = null;
    if (step === null || this.#over) return;
    this.#sentAt = this.#deps.now();
    this.#sending = this.#put(step).catch(error =>
      this.#deps.log.info({ run: this.#part.job, err: error }, 'progress could not be shown'),
    );
  }

  #put(step: ProgressStep): Promise<void> {
    return this.#deps.messenger.put(this.#part, { kind: 'progress', source: this.#source, ...step }).then(() => {});
  }

  #stepOf({ step, rows, fraction }: Progress): ProgressStep | null {
    if (step === 'inspect' || step === 'copy') return { step: 'inspecting' };
    if (step !== 'load') return { step: 'finding' };
    if (rows === undefined || !fraction) return null;
    this.#records = Math.max(this.#records, Math.round(rows / fraction));
    return { step: 'reading', rows, ofRows: this.#records };
  }
}
