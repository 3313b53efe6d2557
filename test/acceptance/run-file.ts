import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Topic } from '../../src/core/insight/insight.ts';
import type { ReadingHints } from '../../src/core/order-file.ts';
import type { SegmentReport } from '../../src/core/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { runSegmentation } from '../../src/pipeline/run-segmentation.ts';
import { wire } from '../../src/wire.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());

const NO_HINTS: ReadingHints = { map: {}, dates: 'auto', decimal: 'auto' };

/** The report of a file, through everything that the terminal uses, with the topics that are asked for. */
export const reportOf = async (
  path: string,
  settings: Partial<Settings> = {},
  hints: Partial<ReadingHints> = {},
  topics: readonly Topic[] = [],
): Promise<SegmentReport> => {
  const scratch = mkdtempSync(join(tmpdir(), 'tranche-test-'));
  try {
    const segmentation = await runSegmentation(program.segmentation, {
      path,
      name: basename(path),
      hints: { ...NO_HINTS, ...hints },
      settings: { ...DEFAULT_SETTINGS, ...settings },
      scratch,
      exportFolder: null,
      details: topics.length > 0,
    });
    const insight = topics.length > 0 ? { insight: await segmentation.insight(topics) } : {};
    await segmentation.close();
    return { ...segmentation.report, ...insight };
  } finally {
    rmSync(scratch, { recursive: true });
  }
};
