/**
 * Whatever a file is like: every row is kept or rejected, and what is kept is what csv-parse, an independent reader,
 * reads there. Cells get their meaning from whoever wrote them, not from the code under test.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Receipt } from '../../src/core/report.ts';
import { cleanCopy } from '../../src/ingest/clean-copy.ts';
import { inspectOrderFile } from '../../src/ingest/inspect.ts';
import { openDuckDbOrderStore } from '../../src/orders/duckdb/duckdb-order-store.ts';
import type { OrderStore } from '../../src/orders/order-store.ts';
import { importOrders } from '../../src/pipeline/import-orders.ts';
import { wire } from '../../src/wire.ts';
import { RULES, rowsOf } from '../orders/shop.ts';
import { type DirtyFile, dirtyFile, type Meant } from './dirty-file.ts';

const FILES = 600;
const SEED = 20_260_131;

const program = wire({ quickChartUrl: null }, () => {});

let folder = '';
let store: OrderStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tranche-dirty-'));
  await Promise.all(['store', 'files'].map(name => mkdir(join(folder, name))));
  const place = { folder: join(folder, 'store'), allowedFolders: [folder] };
  store = await openDuckDbOrderStore(place, { threads: 1, memoryMegabytes: 200 });
});
afterAll(async () => {
  await Promise.all([store.close(), program.close()]);
  await rm(folder, { recursive: true });
});

/** A kept line by what it is worth: customer, day, cents. */
type Line = readonly [customer: string, date: string, cents: number];

interface Outcome {
  readonly receipt: Receipt;
  readonly kept: readonly Line[];
  /** Row number and everything else of every rejected row, as one text. */
  readonly rejected: readonly { readonly row: number; readonly text: string }[];
}

const imported = async (content: string): Promise<Outcome> => {
  const scratch = join(folder, 'files');
  const path = join(scratch, 'orders.csv');
  await writeFile(path, content);
  const deps = {
    ...program.segmentation,
    inspect: inspectOrderFile,
    cleanCopy,
    // One engine for all files: opening it costs more than what is asked of it.
    openStore: async (): Promise<OrderStore> => ({ ...store, close: async () => {} }),
  };
  const hints = { map: {}, dates: 'auto', decimal: 'auto' } as const;
  const request = { path, name: 'orders.csv', hints, scratch, folder, others: [], wholeRows: false };
  await importOrders(deps, request, () => {});
  const { receipt } = await store.clean(RULES);
  await store.scores();
  const outcome = { receipt, kept: await keptLines(), rejected: await rejectedRows() };
  await rm(scratch, { recursive: true });
  await mkdir(scratch);
  return outcome;
};

/** Every line is of a customer of its own. */
const keptLines = async (): Promise<readonly Line[]> => {
  const path = join(folder, 'customers.csv');
  await store.exportCustomers(path, []);
  const [header, ...rows] = rowsOf(await readFile(path, 'utf8'));
  const cell = (row: readonly string[], name: string): string => row[header!.indexOf(name)]!;
  return rows.map(row => [
    cell(row, 'customer'),
    cell(row, 'last_order'),
    Math.round(Number(cell(row, 'spend')) * 100),
  ]);
};

const rejectedRows = async (): Promise<Outcome['rejected']> => {
  const path = join(folder, 'rejected.csv');
  await store.exportRejected(path);
  return rowsOf(await readFile(path, 'utf8'))
    .slice(1)
    .map(([row, ...rest]) => ({ row: Number(row), text: rest.join(' ') }));
};

const HOW = { bom: true, relax_column_count: true, skip_empty_lines: true } as const;

/** Records as csv-parse reads them, or null where it cannot read the text at all. */
const referenceRows = (content: string, delimiter: string, relax_quotes = false): string[][] | null => {
  try {
    return parse(content, { ...HOW, delimiter, relax_quotes });
  } catch {
    return null;
  }
};

/** What the cells of a record mean, by whoever wrote them; null for a record that is not to be kept. */
const lineOf = (cells: readonly string[], { rows }: DirtyFile): Line | null => {
  if (cells.length !== 5) return null;
  const meaning = <K extends keyof Meant>(field: K, text: string): Meant[K]['meaning'] =>
    rows.find(row => row[field].text === text)?.[field].meaning ?? null;
  const [customer, order] = [meaning('customer', cells[0]!), meaning('order', cells[1]!)];
  const [date, cents] = [meaning('date', cells[2]!), meaning('cents', cells[3]!)];
  const isKept = customer !== null && order !== null && date !== null && cents !== null && cents > 0;
  return isKept ? [customer, date, cents] : null;
};

const sorted = (lines: readonly Line[]): readonly Line[] => lines.toSorted(([a], [b]) => (a < b ? -1 : 1));

test(`${FILES} dirty files: rows = kept + rejected, and every kept line is what csv-parse reads`, async () => {
  await fc.assert(
    fc.asyncProperty(dirtyFile, async file => {
      const { receipt, kept, rejected } = await imported(file.content);
      const rejections = Object.values(receipt.rejected).reduce((sum, { rows }) => sum + rows, 0);
      expect(receipt.rows).toBe(receipt.kept + rejections);
      expect([kept.length, rejected.length]).toEqual([receipt.kept, rejections]);
      const whole = referenceRows(file.content, file.delimiter)?.slice(1);
      if (whole) {
        expect(receipt.rows).toBe(whole.length);
        expect(sorted(kept)).toEqual(sorted(whole.map(cells => lineOf(cells, file)).filter(line => line !== null)));
      } else {
        expectLineByLine(file, { receipt, kept, rejected });
      }
    }),
    { numRuns: FILES, seed: SEED },
  );
}, 600_000);

/** Where quotes are broken, csv-parse gives up on the file: then every line is read by itself. */
const expectLineByLine = (file: DirtyFile, { kept, rejected }: Outcome): void => {
  const alone = file.rows.map(({ line }) => lineOf(referenceRows(line, file.delimiter, true)?.[0] ?? [], file));
  const readable = new Map(alone.filter(line => line !== null).map(line => [line[0], line]));
  for (const line of kept) expect(line).toEqual(readable.get(line[0]));
  const told = new Set(kept.map(([customer]) => customer));
  const texts = rejected.map(({ text }) => text).join('\n');
  for (const { customer, order } of file.rows)
    if (order.meaning !== null) expect(told.has(customer.meaning ?? '') || texts.includes(order.meaning)).toBe(true);
};
