/** What `--out` writes: the charts, `customers.csv` and `rejected.csv`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCharts } from '../charts/all-charts.ts';
import type { ChartRenderer } from '../charts/chart.ts';
import { buildInsightCharts } from '../charts/insight-charts.ts';
import type { Segmentation } from '../pipeline/segmentation.ts';
import type { Comparison } from './comparison.ts';
import { orDiskFull } from './disk-errors.ts';
import { LISTS } from './out-folder.ts';

/** The charts are drawn in a worker while the lists are written. */
export const writeFiles = async (
  segmentation: Segmentation,
  comparison: Comparison | null,
  draw: ChartRenderer,
  folder: string,
): Promise<void> => {
  const { report, points } = segmentation;
  const input = { report, points, ...(comparison?.movement ? { movement: comparison.movement } : {}) };
  const charts = [...buildCharts(input), ...buildInsightCharts(input)];
  const lists = async (): Promise<void> => {
    await segmentation.exportCustomers(join(folder, LISTS.customers));
    await segmentation.exportRejected(join(folder, LISTS.rejected));
  };
  const pictures = charts.map(async chart => writeFile(join(folder, `${chart.id}.png`), await draw(chart)));
  // All of them end before anything is reported or deleted.
  const outcomes = await Promise.allSettled([lists(), ...pictures]);
  const failed = outcomes.find(outcome => outcome.status === 'rejected');
  if (failed) throw orDiskFull(failed.reason, folder);
};
