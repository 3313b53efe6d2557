/** What the bot has done, for Prometheus: the only file that knows its client. Every bot has a registry of its own. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isExpected } from './errors.ts';
import type { ImportOutcome, Meter } from './jobs/meter.ts';
import { Outage, PlaceClosed } from './outages.ts';
import type { Lane } from './store/bot-state.ts';

/** From small files to hundreds of megabytes. */
const STEP_SECONDS = [0.1, 0.3, 1, 3, 10, 30, 100, 300];
/** Slack waits for three seconds. */
const ACK_SECONDS = [0.01, 0.03, 0.1, 0.3, 0.5, 1, 3];
/** A digest that is so much later than people asked for it is late. */
const LATE_AFTER_MS = 5 * 60_000;

const IMPORT_OUTCOMES: readonly ImportOutcome[] = ['reported', 'asked', 'refused', 'not_orders', 'closed', 'failed'];
const LANES: readonly Lane[] = ['import', 'query', 'light'];

export interface MetricsDeps {
  /** Milliseconds of a clock that never goes back. */
  readonly monotonicMs: () => number;
  /** Jobs that wait. */
  readonly waiting: () => Promise<readonly { readonly lane: Lane }[]>;
  readonly memory: () => { readonly rss: number; readonly heapUsed: number };
}

export interface Metrics {
  readonly meter: Meter;
  /** As Prometheus reads it, with its content type. */
  readonly exposition: () => Promise<{ readonly type: string; readonly text: string }>;
}

export const createMetrics = (deps: MetricsDeps): Metrics => {
  const registry = new Registry();
  watchProcess(registry, deps);
  return {
    meter: meterIn(registry, deps),
    exposition: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
};

const watchProcess = (registry: Registry, { waiting, memory }: MetricsDeps): void => {
  const registers = [registry];
  new Gauge({
    name: 'tranche_jobs_waiting',
    help: 'Jobs that wait for their turn or for another try, by lane',
    labelNames: ['lane'],
    registers,
    async collect() {
      const jobs = await waiting();
      for (const lane of LANES) this.set({ lane }, jobs.filter(job => job.lane === lane).length);
    },
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the process',
    registers,
    collect() {
      this.set(memory().rss);
    },
  });
  new Gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: 'Memory of JavaScript objects',
    registers,
    collect() {
      this.set(memory().heapUsed);
    },
  });
};

const meterIn = (registry: Registry, { monotonicMs }: MetricsDeps): Meter => {
  const { imports, rows, steps, acks, failures, retries, digests } = instrumentsIn(registry);
  const measured = async <T>(work: () => Promise<T>, observe: (seconds: number) => void): Promise<T> => {
    const began = monotonicMs();
    const made = await work();
    observe((monotonicMs() - began) / 1_000);
    return made;
  };
  return {
    imported: outcome => imports.inc({ outcome }),
    rowsImported: count => rows.inc(count),
    timed: (step, work) => measured(work, seconds => steps.observe({ step }, seconds)),
    acknowledged: (request, work) => measured(work, seconds => acks.observe({ request }, seconds)),
    failed: error => failures.inc({ kind: kindOf(error) }),
    retried: () => retries.inc(),
    digestSent: late => digests.inc({ when: late > LATE_AFTER_MS ? 'late' : 'on_time' }),
  };
};

const kindOf = (error: unknown): string => {
  if (isExpected(error)) return error.code;
  if (error instanceof Outage) return 'outage';
  return error instanceof PlaceClosed ? 'place_closed' : 'bug';
};

interface Instruments {
  readonly imports: Counter<'outcome'>;
  readonly rows: Counter;
  readonly steps: Histogram<'step'>;
  readonly acks: Histogram<'request'>;
  readonly failures: Counter<'kind'>;
  readonly retries: Counter;
  readonly digests: Counter<'when'>;
}

interface Counted<L> {
  readonly label: L;
  readonly values: readonly string[];
}

interface Measured<L> {
  readonly label: L;
  /** Upper bounds in seconds. */
  readonly buckets: readonly number[];
}

/** What can be counted is there from the start with 0, so that its first increase is seen as one. */
const instrumentsIn = (registry: Registry): Instruments => {
  const registers = [registry];
  const histogram = <L extends string>(name: string, help: string, { label, buckets }: Measured<L>): Histogram<L> =>
    new Histogram({ name, help, labelNames: [label], buckets: [...buckets], registers });
  const counter = <L extends string>(name: string, help: string, { label, values }: Counted<L>): Counter<L> => {
    const made = new Counter({ name, help, labelNames: [label], registers });
    for (const value of values) made.inc({ [label]: value } as Record<L, string>, 0);
    return made;
  };
  return {
    imports: counter('tranche_imports_total', 'Files, by how their import ended', {
      label: 'outcome',
      values: IMPORT_OUTCOMES,
    }),
    rows: new Counter({ name: 'tranche_rows_imported_total', help: 'Rows of files that were stored', registers }),
    steps: histogram('tranche_step_seconds', 'Seconds of an import, a segmentation, the delivery of a report', {
      label: 'step',
      buckets: STEP_SECONDS,
    }),
    acks: histogram('tranche_ack_seconds', 'Seconds until a request of Slack is taken in and acknowledged', {
      label: 'request',
      buckets: ACK_SECONDS,
    }),
    failures: counter('tranche_failures_total', 'What went wrong, by kind', {
      label: 'kind',
      values: ['outage', 'bug', 'place_closed'],
    }),
    retries: new Counter({ name: 'tranche_retries_total', help: 'Jobs that failed and come again', registers }),
    digests: counter('tranche_digests_sent_total', 'Digests, by when they came', {
      label: 'when',
      values: ['on_time', 'late'],
    }),
  };
};
