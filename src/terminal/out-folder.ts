import { existsSync, readdirSync, realpathSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../errors.ts';
import { folderError } from './disk-errors.ts';
import { makeFolder, makeScratch } from './scratch.ts';

/** File names of the lists of `--out`. */
export const LISTS = { customers: 'customers.csv', rejected: 'rejected.csv' } as const;

export interface OutFolder {
  /** Where files are written first. */
  readonly staging: string;
  /** Moves all of them into the folder, where there is nothing of this run until then; gives their paths. */
  readonly publish: () => readonly string[];
  /** Pictures of an earlier run that this one did not replace. */
  readonly olderPictures: (published: readonly string[]) => readonly string[];
}

/**
 * A folder that is made if there is none, and deleted again by `deleteScratch` if nothing was published.
 *
 * @throws {ExpectedError} `folder_unwritable`, `disk_full`
 */
export const openOutFolder = (folder: string): OutFolder => {
  makeFolder(folder);
  // On the same disk as the folder, so that publishing is a rename and never half a file.
  const staging = makeScratch('.tranche-', folder);
  return {
    staging,
    publish: () => publish(staging, folder),
    olderPictures: published =>
      readdirSync(folder)
        .filter(name => name.endsWith('.png'))
        .map(name => join(folder, name))
        .filter(path => !published.includes(path)),
  };
};

/** Nothing is moved before it is clear that every name is free or a file that can be replaced. */
const publish = (staging: string, folder: string): readonly string[] => {
  const names = readdirSync(staging);
  const taken = names.find(name => statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory());
  if (taken) throw new ExpectedError('folder_unwritable', { path: join(folder, taken), cause: 'it is a folder' });
  return names.map(name => {
    const path = join(folder, name);
    try {
      renameSync(join(staging, name), path);
    } catch (error) {
      throw folderError(error, path);
    }
    return path;
  });
};

/** @throws {ExpectedError} `out_replaces_input` where one of these files would take the place of the orders it is made of */
export const protectInput = (input: string, folder: string, names: readonly string[]): void => {
  for (const name of names) {
    const path = join(folder, name);
    if (existsSync(path) && existsSync(input) && realpathSync(path) === realpathSync(input)) {
      throw new ExpectedError('out_replaces_input', { path: input });
    }
  }
};
