import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { folderError } from './disk-errors.ts';
import { makeFolder, makeScratch } from './scratch.ts';

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

const publish = (staging: string, folder: string): readonly string[] =>
  readdirSync(staging).map(name => {
    const path = join(folder, name);
    try {
      renameSync(join(staging, name), path);
    } catch (error) {
      throw folderError(error, path);
    }
    return path;
  });
