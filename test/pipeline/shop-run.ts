import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadingHints } from '../../src/core/order-file.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { runSegmentation } from '../../src/pipeline/run-segmentation.ts';
import type { FileRequest, Segmentation, SegmentationDeps } from '../../src/pipeline/segmentation.ts';

const NO_HINTS: ReadingHints = { map: {}, dates: 'auto', decimal: 'auto' };

/** A request for a file of this content in folders of its own, which are gone afterwards. */
export const withRequest = async <T>(
  content: string,
  settings: Partial<Settings>,
  use: (request: FileRequest) => Promise<T>,
): Promise<T> => {
  const root = await mkdtemp(join(tmpdir(), 'tranche-pipeline-'));
  const [scratch, folder] = [join(root, 'scratch'), join(root, 'files')];
  try {
    await Promise.all([mkdir(scratch), mkdir(folder)]);
    const path = join(folder, 'orders.csv');
    await writeFile(path, content);
    const all = { ...DEFAULT_SETTINGS, ...settings };
    return await use({ path, name: 'orders.csv', hints: NO_HINTS, settings: all, scratch, exportFolder: folder });
  } finally {
    await rm(root, { recursive: true });
  }
};

/** Segments a file of this content with everything real. */
export const segmented = <T>(
  deps: SegmentationDeps,
  content: string,
  settings: Partial<Settings>,
  use: (segmentation: Segmentation, request: FileRequest) => Promise<T>,
): Promise<T> =>
  withRequest(content, settings, async request => {
    const segmentation = await runSegmentation(deps, request);
    try {
      return await use(segmentation, request);
    } finally {
      await segmentation.close();
    }
  });
