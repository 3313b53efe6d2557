/** Puts a kept batch beside those of its dataset, and segments all of them. */
import type { OrderFile } from '../../core/order-file.ts';
import type { SegmentReport } from '../../core/report.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import type { KeptBatch } from '../../pipeline/keep-batch.ts';
import type { Segmentation } from '../../pipeline/segmentation.ts';
import type { Batch, BatchFacts, Dataset, DatasetChange, Run } from '../../store/bot-state.ts';
import { keepSnapshot, snapshotIn } from '../finish-run.ts';
import type { JobDeps } from '../job-deps.ts';
import type { ProgressMessage } from '../progress-message.ts';
import { figuresOf, pathsOf, withBatches } from '../stored-orders.ts';
import type { Import } from './import.ts';
import { columnNames, type Place } from './place-orders.ts';

export interface Merge {
  readonly work: Import;
  readonly place: Exclude<Place, { readonly ask: unknown }>;
  readonly signature: string;
  readonly batch: KeptBatch;
  /** Folder of the batch. */
  readonly staged: string;
}

export interface Merged {
  readonly dataset: Dataset;
  readonly run: Run;
  readonly points: Segmentation['points'];
}

/** So many of the newest batches stay even where later ones have replaced all of them, so that those can be taken back. */
const UNDONE_AT_MOST = 5;

/**
 * The order of steps matters where the process is killed between two of them: the batch gets its place before the state
 * knows of it, and the state learns everything at once. Before that, the import begins again.
 */
export const mergeOrders = (deps: JobDeps, merge: Merge, progress: ProgressMessage): Promise<Merged> => {
  const { dataset, replaces } = merge.place;
  if (!dataset) return mergeBatches(deps, { ...merge, dataset, onto: [], replaced: [] }, progress);
  return deps.locks.changing(dataset.id, async () => {
    // Somebody may have forgotten all of it, or a customer of it, since its place was found.
    const current = await deps.state.datasets.byId(dataset.id);
    const batches = await deps.state.batches.ofDataset(dataset.id);
    const [onto, replaced] = replaces ? [[], batches] : [batches, []];
    return mergeBatches(deps, { ...merge, dataset: current, onto, replaced }, progress);
  });
};

interface Placed extends Omit<Merge, 'place'> {
  readonly dataset: Dataset | null;
  /** Batches that stay, oldest first. */
  readonly onto: readonly Batch[];
  readonly replaced: readonly Batch[];
}

const mergeBatches = async (deps: JobDeps, merge: Placed, progress: ProgressMessage): Promise<Merged> => {
  const { work, dataset, onto, staged, replaced } = merge;
  const { state, folders } = deps;
  const paths = [...pathsOf(deps, onto), staged];
  const name = dataset?.name ?? null;
  const wanted = { job: work.owner, dataset: null, name, batches: paths, settings: DEFAULT_SETTINGS };
  return withBatches(deps, wanted, progress.onProgress, async ({ segmentation, exportFolder }) => {
    const { report, points } = segmentation;
    deps.log.info({ run: work.owner, rows: report.receipt.rows }, 'orders segmented');
    const snapshot = snapshotIn(exportFolder);
    await segmentation.saveSnapshot(snapshot);
    const facts = await factsOf(merge, segmentation);
    const gone = [...replaced, ...replacedLongAgo(onto, segmentation.rowsByBatch())];
    // Some systems move no folder with an open file in it.
    await segmentation.close();
    await folders.commitBatch(staged, work.owner);
    const [changed] = await unlessItFails(
      () => state.datasets.change([changeOf(deps, merge, { report, facts, gone })]),
      () => folders.deleteBatches([work.owner]),
    );
    await folders.deleteBatches(gone.map(({ folder }) => folder));
    await keepSnapshot(deps, changed!, snapshot);
    return { ...changed!, points };
  });
};

const replacedLongAgo = (onto: readonly Batch[], rowsByBatch: readonly number[]): readonly Batch[] =>
  onto.slice(0, -UNDONE_AT_MOST).filter((_, index) => rowsByBatch[index] === 0);

const factsOf = async (
  { signature, onto, dataset, batch: { file, contents } }: Placed,
  segmentation: Segmentation,
): Promise<BatchFacts> => {
  const isFirst = onto.length === 0;
  const before = isFirst ? 0 : (dataset?.rows ?? 0);
  return {
    ...contents,
    signature,
    mapping: columnNames(file),
    ...dateOrderOf(file),
    merged: isFirst ? null : await segmentation.merged(),
    replacedRows: before + contents.rows - segmentation.report.receipt.rows,
  };
};

/** Formats that begin with day or month; which of the two, is settled when a file is kept. */
const dateOrderOf = ({ dates: { formats } }: OrderFile): Pick<BatchFacts, 'dateOrder'> => {
  const [first = ''] = formats;
  if (!formats.every(format => format.slice(0, 2) === first.slice(0, 2))) return {};
  if (first.startsWith('%d')) return { dateOrder: 'dmy' };
  return first.startsWith('%m') ? { dateOrder: 'mdy' } : {};
};

interface Found {
  readonly report: SegmentReport;
  readonly facts: BatchFacts;
  readonly gone: readonly Batch[];
}

const changeOf = ({ now }: JobDeps, merge: Placed, { report, facts, gone }: Found): DatasetChange => {
  const { work, signature, dataset, onto, replaced } = merge;
  const { team, channel, owner: job, user, source: sourceName } = work;
  const uploadedAt = now();
  const figures = { ...figuresOf(report), owner: user, sourceName, uploadedAt };
  return {
    dataset: dataset ? { id: dataset.id, ...figures } : { team, channel, name: datasetName(sourceName), ...figures },
    before: [...replaced, ...onto].map(({ id }) => id),
    signature,
    batches: [{ id: job, folder: job, uploader: user, sourceName, rows: facts.rows, facts, uploadedAt }],
    without: gone.map(({ id }) => id),
    run: { job, trigger: 'upload', report, createdAt: uploadedAt },
  };
};

const LONGEST_NAME = 60;

/** "orders 2026" of `orders 2026.csv`. */
export const datasetName = (source: string): string =>
  source
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .trim()
    .slice(0, LONGEST_NAME) || 'orders';

const unlessItFails = async <T>(action: () => Promise<T>, undo: () => Promise<void>): Promise<T> => {
  try {
    return await action();
  } catch (error) {
    await undo();
    throw error;
  }
};
