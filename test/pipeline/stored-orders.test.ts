import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReadingHints } from '../../src/core/order-file.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { isExpected } from '../../src/errors.ts';
import { keepBatch } from '../../src/pipeline/keep-batch.ts';
import type { Step } from '../../src/pipeline/progress.ts';
import { runSegmentation } from '../../src/pipeline/run-segmentation.ts';
import type { FileRequest, Segmentation, StoredRequest } from '../../src/pipeline/segmentation.ts';
import { wire } from '../../src/wire.ts';
import { csvOf } from '../orders/order-file.ts';
import { randomShopCsv } from '../orders/random-shop.ts';
import { rowsOf } from '../orders/shop.ts';
import { segmented } from './shop-run.ts';

const program = wire({ quickChartUrl: null }, () => {}, { ingestInWorker: true });
afterAll(() => program.close());

const NO_HINTS: ReadingHints = { map: {}, dates: 'auto', decimal: 'auto' };

/** As the bot does it: a file is imported and deleted, then the orders are segmented again. */
interface Bot {
  readonly folder: string;
  readonly imported: <T>(
    content: string,
    use: (segmentation: Segmentation) => Promise<T>,
    more?: Partial<FileRequest>,
  ) => Promise<T>;
  readonly again: <T>(
    settings: Partial<Settings>,
    use: (segmentation: Segmentation) => Promise<T>,
    steps?: Step[],
  ) => Promise<T>;
  /** A path for an export. */
  readonly path: (name: string) => string;
}

const asBot = async <T>(use: (bot: Bot) => Promise<T>): Promise<T> => {
  const root = await mkdtemp(join(tmpdir(), 'tranche-stored-'));
  const [upload, folder, results] = [join(root, 'upload'), join(root, 'orders'), join(root, 'results')];
  await Promise.all([mkdir(folder), mkdir(results)]);
  const imported: Bot['imported'] = async (content, look, more = {}) => {
    await mkdir(upload);
    const path = join(upload, 'orders');
    await writeFile(path, content);
    const request: FileRequest = {
      path,
      name: 'orders.csv',
      hints: NO_HINTS,
      settings: DEFAULT_SETTINGS,
      scratch: upload,
      exportFolder: results,
      ...more,
    };
    try {
      const { path, name, hints } = request;
      await keepBatch(program.segmentation, { path, name, hints, folder, scratch: upload });
      return await closedAfter(await runSegmentation(program.segmentation, request), look);
    } finally {
      await rm(upload, { recursive: true });
    }
  };
  const again: Bot['again'] = async (settings, look, steps = []) => {
    const all = { ...DEFAULT_SETTINGS, ...settings };
    const scratch = await mkdtemp(join(root, 'run-'));
    const request: StoredRequest = { batches: [folder], settings: all, scratch, exportFolder: results };
    const onStep = ({ step }: { step: Step }): unknown => steps.at(-1) !== step && steps.push(step);
    return closedAfter(await runSegmentation(program.segmentation, request, onStep), look);
  };
  try {
    return await use({ folder, imported, again, path: name => join(results, name) });
  } finally {
    await rm(root, { recursive: true });
  }
};

const closedAfter = async <T>(segmentation: Segmentation, look: (segmentation: Segmentation) => Promise<T>) => {
  try {
    return await look(segmentation);
  } finally {
    await segmentation.close();
  }
};

const SHOP = `${randomShopCsv(120)},lost,2024-01-01,5\nc1,cut\n`;

