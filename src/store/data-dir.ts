/**
 * The folder in which the bot keeps everything:
 *
 *     state.sqlite                        its own small state
 *     lock.sqlite                         held by the one process that uses the folder
 *     uploads/JOB/                        a file on its way into a dataset
 *     exports/JOB/                        lists on their way to a person
 *     staging/                            orders that are being built, and what is being deleted
 *     batches/FOLDER/                     the orders of one import
 *     datasets/ID/snapshots/RUN.parquet   customers as a run saw them
 *
 * Jobs, datasets, folders of batches and runs are named by ids that the bot made, never by anything that came from outside.
 */
import { existsSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockFolder } from './data-lock.ts';
import {
  bytesIn,
  deleteThrough,
  deleteTree,
  flushTree,
  makeFolder,
  makeFreshFolder,
  moveFolder,
  namesIn,
} from './folders.ts';
import { type Packing, packFiles } from './pack.ts';

/** Whatever makes or deletes something can fail with `folder_unwritable` or `disk_full`. */
export interface DataDir {
  readonly path: string;
  readonly statePath: string;
  /** Made where it is missing. */
  uploadFolder(job: string): string;
  deleteUpload(job: string): Promise<void>;
  /** Made where it is missing. */
  exportFolder(job: string): string;
  deleteExport(job: string): Promise<void>;
  /** Files of one folder into a ZIP archive beside them or elsewhere. */
  pack(packing: Packing): Promise<void>;
  /** A fresh folder on the same disk, in which orders are built. */
  stageBatch(): string;
  /** Gives a staged folder up; fine where it was committed. */
  discardStaged(staged: string): Promise<void>;
  /**
   * Gives a staged folder its place: all of it or nothing, and when it returns, a power cut cannot undo it. One of the
   * same name is replaced, so that an import which is taken up again can repeat it.
   */
  commitBatch(staged: string, folder: string): Promise<void>;
  batchPath(folder: string): string;
  /** Gone at once, also where deleting the files is interrupted; fine where they are gone. */
  deleteBatches(folders: readonly string[]): Promise<void>;
  /** Of a dataset: its batches and snapshots on the disk. */
  bytesOf(dataset: string, folders: readonly string[]): Promise<number>;
  /** The folder of the file is made where it is missing. */
  snapshotPath(dataset: string, run: string): string;
  /** Its snapshots; gone at once. */
  deleteDataset(dataset: string): Promise<void>;
  /** Deletes uploads and exports but those of the jobs; these are asked for once it is known what is there. */
  sweepJobs(keep: () => Promise<KeepJobs>): Promise<void>;
  /** For the start: deletes what was left half done, all exports, and uploads, batches and datasets but those to keep. */
  sweep(keep: Keep): Promise<void>;
  /** Lets another process use the folder. */
  close(): void;
}

interface KeepJobs {
  readonly uploadsOf: Iterable<string>;
  readonly exportsOf: Iterable<string>;
}

interface Keep {
  /** Jobs that are queued, or whose file waits for an answer. */
  readonly uploadsOf: Iterable<string>;
  /** All that the state knows: what was forgotten, or never came to be, must not stay because of a crash. */
  readonly datasets: Iterable<string>;
  /** Folders. */
  readonly batches: Iterable<string>;
}

/**
 * Makes the folder where it is missing and keeps other processes out of it until `close`, or until this process ends.
 *
 * @throws {ExpectedError} `data_dir_in_use`, `folder_unwritable`, `disk_full`
 */
export const openDataDir = (folder: string): DataDir => {
  const path = resolve(folder);
  makeFolder(path);
  const close = lockFolder(path, join(path, 'lock.sqlite'));
  try {
    for (const name of ['uploads', 'exports', 'staging', 'batches', 'datasets']) makeFolder(join(path, name));
    rmdirSync(makeFreshFolder(join(path, 'staging')));
  } catch (error) {
    close();
    throw error;
  }
  return {
    path,
    statePath: join(path, 'state.sqlite'),
    ...jobFolders(path),
    ...orderFolders(path),
    sweepJobs: keep => sweepJobs(path, keep),
    sweep: keep => sweep(path, keep),
    close,
  };
};

const made = (folder: string): string => {
  makeFolder(folder);
  return folder;
};

