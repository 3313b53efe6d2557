import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrderFile, ReadingHints } from '../../src/core/order-file.ts';
import { inspectOrderFile } from '../../src/ingest/inspect.ts';

export const NO_HINTS: ReadingHints = { map: {}, dates: 'auto', decimal: 'auto' };

/** Runs `use` with a private folder that is gone afterwards. */
export const inScratch = async <T>(use: (scratch: string) => Promise<T>): Promise<T> => {
  const scratch = await mkdtemp(join(tmpdir(), 'tranche-ingest-'));
  try {
    return await use(scratch);
  } finally {
    await rm(scratch, { recursive: true });
  }
};

export const written = async (scratch: string, content: string | Uint8Array, name = 'orders.csv'): Promise<string> => {
  const path = join(scratch, name);
  await writeFile(path, content);
  return path;
};

/** What inspecting a file of this content says. */
export const inspected = (content: string | Uint8Array, hints: Partial<ReadingHints> = {}): Promise<OrderFile> =>
  inScratch(async scratch => {
    const path = await written(scratch, content);
    return inspectOrderFile({ path, name: 'orders.csv', hints: { ...NO_HINTS, ...hints }, scratch });
  });
