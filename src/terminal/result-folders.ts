/** The folders that a command writes to: `--out` and `--bi`. */
import { resolve } from 'node:path';
import { INVESTOR_FILES } from '../core/investor/document.ts';
import { STAR_FILES } from '../core/star/tables.ts';
import { ExpectedError } from '../errors.ts';
import type { SegmentCommand } from './arguments.ts';
import { LISTS, type OutFolder, openOutFolder, protectInput } from './out-folder.ts';

export interface ResultFolders {
  readonly out: OutFolder | null;
  readonly bi: OutFolder | null;
  /** Moves everything to where it was asked for; says what was written. */
  readonly publish: () => string;
}

/** @throws {ExpectedError} `usage`, `out_replaces_input`, `folder_unwritable`, `disk_full` */
export const openResultFolders = ({ input, ...asked }: SegmentCommand): ResultFolders => {
  const [out, bi] = [asked.out, asked.bi].map(folder => (folder === null ? null : resolve(folder)));
  if (out && out === bi)
    throw new ExpectedError('usage', { problem: '--bi and --out write files of the same names: name two folders.' });
  for (const path of 'paths' in input ? input.paths : []) {
    if (out) protectInput(resolve(path), out, [...Object.values(LISTS), ...Object.values(INVESTOR_FILES)]);
    if (bi) protectInput(resolve(path), bi, STAR_FILES);
  }
  const folders = { out: out ? openOutFolder(out) : null, bi: bi ? openOutFolder(bi) : null };
  return { ...folders, publish: () => publish(folders) };
};

const publish = ({ out, bi }: Omit<ResultFolders, 'publish'>): string => {
  const lists = out?.publish() ?? [];
  return (
    listed('Written', [...lists, ...(bi?.publish() ?? [])]) +
    listed('Not from this run', out?.olderPictures(lists) ?? [])
  );
};

const listed = (title: string, paths: readonly string[]): string =>
  paths.length === 0 ? '' : `${title}:\n${paths.map(path => `  ${path}\n`).join('')}`;
