/** Which implementation stands behind each contract: the only file that knows them all. */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { ChartRenderer } from './charts/chart.ts';
import type { Config } from './config.ts';
import type { SegmentReport } from './core/report.ts';
import { cleanCopy } from './ingest/clean-copy.ts';
import { inspectOrderFile } from './ingest/inspect.ts';
import type { PreviewRequest, TablePreview } from './ingest/preview.ts';
import type { AccountRequest, ForgetRequest, RewrittenBatch } from './orders/order-store.ts';
import type { ClusteringPool, SegmentationDeps } from './pipeline/segmentation.ts';
import { type Outcome, resultOf } from './workers/outcome.ts';

/** More threads than this do not make one segmentation faster. */
const MOST_THREADS = 4;
/** For DuckDB's buffers; the rest of the process needs about 200 MB. */
const STORE_MEGABYTES = 500;
const CHARTS_AT_ONCE = 3;
const CHART_SERVER_TIMEOUT_MS = 15_000;

/** A small file does not wait for a large one. */
const INGESTS_AT_ONCE = 4;
/** A thread that had nothing to read for this long ends and gives its memory back. */
const INGEST_IDLE_MS = 60_000;

export interface WireOptions {
  /** Files are read through in a worker, so that this thread stays free; a command that only reads is faster without. */
  readonly ingestInWorker: boolean;
}

export interface Program {
  readonly segmentation: SegmentationDeps;
  /** The first look at a file, for questions about it. */
  readonly preview: (request: PreviewRequest) => Promise<TablePreview>;
  /** Writes kept orders and snapshots anew without a customer: the places of those batches; null where nobody knows them. */
  readonly forgetCustomer: (request: ForgetRequest) => Promise<readonly RewrittenBatch[] | null>;
  /** Writes what is stored about a customer. Gives the rows; null where nobody knows them. */
  readonly accountOf: (request: AccountRequest) => Promise<number | null>;
  /** Loads what drawing needs while something else is waited for. */
  readonly prepareCharts: () => void;
  readonly draw: ChartRenderer;
  /** The investor pack of a report that holds the topic: files by their names. */
  readonly investorFiles: (report: SegmentReport) => Promise<Readonly<Record<string, Uint8Array>>>;
  readonly close: () => Promise<void>;
}

export const wire = (
  config: Config,
  onNotice: (text: string) => void,
  { ingestInWorker }: WireOptions = { ingestInWorker: false },
): Program => {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  const clustering = new Piscina({ filename: workerFile('clustering'), minThreads: threads, maxThreads: threads });
  const endClustering = endOf(clustering);
  let drawing: Piscina | undefined;
  let endDrawing: (() => Promise<void>) | undefined;
  // One thread: loading the canvas costs as much as three charts, and pictures are encoded beside it anyway.
  const drawingPool = (): Piscina => {
    if (drawing) return drawing;
    drawing = new Piscina({
      filename: workerFile('draw'),
      minThreads: 1,
      maxThreads: 1,
      concurrentTasksPerWorker: CHARTS_AT_ONCE,
    });
    endDrawing = endOf(drawing);
    return drawing;
  };
  const ingest = ingestInWorker ? threadedIngest() : directIngest;
  return {
    segmentation: {
      inspect: ingest.inspect,
      cleanCopy: ingest.cleanCopy,
      readRelated: ingest.readRelated,
      keyOverlaps: async request => {
        const { keyOverlaps } = await import('./orders/duckdb/key-overlaps.ts');
        return keyOverlaps(request, { threads, memoryMegabytes: STORE_MEGABYTES });
      },
      joinTables: async request => {
        const { joinTables } = await import('./orders/duckdb/join-tables.ts');
        return joinTables(request, { threads, memoryMegabytes: STORE_MEGABYTES });
      },
      // Loading DuckDB takes a tenth of a second, which passes while the file is looked at.
      openStore: async (folder, others) => {
        const { openDuckDbOrderStore } = await import('./orders/duckdb/duckdb-order-store.ts');
        const place = { folder, allowedFolders: [folder, ...others] };
        return openDuckDbOrderStore(place, { threads, memoryMegabytes: STORE_MEGABYTES });
      },
      openStored: async (batches, scratch, others) => {
        const { reopenDuckDbOrderStore } = await import('./orders/duckdb/duckdb-order-store.ts');
        const place = { folder: scratch, batches, allowedFolders: [scratch, ...others] };
        return reopenDuckDbOrderStore(place, { threads, memoryMegabytes: STORE_MEGABYTES });
      },
      clustering: clusteringPool(clustering),
    },
    preview: ingest.preview,
    forgetCustomer: async request => {
      const { forgetCustomer } = await import('./orders/duckdb/forget-customer.ts');
      return forgetCustomer(request, { threads, memoryMegabytes: STORE_MEGABYTES });
    },
    accountOf: async request => {
      const { customerAccount } = await import('./orders/duckdb/customer-account.ts');
      return customerAccount(request, { threads, memoryMegabytes: STORE_MEGABYTES });
    },
    prepareCharts: () => {
      drawingPool();
    },
    draw: chartRenderer(config, chart => drawingPool().run(chart), onNotice),
    investorFiles: report => drawingPool().run(report, { filename: workerFile('documents'), name: 'investorFiles' }),
    close: async () => {
      await Promise.all([endClustering(), endDrawing?.(), ingest.close()]);
    },
  };
};