describe('orders that are kept and segmented again (issue 3)', () => {
  test('the same report to the last byte, from one file, in the steps that are left', async () => {
    await asBot(async ({ folder, imported, again }) => {
      const first = await imported(SHOP, async ({ report, points }) => JSON.stringify({ report, points }));
      expect(await readdir(folder)).toEqual(['orders.duckdb']);
      const steps: Step[] = [];
      const second = await again({}, async ({ report, points }) => JSON.stringify({ report, points }), steps);
      expect(second).toBe(first);
      expect(steps).toEqual(['clean', 'cluster', 'describe']);
      expect(await readdir(folder)).toEqual(['orders.duckdb']);
    });
  });

  test('other settings, also those that look at whole rows', async () => {
    await asBot(async ({ imported, again }) => {
      const first = await imported(
        `${SHOP}${randomShopCsv(120).split('\n').slice(1, 11).join('\n')}\n`,
        async s => s.report,
      );
      expect(first.receipt.rejected.duplicate).toBeUndefined();
      const report = await again({ duplicates: 'drop', k: 3, names: 'classic' }, async s => s.report);
      expect(report.receipt.rejected.duplicate?.rows).toBe(10);
      expect(report.segments).toHaveLength(3);
      expect(report.run.id).not.toBe(first.run.id);
    });
  });

  test('two at the same time do not disturb each other', async () => {
    await asBot(async ({ imported, again }) => {
      const first = await imported(SHOP, async s => s.report);
      const [one, other] = await Promise.all([again({}, async s => s.report), again({ k: 5 }, async s => s.report)]);
      expect(one).toEqual(first);
      expect(other.segments).toHaveLength(5);
    });
  });

  test('the facts of the file', async () => {
    await asBot(async ({ imported, again }) => {
      const facts = await imported(SHOP, async s => s.file);
      expect(facts.mapping).toEqual({ customer: 0, order: 1, date: 2, amount: 3 });
      const stored = await again({}, async s => s.file);
      expect({ ...stored, path: facts.path, cleaned: facts.cleaned }).toEqual(facts);
    });
  });
});