type JobFolders = Pick<DataDir, 'uploadFolder' | 'deleteUpload' | 'exportFolder' | 'deleteExport' | 'pack'>;

const jobFolders = (path: string): JobFolders => {
  const upload = (job: string): string => join(path, 'uploads', plain(job));
  const exported = (job: string): string => join(path, 'exports', plain(job));
  return {
    uploadFolder: job => made(upload(job)),
    deleteUpload: async job => deleteTree(upload(job)),
    exportFolder: job => made(exported(job)),
    deleteExport: async job => deleteTree(exported(job)),
    pack: packFiles,
  };
};

type OrderFolders = Omit<DataDir, 'path' | 'statePath' | 'sweep' | 'sweepJobs' | 'close' | keyof JobFolders>;

const orderFolders = (path: string): OrderFolders => {
  const staging = join(path, 'staging');
  const batches = join(path, 'batches');
  const datasetFolder = (dataset: string): string => join(path, 'datasets', plain(dataset));
  const batchPath = (folder: string): string => join(batches, plain(folder));
  const staged = (folder: string): string => {
    if (dirname(folder) !== staging) throw new RangeError(`${folder} is no staged folder`);
    return folder;
  };
  return {
    stageBatch: () => makeFreshFolder(staging),
    discardStaged: async folder => deleteTree(staged(folder)),
    commitBatch: async (from, folder) => {
      const [source, target] = [staged(from), batchPath(folder)];
      await flushTree(source);
      await deleteThrough(target, staging);
      await moveFolder(source, target);
    },
    batchPath,
    deleteBatches: async folders => {
      for (const batch of folders.map(batchPath)) await deleteThrough(batch, staging);
    },
    bytesOf: async (dataset, folders) => {
      const sizes = await Promise.all([datasetFolder(dataset), ...folders.map(batchPath)].map(bytesIn));
      return sizes.reduce((sum, bytes) => sum + bytes, 0);
    },
    snapshotPath: (dataset, run) => join(made(join(datasetFolder(dataset), 'snapshots')), `${plain(run)}.parquet`),
    deleteDataset: async dataset => deleteThrough(datasetFolder(dataset), staging),
  };
};

/** A job that begins meanwhile is not among the names. */
const sweepJobs = async (path: string, keep: () => Promise<KeepJobs>): Promise<void> => {
  const [uploads, exports] = [join(path, 'uploads'), join(path, 'exports')];
  const [uploaded, exported] = [await namesIn(uploads), await namesIn(exports)];
  const { uploadsOf, exportsOf } = await keep();
  const without = (names: readonly string[], kept: Iterable<string>) => {
    const known = new Set(kept);
    return names.filter(name => !known.has(name));
  };
  for (const name of without(uploaded, uploadsOf)) await deleteTree(join(uploads, name));
  for (const name of without(exported, exportsOf)) await deleteTree(join(exports, name));
};

const sweep = async (path: string, keep: Keep): Promise<void> => {
  const deleteIn = async (name: string, but: Iterable<string>): Promise<void> => {
    const kept = new Set(but);
    const entries = await namesIn(join(path, name));
    for (const entry of entries.filter(each => !kept.has(each))) await deleteTree(join(path, name, entry));
  };
  await adoptVersions(path);
  await deleteIn('staging', []);
  await deleteIn('exports', []);
  await deleteIn('uploads', keep.uploadsOf);
  await deleteIn('batches', keep.batches);
  await deleteIn('datasets', keep.datasets);
};

/** The first version of the program kept one import per dataset, in `datasets/ID/versions/FOLDER`. */
const adoptVersions = async (path: string): Promise<void> => {
  for (const dataset of await namesIn(join(path, 'datasets'))) {
    const versions = join(path, 'datasets', dataset, 'versions');
    for (const name of await namesIn(versions)) {
      const target = join(path, 'batches', name);
      if (!existsSync(target)) await moveFolder(join(versions, name), target);
    }
    await deleteTree(versions);
  }
};

/** An id as a part of a path. Anything else in its place is a mistake in the program. */
const plain = (id: string): string => {
  if (!/^[A-Za-z0-9_-]+$/.test(id)) throw new RangeError(`${JSON.stringify(id)} cannot name a file`);
  return id;
};
