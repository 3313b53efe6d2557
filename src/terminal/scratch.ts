/** Temporary folders that are gone when the command ends, also when it is interrupted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** A private folder below `parent`; it is deleted with everything in it by `deleteScratch`. */
export const makeScratch = (prefix: string, parent: string = tmpdir()): string => {
  const folder = mkdtempSync(join(parent, prefix));
  folders.add(folder);
  return folder;
};

/** Synchronous, because it also runs while the process ends. */
export const deleteScratch = (): void => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.clear();
};