describe('what can be asked of a segmentation', () => {
  test('a customer: the same as in the export, with group and segment', async () => {
    await asBot(async ({ imported, again, path }) => {
      await imported(SHOP, async () => {});
      await again({}, async segmentation => {
        expect(await segmentation.exportCustomers(path('all.csv'))).toBe(120);
        const rows = rowsOf(await readFile(path('all.csv'), 'utf8')).slice(1);
        const { rfmGroups, segments } = segmentation.report;
        for (const row of rows.slice(0, 20)) {
          const [customer, days, orders, spend, R, F, M, group, segment, first, last] = row;
          const found = (await segmentation.customer(customer!.toUpperCase()))!;
          expect(found).toMatchObject({ customer, recencyDays: Number(days), orders: Number(orders) });
          expect(found.spend).toBeCloseTo(Number(spend), 2);
          expect(found.scores).toEqual({ R: Number(R), F: Number(F), M: Number(M) });
          expect(rfmGroups.find(({ id }) => id === found.group)?.name).toBe(group);
          expect(found.segment?.name).toBe(segment);
          expect(segments.map(({ id }) => id)).toContain(found.segment?.id);
          expect([found.firstOrder.slice(0, 10), found.lastOrder.slice(0, 10)]).toEqual([first, last]);
        }
        expect(await segmentation.customer('c999')).toBeNull();
        expect(await segmentation.similarCustomers('c11')).toEqual(['c11', 'c110', 'c111']);
      });
    });
  });

  test('a customer of a shop without segments', async () => {
    await asBot(async ({ imported }) => {
      await imported(csvOf('customer,order,date,amount', ['ann,1,2024-01-31,10.5']), async segmentation => {
        expect(await segmentation.customer('Ann')).toMatchObject({ customer: 'ann', group: 'new', segment: null });
      });
    });
  });

  test('the customers of each segment, together all of them', async () => {
    await asBot(async ({ imported, path }) => {
      await imported(SHOP, async segmentation => {
        for (const { id, name, customers } of segmentation.report.segments) {
          expect(await segmentation.exportCustomers(path('some.csv'), { segment: id })).toBe(customers);
          const rows = rowsOf(await readFile(path('some.csv'), 'utf8')).slice(1);
          expect(rows.map(row => row[8])).toEqual(rows.map(() => name));
        }
        await expect(segmentation.exportCustomers(path('some.csv'), { segment: 'nobody' })).rejects.toThrow(
          'no segment nobody',
        );
      });
    });
  });

  test('rejected rows, the same from what was kept as from the file', async () => {
    await asBot(async ({ imported, again, path }) => {
      const rejected = async (segmentation: Segmentation) => ({
        rows: await segmentation.exportRejected(path('rejected.csv')),
        text: await readFile(path('rejected.csv'), 'utf8'),
      });
      const first = await imported(SHOP, rejected);
      expect(first.rows).toBe(2);
      expect(await again({}, rejected)).toEqual(first);
    });
  });

  test('what moved since an earlier day, by a snapshot in a folder of its own', async () => {
    await asBot(async ({ imported, folder }) => {
      const snapshot = join(folder, '..', 'snapshots', 'then.parquet');
      const snapshotFolder = join(folder, '..', 'snapshots');
      await mkdir(snapshotFolder);
      const early = { ...DEFAULT_SETTINGS, asOf: '2024-06-01' };
      await imported(SHOP, async s => s.saveSnapshot(snapshot), { settings: early, snapshotFolder });
      await rm(join(folder, 'orders.duckdb'));
      await imported(
        SHOP,
        async segmentation => {
          const movement = await segmentation.movementSince(snapshot);
          expect(movement.since).toBe('2024-06-01T00:00:00');
          expect(movement.until).toBe(segmentation.report.run.asOf);
          const now = movement.moves.filter(({ to }) => to !== null);
          for (const group of segmentation.report.rfmGroups) {
            const cells = now.filter(({ to }) => to === group.id);
            expect(cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(group.customers);
            expect(cells.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(group.revenue, 6);
          }
          expect(now.some(({ from }) => from === null)).toBe(true);
        },
        { snapshotFolder },
      );
    });
  });
});

describe('where the bot is unsure it asks (issue 3, section 2)', () => {
  const failure = (content: string, more: Partial<FileRequest> = {}): Promise<unknown> =>
    asBot(({ imported }) =>
      imported(content, async () => null, more).catch((error: unknown) =>
        isExpected(error) ? { code: error.code, facts: error.facts } : error,
      ),
    );
  /** As the terminal does it. */
  const unasked = (content: string): Promise<unknown> => segmented(program.segmentation, content, {}, async () => null);
  const dated = (dates: readonly string[]): string =>
    csvOf(
      'customer,order,sold on date,amount',
      dates.map((date, row) => `c${row % 5},${row},${date},${row + 1}`),
    );
  const OPEN = ['3/4/2024', '5/6/2024', '3/4/2024', '7/8/2024', '9/10/2024'];

  test('dates that have two readings', async () => {
    expect(await failure(dated(OPEN))).toEqual({
      code: 'dates_ambiguous',
      facts: { column: 'sold on date', examples: ['3/4/2024', '5/6/2024', '7/8/2024'], assumed: 'mdy' },
    });
  });

  test('not where one day tells them apart, the person has said it, or nobody can be asked', async () => {
    expect(await failure(dated([...OPEN, '30/4/2024']))).toBeNull();
    expect(await failure(dated(OPEN), { hints: { ...NO_HINTS, dates: 'dmy' } })).toBeNull();
    expect(await unasked(dated(OPEN))).toBeNull();
  });

  test('columns that may mean the same', async () => {
    const content = csvOf('client key,buyer ref,order,date,amount', ['a,x,1,2024-01-31,5', 'b,y,2,2024-02-01,6']);
    expect(await failure(content)).toEqual({
      code: 'columns_unsure',
      facts: { field: 'customer', candidates: ['client key', 'buyer ref'] },
    });
    expect(await failure(content, { hints: { ...NO_HINTS, map: { customer: 'buyer ref' } } })).toBeNull();
    expect(await unasked(content)).toBeNull();
  });
});
