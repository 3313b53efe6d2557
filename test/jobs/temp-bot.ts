/** State and data folder of a bot in a temporary folder, gone when the test has ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JobLog } from '../../src/jobs/job-queue.ts';
import type { BotState } from '../../src/store/bot-state.ts';
import { type DataDir, openDataDir } from '../../src/store/data-dir.ts';
import { openBotState } from '../../src/store/open-state.ts';

export interface TempBot {
  readonly state: BotState;
  readonly folders: DataDir;
}

/** Ids are `id-1`, `id-2`, … in the order in which they are made. */
export const tempBot = async (): Promise<TempBot> => {
  const path = mkdtempSync(join(tmpdir(), 'tranche-jobs-'));
  const folders = openDataDir(join(path, 'data'));
  let ids = 0;
  const state = await openBotState(folders.statePath, { newId: () => `id-${++ids}` });
  onTestFinished(async () => {
    await state.close();
    folders.close();
    rmSync(path, { recursive: true });
  });
  return { state, folders };
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
