/** Private folders, and files that are on the disk when a function returns. Errors: `folder_unwritable`, `disk_full`. */
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { folderError } from './disk-errors.ts';

/** Nobody but the bot's own account has business with orders. */
const PRIVATE = 0o700;

/**
 * Makes a folder and those above it. One by one: Node's recursive mkdir never returns where a file system refuses
 * folders without saying so (/proc).
 */
export const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, PRIVATE);
  } catch (error) {
    throw folderError(error, folder);
  }
};

/** A fresh folder below `parent`. */
export const makeFreshFolder = (parent: string): string => {
  try {
    return mkdtempSync(join(parent, 'fresh-'));
  } catch (error) {
    throw folderError(error, parent);
  }
};

/** A folder or file and all that is in it; none is fine. */
export const deleteTree = (path: string): Promise<void> =>
  orFolderError(path, () => rm(path, { recursive: true, force: true, maxRetries: 3 }));

/** Deletes a folder by way of a folder on the same disk, so that it is either there as a whole or gone. */
export const deleteThrough = async (folder: string, staging: string): Promise<void> => {
  if (!existsSync(folder)) return;
  const bin = makeFreshFolder(staging);
  await orFolderError(folder, () => rename(folder, join(bin, basename(folder))));
  await flushFolder(dirname(folder));
  await deleteTree(bin);
};

/** Moves a folder to a path on the same disk that is free. A power cut cannot undo it. */
export const moveFolder = async (from: string, to: string): Promise<void> => {
  makeFolder(dirname(to));
  await orFolderError(to, () => rename(from, to));
  await flushFolder(dirname(to));
};

/** Writes down what is in a folder, to the disk itself. */
export const flushTree = async (folder: string): Promise<void> => {
  const entries = await orFolderError(folder, () => readdir(folder, { withFileTypes: true }));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? flushTree(path) : flush(path, 'r+'));
  }
  await flushFolder(folder);
};

/** Writes down the names in a folder; Windows does that by itself and opens no folders. */
const flushFolder = async (folder: string): Promise<void> => {
  if (process.platform !== 'win32') await flush(folder, 'r');
};

const flush = (path: string, mode: 'r' | 'r+'): Promise<void> =>
  orFolderError(path, async () => {
    const file = await open(path, mode);
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  });

const orFolderError = async <T>(path: string, action: () => Promise<T>): Promise<T> => {
  try {
    return await action();
  } catch (error) {
    throw folderError(error, path);
  }
};

/** Names of what is in a folder; none where there is no folder. */
export const namesIn = (folder: string): Promise<readonly string[]> =>
  existsSync(folder) ? orFolderError(folder, () => readdir(folder)) : Promise.resolve([]);

/** Of all files in a folder; 0 where there is none. */
export const bytesIn = async (folder: string): Promise<number> => {
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  const files = entries.filter(entry => entry.isFile());
  const sizes = await Promise.all(files.map(({ parentPath, name }) => sizeOf(join(parentPath, name))));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
};

/** 0 for a file that was deleted meanwhile. */
const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw folderError(error, path);
  }
};
