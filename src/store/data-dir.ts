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
import { deleteThrough, deleteTree, flushFolder, makeFolder, makeFreshFolder, moveFolder, namesIn } from './folders.ts';

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
  /** Its folder is there as soon as the dataset has a version. */
  snapshotPath(dataset: string, run: string): string;
  deleteOtherVersions(dataset: string, keep: string): Promise<void>;
  /** With versions and snapshots; gone at once, also where deleting the files is interrupted. */
  deleteDataset(dataset: string): Promise<void>;
  /**
   * For the start: deletes what was left half done, all exports, and the uploads but those of the given jobs (the ones
   * that are queued, or whose file waits for an answer).
   */
  sweep(keepUploadsOf: Iterable<string>): Promise<void>;
  /** Lets another process use the folder. */
  close(): void;
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
    sweep: keepUploadsOf => sweep(path, new Set(keepUploadsOf)),
    close,
  };
};

type JobFolders = Pick<DataDir, 'uploadFolder' | 'deleteUpload' | 'exportFolder' | 'deleteExport'>;

const jobFolders = (path: string): JobFolders => {
  const made = (folder: string): string => {
    makeFolder(folder);
    return folder;
  };
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
  const snapshots = (dataset: string): string => join(datasetFolder(dataset), 'snapshots');
  const staged = (folder: string): string => {
    if (dirname(folder) !== staging) throw new RangeError(`${folder} is no staged folder`);
    return folder;
  };
  return {
    stageVersion: () => makeFreshFolder(staging),
    discardStaged: async folder => deleteTree(staged(folder)),
    commitVersion: async (folder, dataset, version) => {
      const target = versionFolder(dataset, version);
      makeFolder(snapshots(dataset));
      await deleteThrough(target, staging);
      await moveFolder(staged(folder), target);
      for (const above of [datasetFolder(dataset), join(path, 'datasets')]) await flushFolder(above);
    },
    versionFolder,
    snapshotPath: (dataset, run) => join(snapshots(dataset), `${plain(run)}.parquet`),
    deleteOtherVersions: async (dataset, keep) => {
      const others = (await namesIn(versionsFolder(dataset))).filter(version => version !== plain(keep));
      for (const version of others) await deleteThrough(join(versionsFolder(dataset), version), staging);
    },
    deleteDataset: async dataset => deleteThrough(datasetFolder(dataset), staging),
  };
};

const sweep = async (path: string, keepUploadsOf: ReadonlySet<string>): Promise<void> => {
  const deleteIn = async (name: string, keep: (entry: string) => boolean): Promise<void> => {
    const entries = await namesIn(join(path, name));
    for (const entry of entries.filter(each => !keep(each))) await deleteTree(join(path, name, entry));
  };
  await deleteIn('staging', () => false);
  await deleteIn('exports', () => false);
  await deleteIn('uploads', job => keepUploadsOf.has(job));
};

/** An id as a part of a path. Anything else in its place is a mistake in the program. */
const plain = (id: string): string => {
  if (!/^[A-Za-z0-9_-]+$/.test(id)) throw new RangeError(`${JSON.stringify(id)} cannot name a file`);
  return id;
};
