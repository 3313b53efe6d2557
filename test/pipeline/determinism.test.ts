import { Piscina } from 'piscina';
import { afterAll, describe, expect, test } from 'vitest';
import type { Settings } from '../../src/core/settings.ts';
import { openDuckDbOrderStore } from '../../src/orders/duckdb/duckdb-order-store.ts';
import type { SegmentationDeps } from '../../src/pipeline/segmentation.ts';
import { wire } from '../../src/wire.ts';
import { csvOf } from '../orders/order-file.ts';
import { randomShop } from '../orders/random-shop.ts';
import { segmented } from './shop-run.ts';

const RUNS = 20;
const program = wire({ quickChartUrl: null }, () => {});
const pool = new Piscina({
  filename: new URL('../../src/workers/clustering.ts', import.meta.url).href,
  minThreads: 4,
  maxThreads: 4,
});
afterAll(() => Promise.all([program.close(), pool.destroy()]));

/** The real parts on a given number of threads, also where the machine has fewer cores. */
const onThreads = (threads: number): SegmentationDeps => ({
  ...program.segmentation,
  openStore: (folder, others) =>
    openDuckDbOrderStore({ folder, allowedFolders: [folder, ...others] }, { threads, memoryMegabytes: 400 }),
  clustering: {
    ...program.segmentation.clustering,
    fit: task => pool.run(task, { name: 'fit' }),
    improve: task => pool.run(task, { name: 'improve' }),
    silhouettes: task => pool.run(task, { name: 'silhouettes' }),
  },
});

/** DuckDB gives this many rows to a thread at a time: with fewer, one thread does it all. */
const ROW_GROUP = 122_880;

const HEADER = 'customer,order,date,amount,line';

/** Few customers with more lines than one thread takes. */
const manyLines = (): string => {
  const orders = randomShop(1_000);
  const copies = Math.ceil((1.1 * ROW_GROUP) / orders.length);
  return csvOf(HEADER, Array.from({ length: copies }, (_, copy) => orders.map(order => `${order},${copy}`)).flat());
};

/** More customers than one thread takes, and more than a sample holds; some of them ordered twice. */
const manyCustomers = (): string => {
  const customers = ROW_GROUP + 5_000;
  const orders = randomShop(32_000).map((order, row) => order.replace(/^c\d+/, `c${row % customers}`));
  return csvOf('customer,order,date,amount', orders);
};

const reportOn = (threads: number, content: string, settings: Partial<Settings> = {}): Promise<string> =>
  segmented(onThreads(threads), content, settings, async ({ report, points }) => JSON.stringify({ report, points }));

describe('same input, same bytes (design, section 1: 20 times on several threads)', () => {
  test(`${RUNS} runs on one to four threads`, { timeout: 200_000 }, async () => {
    const content = manyLines();
    const first = await reportOn(4, content);
    expect(JSON.parse(first).report.segments.length).toBeGreaterThan(2);
    for (let run = 1; run < RUNS; run++) expect(await reportOn((run % 4) + 1, content)).toBe(first);
  });

  test('other features, scaling, refunds and outliers', { timeout: 200_000 }, async () => {
    const content = manyLines();
    const settings = {
      features: 'rfa',
      scaling: 'standard',
      outliers: 'iqr',
      refunds: 'net',
      duplicates: 'drop',
    } as const;
    const first = await reportOn(4, content, settings);
    for (const threads of [1, 2, 3]) expect(await reportOn(threads, content, settings)).toBe(first);
  });

  test('so many customers that they are sampled and several threads add them up', { timeout: 200_000 }, async () => {
    const content = manyCustomers();
    const first = await reportOn(4, content);
    expect(JSON.parse(first).report.totals.customers).toBeGreaterThan(ROW_GROUP);
    for (const threads of [1, 3]) expect(await reportOn(threads, content)).toBe(first);
  });
});