/**
 * Ends a new pool once its threads have started: ending a thread that is still starting brings the whole process down
 * (V8: "Check failed: (location_) != nullptr", seen with Node 24.21 when a command fails at once).
 */
const endOf = (pool: Piscina): (() => Promise<void>) => {
  // A thread's first message says that it has loaded its file; one that cannot ends instead.
  const started = pool.threads.map(
    thread =>
      new Promise<void>(resolve => {
        for (const event of ['message', 'error', 'exit']) thread.once(event, () => resolve());
      }),
  );
  return async () => {
    await Promise.all(started);
    await pool.destroy();
  };
};

const workerFile = (name: string): string => new URL(`./workers/${name}.ts`, import.meta.url).href;

interface Ingest
  extends Pick<SegmentationDeps, 'inspect' | 'cleanCopy' | 'readRelated'>,
    Pick<Program, 'preview' | 'close'> {}

const directIngest: Ingest = {
  inspect: inspectOrderFile,
  cleanCopy,
  readRelated: async request => (await import('./ingest/related.ts')).readRelated(request),
  preview: async request => (await import('./ingest/preview.ts')).previewTable(request),
  close: async () => {},
};

/** One thread: reading is bound by the disk, and imports take turns anyway. */
const threadedIngest = (): Ingest => {
  const pool = new Piscina({
    filename: workerFile('ingest'),
    minThreads: 0,
    maxThreads: 1,
    concurrentTasksPerWorker: INGESTS_AT_ONCE,
    idleTimeout: INGEST_IDLE_MS,
  });
  const run = async <T>(name: string, task: object): Promise<T> => {
    const outcome: Outcome<T> = await pool.run(task, { name });
    return resultOf(outcome);
  };
  return {
    inspect: request => run('inspect', request),
    cleanCopy: (file, scratch) => run('cleanCopy', { file, scratch }),
    readRelated: request => run('readRelated', request),
    preview: request => run('preview', request),
    close: () => pool.destroy(),
  };
};

const clusteringPool = (pool: Piscina): ClusteringPool => ({
  fit: task => pool.run(task, { name: 'fit' }),
  improve: task => pool.run(task, { name: 'improve' }),
  ward: task => pool.run(task, { name: 'ward' }),
  dbscan: task => pool.run(task, { name: 'dbscan' }),
  silhouettes: task => pool.run(task, { name: 'silhouettes' }),
});

/** quickchart-js is loaded only where a server is named. */
const chartRenderer = (config: Config, local: ChartRenderer, onNotice: (text: string) => void): ChartRenderer => {
  const url = config.quickChartUrl;
  if (url === null) return local;
  const remote = import('./charts/draw-quickchart.ts').then(({ quickChartRenderer }) =>
    quickChartRenderer({
      url,
      fallback: local,
      timeoutMs: CHART_SERVER_TIMEOUT_MS,
      onFallback: (chart, reason) => onNotice(`${chart} was drawn on this machine: ${reason}.`),
    }),
  );
  return async chart => (await remote)(chart);
};
