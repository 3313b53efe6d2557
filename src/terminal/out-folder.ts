import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
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
    mkdirSync(folder, { recursive: true });
    // On the same disk as the folder, so that publishing is a rename and never half a file.
    const staging = makeScratch('.tranche-', folder);
    return { staging, publish: () => publish(staging, folder), abandon: () => abandon(folder, existed) };
  } catch (error) {
    abandon(folder, existed);
    throw new ExpectedError('folder_unwritable', { path: folder, cause: codeOf(error) }, { cause: error });
  }
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
