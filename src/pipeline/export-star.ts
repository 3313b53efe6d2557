/** The tables for BI tools and what their columns mean, in one folder. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCovered } from '../core/periods.ts';
import type { SegmentReport } from '../core/report.ts';
import { starDictionary } from '../core/star/dictionary.ts';
import { DICTIONARY_FILE, type StarRows } from '../core/star/tables.ts';
import type { OrderStore, StarRequest } from '../orders/order-store.ts';

export const exportStar = async (
  store: OrderStore,
  report: SegmentReport,
  { folder, names }: Omit<StarRequest, 'completeMonths'>,
): Promise<StarRows> => {
  const completeMonths = report.months
    .map(({ month }) => month)
    .filter(month => isCovered('month', `${month}-01`, report.totals));
  const rows = await store.exportStar({ folder, names, completeMonths });
  const { details } = await store.insight();
  await writeFile(join(folder, DICTIONARY_FILE), starDictionary({ report, rows, details }));
  return rows;
};
