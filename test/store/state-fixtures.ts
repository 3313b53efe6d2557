/** A fresh state per test, and invented rows for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { ReadingHints } from '../../src/core/order-file.ts';
import type {
  Batch,
  BotState,
  Dataset,
  DatasetChange,
  NewDataset,
  NewDigest,
  NewJob,
  Run,
} from '../../src/store/bot-state.ts';
import { fixtureReport } from '../charts/fixture-report.ts';

/** Opens what is stored in a folder; opened again after a close, it holds what it held. */
export type OpenState = (folder: string, newId: () => string) => Promise<BotState>;

export interface OpenedState {
  readonly state: BotState;
  readonly reopen: () => Promise<BotState>;
}

/** `opened()` gives the state of the test that runs. Ids are `id-1`, `id-2`, … */
export const freshState = (open: OpenState): (() => OpenedState) => {
  let folder: string;
  let state: BotState;
  let ids: number;
  const newId = (): string => {
    ids += 1;
    return `id-${ids}`;
  };
  beforeEach(async () => {
    ids = 0;
    folder = mkdtempSync(join(tmpdir(), 'tranche-state-'));
    state = await open(folder, newId);
  });
  afterEach(async () => {
    await state.close();
    rmSync(folder, { recursive: true });
  });
  const reopen = async (): Promise<BotState> => {
    await state.close();
    state = await open(folder, newId);
    return state;
  };
  return () => ({ state, reopen });
};

export const newDataset = (changes: Partial<NewDataset> = {}): NewDataset => ({
  team: 'T1',
  channel: 'C1',
  name: 'Orders',
  owner: 'U1',
  sourceName: 'orders.csv',
  rows: 541_909,
  customers: 4338,
  firstOrder: '2010-12-01T08:26:00',
  lastOrder: '2011-12-09T12:50:00',
  uploadedAt: 1_700_000_000_000,
  ...changes,
});

export const newBatch = (id: string, changes: Partial<Omit<Batch, 'dataset'>> = {}): Omit<Batch, 'dataset'> => ({
  id,
  folder: id,
  uploader: 'U1',
  sourceName: 'orders.csv',
  rows: 100,
  facts: null,
  uploadedAt: 1_700_000_000_000,
  ...changes,
});

/** A new dataset of the one batch `first`, by the job of the same name. */
export const newChange = (changes: Partial<DatasetChange> = {}, job = 'first'): DatasetChange => {
  const { dataset: _, ...run } = newRun('none', { job });
  return {
    dataset: newDataset(),
    before: [],
    signature: 'customer,date,amount',
    batches: [newBatch(job)],
    without: [],
    run,
    ...changes,
  };
};

let jobs = 0;

/** As an import saves it. */
export const savedDataset = async (
  { datasets }: BotState,
  changes: Partial<NewDataset> & { readonly signature?: string } = {},
): Promise<Dataset> => {
  const { signature = 'customer,date,amount', ...dataset } = changes;
  jobs += 1;
  const [saved] = await datasets.change([newChange({ dataset: newDataset(dataset), signature }, `import-${jobs}`)]);
  return saved!.dataset;
};

export const newRun = (dataset: string, changes: Partial<Run> = {}): Omit<Run, 'id'> => ({
  dataset,
  job: 'job-1',
  trigger: 'upload',
  report: fixtureReport(),
  createdAt: 1_700_000_000_000,
  ...changes,
});

export const newDigest = (dataset: string, changes: Partial<NewDigest> = {}): NewDigest => ({
  team: 'T1',
  channel: 'C1',
  dataset,
  owner: 'U1',
  cadence: { every: 'week', weekday: 1, hour: 9, minute: 0 },
  timeZone: 'Europe/Berlin',
  alerts: false,
  nextDueAt: 1_700_000_000_000,
  ...changes,
});

export const newJob = (changes: Partial<NewJob> = {}): NewJob => ({
  kind: 'import',
  key: 'F1:C1',
  team: 'T1',
  lane: 'import',
  payload: { file: 'F1', channel: 'C1' },
  notBefore: 0,
  ...changes,
});

export const newHints = (changes: Partial<ReadingHints> = {}): ReadingHints => ({
  map: {},
  dates: 'auto',
  decimal: 'auto',
  ...changes,
});
