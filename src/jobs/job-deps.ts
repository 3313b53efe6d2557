/** Everything the jobs work with, handed in. */
import type { Chart, ChartInput, ChartRenderer } from '../charts/chart.ts';
import type { SegmentReport } from '../core/report.ts';
import type { PreviewRequest, TablePreview } from '../ingest/preview.ts';
import type { AccountRequest, ForgetRequest, RewrittenBatch } from '../orders/order-store.ts';
import type { SegmentationDeps } from '../pipeline/segmentation.ts';
import type { BotState } from '../store/bot-state.ts';
import type { DataDir } from '../store/data-dir.ts';
import type { DatasetLocks } from './dataset-locks.ts';
import type { JobLog } from './job-queue.ts';
import type { Meter } from './meter.ts';
import type { Downloads, Messenger, People } from './ports.ts';

export interface JobDeps {
  readonly state: BotState;
  readonly folders: DataDir;
  readonly locks: DatasetLocks;
  readonly messenger: Messenger;
  readonly people: People;
  readonly downloads: Downloads;
  readonly segmentation: SegmentationDeps;
  /** The first look at a file, for questions about it. */
  readonly preview: (request: PreviewRequest) => Promise<TablePreview>;
  /** Writes batches and snapshots anew without a customer: the places of those batches; null where nobody knows them. */
  readonly forgetCustomer: (request: ForgetRequest) => Promise<readonly RewrittenBatch[] | null>;
  /** Writes what is stored about a customer. Gives the rows; null where nobody knows them. */
  readonly accountOf: (request: AccountRequest) => Promise<number | null>;
  /** What there is to draw of a report. */
  readonly charts: (input: ChartInput) => readonly Chart[];
  /** Of what the report holds beyond segments. */
  readonly insightCharts: (input: ChartInput) => readonly Chart[];
  readonly draw: ChartRenderer;
  /** The investor pack of a report that holds the topic: files by their names. */
  readonly investorFiles: (report: SegmentReport) => Promise<Readonly<Record<string, Uint8Array>>>;
  /** So long after the last upload a dataset is deleted. */
  readonly retentionDays: number;
  readonly bot: { readonly user: string; readonly name: string };
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: JobLog;
  readonly meter: Meter;
}
