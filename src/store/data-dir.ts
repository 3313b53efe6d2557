/**
 * The folder in which the bot keeps everything:
 *
 *     state.sqlite                        its own small state
 *     lock.sqlite                         held by the one process that uses the folder
 *     uploads/JOB/                        a file on its way into a dataset
 *     exports/JOB/                        lists on their way to a person
 *     staging/                            orders that are being built, and what is being deleted
 *     datasets/ID/versions/VERSION/       the orders; one version but for the moment of an import
 *     datasets/ID/snapshots/RUN.parquet   customers as a run saw them
 *
 * Jobs, datasets, versions and runs are named by ids that the bot made, never by anything that came from outside.
 */
import { rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockFolder } from './data-lock.ts';
import {
  deleteThrough,
  deleteTree,
  flushFolder,
  flushTree,
  makeFolder,
  makeFreshFolder,
  moveFolder,
  namesIn,
} from './folders.ts';

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
  /** A fresh folder on the same disk, in which an import builds its orders. */
  stageVersion(): string;
  /** Gives a staged folder up; fine where it was committed. */
  discardStaged(staged: string): Promise<void>;
  /**
   * Makes a staged folder a version: all of it or nothing, and when it returns, a power cut cannot undo it. One of the
   * same name is replaced, so that an import which is taken up again can repeat it.
   */
  commitVersion(staged: string, dataset: string, version: string): Promise<void>;
  versionFolder(dataset: string, version: string): string;
  /** The folder of the file is made where it is missing. */
  snapshotPath(dataset: string, run: string): string;
  deleteOtherVersions(dataset: string, keep: string): Promise<void>;
  /** With versions and snapshots; gone at once, also where deleting the files is interrupted. */
  deleteDataset(dataset: string): Promise<void>;
  /** For the start: deletes what was left half done, all exports, and uploads and datasets but those to keep. */
  sweep(keep: Keep): Promise<void>;
  /** Lets another process use the folder. */
  close(): void;
}

interface Keep {
  /** Jobs that are queued, or whose file waits for an answer. */
  readonly uploadsOf: Iterable<string>;
  /** All that the state knows: what was forgotten, or never came to be, must not stay because of a crash. */
  readonly datasets: Iterable<string>;
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
    for (const name of ['uploads', 'exports', 'staging', 'datasets']) makeFolder(join(path, name));
    rmdirSync(makeFreshFolder(join(path, 'staging')));
  } catch (error) {
    close();
    throw error;
  }
  return {
    path,
    statePath: join(path, 'state.sqlite'),
    ...jobFolders(path),
    ...versions(path),
    sweep: keep => sweep(path, keep),
    close,
  };
};

const made = (folder: string): string => {
  makeFolder(folder);
  return folder;
};

type JobFolders = Pick<DataDir, 'uploadFolder' | 'deleteUpload' | 'exportFolder' | 'deleteExport'>;

const jobFolders = (path: string): JobFolders => {
  const upload = (job: string): string => join(path, 'uploads', plain(job));
  const exported = (job: string): string => join(path, 'exports', plain(job));
  return {
    uploadFolder: job => made(upload(job)),
    deleteUpload: async job => deleteTree(upload(job)),
    exportFolder: job => made(exported(job)),
    deleteExport: async job => deleteTree(exported(job)),
  };
};

type Versions = Omit<DataDir, 'path' | 'statePath' | 'sweep' | 'close' | keyof JobFolders>;

const versions = (path: string): Versions => {
  const staging = join(path, 'staging');
  const datasetFolder = (dataset: string): string => join(path, 'datasets', plain(dataset));
  const versionsFolder = (dataset: string): string => join(datasetFolder(dataset), 'versions');
  const versionFolder = (dataset: string, version: string): string => join(versionsFolder(dataset), plain(version));
  const staged = (folder: string): string => {
    if (dirname(folder) !== staging) throw new RangeError(`${folder} is no staged folder`);
    return folder;
  };
  return {
    stageVersion: () => makeFreshFolder(staging),
    discardStaged: async folder => deleteTree(staged(folder)),
    commitVersion: async (folder, dataset, version) => {
      const [from, to] = [staged(folder), versionFolder(dataset, version)];
      await flushTree(from);
      await deleteThrough(to, staging);
      await moveFolder(from, to);
      for (const above of [datasetFolder(dataset), join(path, 'datasets')]) await flushFolder(above);
    },
    versionFolder,
    snapshotPath: (dataset, run) => join(made(join(datasetFolder(dataset), 'snapshots')), `${plain(run)}.parquet`),
    deleteOtherVersions: async (dataset, keep) => {
      const kept = plain(keep);
      const versions = await namesIn(versionsFolder(dataset));
      for (const version of versions.filter(name => name !== kept))
        await deleteThrough(join(versionsFolder(dataset), version), staging);
    },
    deleteDataset: async dataset => deleteThrough(datasetFolder(dataset), staging),
  };
};

const sweep = async (path: string, keep: Keep): Promise<void> => {
  const deleteIn = async (name: string, but: Iterable<string>): Promise<void> => {
    const kept = new Set(but);
    const entries = await namesIn(join(path, name));
    for (const entry of entries.filter(each => !kept.has(each))) await deleteTree(join(path, name, entry));
  };
  await deleteIn('staging', []);
  await deleteIn('exports', []);
  await deleteIn('uploads', keep.uploadsOf);
  await deleteIn('datasets', keep.datasets);
};

/** An id as a part of a path. Anything else in its place is a mistake in the program. */
const plain = (id: string): string => {
  if (!/^[A-Za-z0-9_-]+$/.test(id)) throw new RangeError(`${JSON.stringify(id)} cannot name a file`);
  return id;
};
