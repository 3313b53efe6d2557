/** What `--out` writes: the charts, `customers.csv` and `rejected.csv`; the investor pack where it was asked for. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCharts } from '../charts/all-charts.ts';
import { buildInsightCharts } from '../charts/insight-charts.ts';
import type { Segmentation } from '../pipeline/segmentation.ts';
import type { Comparison } from './comparison.ts';
import { orDiskFull } from './disk-errors.ts';
import { LISTS } from './out-folder.ts';
import type { TerminalDeps } from './run-command.ts';

/** The charts are drawn in a worker while the lists are written. */
export const writeFiles = async (
  segmentation: Segmentation,
  comparison: Comparison | null,
  { draw, investorFiles }: Pick<TerminalDeps, 'draw' | 'investorFiles'>,
  folder: string,
): Promise<void> => {
  const { report, points } = segmentation;
  const input = { report, points, ...(comparison?.movement ? { movement: comparison.movement } : {}) };
  const charts = [...buildCharts(input), ...buildInsightCharts(input)];
  const lists = async (): Promise<void> => {
    await segmentation.exportCustomers(join(folder, LISTS.customers));
    await segmentation.exportRejected(join(folder, LISTS.rejected));
  };
  const documents = async (): Promise<void> => {
    if (input.report.insight?.investor === undefined) return;
    for (const [name, bytes] of Object.entries(await investorFiles(input.report)))
      await writeFile(join(folder, name), bytes);
  };
  const pictures = charts.map(async chart => writeFile(join(folder, `${chart.id}.png`), await draw(chart)));
  // All of them end before anything is reported or deleted.
  const outcomes = await Promise.allSettled([lists(), documents(), ...pictures]);
  const failed = outcomes.find(outcome => outcome.status === 'rejected');
  if (failed) throw orDiskFull(failed.reason, folder);
};
