/** State and data folder of a bot in a temporary folder, gone when the test has ended. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JobLog } from '../../src/jobs/job-queue.ts';
import type { BotState } from '../../src/store/bot-state.ts';
import { type DataDir, openDataDir } from '../../src/store/data-dir.ts';
import { openBotState } from '../../src/store/open-state.ts';

export interface TempBot {
  readonly state: BotState;
  readonly folders: DataDir;
  /** How many ids it has made. */
  readonly ids: { last: number };
}

/** What belongs to the process that has the folder open; SQLite makes it anew. */
const OF_THE_PROCESS = /^lock\.sqlite|-shm$/;

/** Ids are `id-1`, `id-2`, … in the order in which they are made. `like`: a bot that has nothing to do, of which it is a copy. */
export const tempBot = async (like?: TempBot): Promise<TempBot> => {
  const path = mkdtempSync(join(tmpdir(), 'tranche-jobs-'));
  const data = join(path, 'data');
  if (like) cpSync(like.folders.path, data, { recursive: true, filter: from => !OF_THE_PROCESS.test(basename(from)) });
  const folders = openDataDir(data);
  const ids = { last: like?.ids.last ?? 0 };
  const state = await openBotState(folders.statePath, { newId: () => `id-${++ids.last}` });
  onTestFinished(async () => {
    await state.close();
    folders.close();
    rmSync(path, { recursive: true });
  });
  return { state, folders, ids };
};

/** A clock that moves only by hand; epoch milliseconds. */
export interface HandClock {
  now: number;
}

export interface Logged {
  readonly level: 'info' | 'error';
  readonly facts: object;
  readonly text: string;
}

/** A log that can be read. */
export const readableLog = (): { readonly log: JobLog; readonly lines: Logged[] } => {
  const lines: Logged[] = [];
  const line =
    (level: Logged['level']) =>
    (facts: object, text: string): void => {
      lines.push({ level, facts, text });
    };
  return { log: { info: line('info'), error: line('error') }, lines };
};
