/** What `--out` writes: the charts, `customers.csv` and `rejected.csv`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCharts } from '../charts/all-charts.ts';
import type { ChartRenderer } from '../charts/chart.ts';
import type { Segmentation } from '../pipeline/segmentation.ts';
import { orDiskFull } from './disk-errors.ts';

/** The lists are written first and the orders closed, so that the charts do not need memory beside them. */
export const writeFiles = async (segmentation: Segmentation, draw: ChartRenderer, folder: string): Promise<void> => {
  try {
    await segmentation.exportCustomers(join(folder, 'customers.csv'));
    await segmentation.exportRejected(join(folder, 'rejected.csv'));
    await segmentation.close();
    const charts = buildCharts({ report: segmentation.report, points: segmentation.points });
    await Promise.all(charts.map(async chart => writeFile(join(folder, `${chart.id}.png`), await draw(chart))));
  } catch (error) {
    throw orDiskFull(error, folder);
  }
};
