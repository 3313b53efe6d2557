/** A disk of a few megabytes, in memory: filled up, emptied, made read-only. Only where this process may mount. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHUNK_BYTES = 65_536;

export interface SmallDisk extends Disposable {
  /** Takes every byte that is left. */
  fillUp(): void;
  makeRoom(): void;
  makeReadOnly(): void;
}

/** At `path`, which is made where it is missing. */
export const smallDisk = (path: string, megabytes: number): SmallDisk => {
  mkdirSync(path, { recursive: true });
  mount(path, `size=${megabytes}m`);
  const ballast = join(path, 'ballast');
  return {
    fillUp: () => fill(ballast),
    makeRoom: () => rmSync(ballast, { force: true }),
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', path]),
    [Symbol.dispose]: () => execFileSync('umount', ['--lazy', path]),
  };
};

const mount = (path: string, options: string): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
};

const fill = (path: string): void => {
  const file = openSync(path, 'a');
  try {
    for (let bytes = CHUNK_BYTES; bytes >= 1; bytes /= 16) writeWhileThereIsRoom(file, Buffer.alloc(bytes));
  } finally {
    closeSync(file);
  }
};

const writeWhileThereIsRoom = (file: number, chunk: Buffer): void => {
  try {
    for (;;) writeSync(file, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
};

export const canMount = (): boolean => {
  const path = mkdtempSync(join(tmpdir(), 'tranche-mount-'));
  try {
    smallDisk(path, 1)[Symbol.dispose]();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
};
