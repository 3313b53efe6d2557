import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExpectedError } from '../errors.ts';
import { makeScratch } from './scratch.ts';

export interface OutFolder {
  /** Where files are written first. */
  readonly staging: string;
  /** Moves all of them into the folder; until then it holds nothing of this run. */
  readonly publish: () => readonly string[];
  /** Deletes the folder again if this run made it and nothing was published. */
  readonly abandon: () => void;
}

/** @throws {ExpectedError} `folder_unwritable` */
export const openOutFolder = (folder: string): OutFolder => {
  const existed = existsSync(folder);
  try {
    makeFolders(folder);
    // On the same disk as the folder, so that publishing is a rename and never half a file.
    const staging = makeScratch('.tranche-', folder);
    return { staging, publish: () => publish(staging, folder), abandon: () => abandon(folder, existed) };
  } catch (error) {
    abandon(folder, existed);
    throw new ExpectedError('folder_unwritable', { path: folder, cause: codeOf(error) }, { cause: error });
  }
};

/** One by one: Node's recursive mkdir never returns where a file system refuses folders without saying so (/proc). */
const makeFolders = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  mkdirSync(folder);
};

const publish = (staging: string, folder: string): readonly string[] =>
  readdirSync(staging).map(name => {
    renameSync(join(staging, name), join(folder, name));
    return join(folder, name);
  });

const abandon = (folder: string, existed: boolean): void => {
  if (existed || !existsSync(folder) || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
};

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
