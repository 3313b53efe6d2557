/** Folders that are gone when the command ends, also when it is interrupted. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { folderError } from './disk-errors.ts';

const scratch = new Set<string>();
const made = new Set<string>();

/**
 * A private folder below `parent`; it is deleted with everything in it by `deleteScratch`.
 *
 * @throws {ExpectedError} `folder_unwritable`, `disk_full`
 */
export const makeScratch = (prefix: string, parent: string = tmpdir()): string => {
  try {
    const folder = mkdtempSync(join(parent, prefix));
    scratch.add(folder);
    return folder;
  } catch (error) {
    throw folderError(error, parent);
  }
};

/**
 * Makes a folder and those above it; `deleteScratch` deletes the ones it made that are still empty. One by one: Node's
 * recursive mkdir never returns where a file system refuses folders without saying so (/proc).
 *
 * @throws {ExpectedError} `folder_unwritable`, `disk_full`
 */
export const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
    made.add(folder);
  } catch (error) {
    throw folderError(error, folder);
  }
};

/** Synchronous, because it also runs while the process ends. */
export const deleteScratch = (): void => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  scratch.clear();
  for (const folder of [...made].reverse())
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  made.clear();
};
