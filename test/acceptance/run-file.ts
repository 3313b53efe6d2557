import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Move } from '../../src/core/changes.ts';
import type { Topic } from '../../src/core/insight/insight.ts';
import type { ReadingHints } from '../../src/core/order-file.ts';
import type { SegmentReport } from '../../src/core/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { runSegmentation } from '../../src/pipeline/run-segmentation.ts';
import type { Segmentation } from '../../src/pipeline/segmentation.ts';
import { wire } from '../../src/wire.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());

const NO_HINTS: ReadingHints = { map: {}, dates: 'auto', decimal: 'auto' };

/** What moved in each of these spans of days up to the last order. */
export const movesOf = (path: string, days: readonly number[]): Promise<readonly (readonly Move[])[]> =>
  segmented(path, {}, async ({ movementsBack }) => {
    const moves: (readonly Move[])[] = [];
    for (const each of days) moves.push((await movementsBack({ days: each, periods: 1 }))[0]!.moves);
    return moves;
  });

/** The report of a file, through everything that the terminal uses, with the topics that are asked for. */
export const reportOf = (
  path: string,
  settings: Partial<Settings> = {},
  hints: Partial<ReadingHints> = {},
  topics: readonly Topic[] = [],
): Promise<SegmentReport> =>
  segmented(path, { settings, hints, topics }, async ({ report, insight }) =>
    topics.length > 0 ? { ...report, insight: await insight(topics) } : report,
  );

interface Wanted {
  readonly settings?: Partial<Settings>;
  readonly hints?: Partial<ReadingHints>;
  readonly topics?: readonly Topic[];
}

const segmented = async <T>(
  path: string,
  { settings, hints, topics = [] }: Wanted,
  use: (segmentation: Segmentation) => Promise<T>,
): Promise<T> => {
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
    try {
      return await use(segmentation);
    } finally {
      await segmentation.close();
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
};
