/**
 * Whatever a file is like: every row is kept or rejected, and what is kept is what csv-parse, an independent reader,
 * reads there. Cells get their meaning from whoever wrote them, not from the code under test.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Receipt } from '../../src/core/report.ts';
import { cleanCopy } from '../../src/ingest/clean-copy.ts';
import { inspectOrderFile } from '../../src/ingest/inspect.ts';
import { Database } from '../../src/orders/duckdb/connection.ts';
import { emptyOrderStore } from '../../src/orders/duckdb/duckdb-order-store.ts';
import type { OrderStore } from '../../src/orders/order-store.ts';
import { importOrders } from '../../src/pipeline/import-orders.ts';
import { wire } from '../../src/wire.ts';
import { RULES, rowsOf } from '../orders/shop.ts';
import { type DirtyFile, dirtyFile } from './dirty-file.ts';
import { type Fate, isKept, type Line, referenceFates, referenceRecords, rowByItself } from './reference-reader.ts';

const FILES = 2_000;
const FILES_TO_THE_END = 100;
const SEED = 20_260_131;

const program = wire({ quickChartUrl: null }, () => {});

let folder = '';
/** One engine for all files, in memory: opening it, and writing to a disk, cost more than what is asked of it. */
let database: Database;
let store: OrderStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tranche-dirty-'));
  await mkdir(join(folder, 'files'));
  const place = { folder, inMemory: true, allowedFolders: [folder] };
  database = await Database.open(place, { threads: 1, memoryMegabytes: 200 });
  store = await emptyOrderStore(database);
});
afterAll(async () => {
  await Promise.all([store.close(), program.close()]);
  await rm(folder, { recursive: true });
});

/** Looked at, copied where it has to be, and loaded, as every file is. */
const imported = async (content: string): Promise<void> => {
  const scratch = join(folder, 'files');
  await rm(scratch, { recursive: true });
  await mkdir(scratch);
  const path = join(scratch, 'orders.csv');
  await writeFile(path, content);
  const openStore = async (): Promise<OrderStore> => ({ ...store, close: async () => {} });
  const deps = { ...program.segmentation, inspect: inspectOrderFile, cleanCopy, openStore };
  const hints = { map: {}, dates: 'auto', decimal: 'auto' } as const;
  const request = { path, name: 'orders.csv', hints, scratch, folder, others: [], wholeRows: false };
  await importOrders(deps, request, () => {});
};

interface StoredRow {
  readonly row: number;
  readonly fault: string | null;
  readonly line: Line;
}

/** What became of every row, in the order of the file. */
const fates = async (): Promise<readonly Fate[]> => {
  const rows = await database.rows<StoredRow>(`
    SELECT ${store.file().cleaned ? 'row_number' : 'rowid + 1'}::DOUBLE AS row, fault::VARCHAR AS fault,
      [customer, order_id, strftime(ordered_at, '%Y-%m-%d'), (line_total * 100)::BIGINT::VARCHAR] AS line
    FROM lines ORDER BY row`);
  expect(rows.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 1));
  return rows.map(({ fault, line: [customer, order, date, cents] }) => fault ?? [customer, order, date, Number(cents)]);
};

const rejectedRows = async (): Promise<readonly (readonly string[])[]> => {
  const path = join(folder, 'rejected.csv');
  await store.exportRejected(path);
  return rowsOf(await readFile(path, 'utf8')).slice(1);
};

const rejectedOf = ({ rejected }: Receipt): number => Object.values(rejected).reduce((sum, { rows }) => sum + rows, 0);

test(`${FILES} dirty files: every row is kept or rejected, at its place, as csv-parse reads it`, async () => {
  await fc.assert(
    fc.asyncProperty(dirtyFile, async file => {
      await imported(file.content);
      const found = await fates();
      const records = referenceRecords(file.content, file.delimiter)?.slice(1);
      if (records) expect(found).toEqual(referenceFates(records, file));
      else await expectEachLine(file, found.filter(isKept));
    }),
    { numRuns: FILES, seed: SEED },
  );
}, 1_800_000);

/** Where quotes are broken, csv-parse gives up on the file: then every line is read by itself. */
const expectEachLine = async (file: DirtyFile, kept: readonly Line[]): Promise<void> => {
  const readable = new Map(
    file.rows
      .map(row => rowByItself(row, file))
      .filter(isKept)
      .map(line => [line[0], line]),
  );
  for (const line of kept) expect(line).toEqual(readable.get(line[0]));
  await store.clean(RULES);
  const told = new Set(kept.map(([customer]) => customer));
  const texts = (await rejectedRows()).map(cells => cells.join(' ')).join('\n');
  for (const { customer, order } of file.rows)
    if (order.meaning !== null) expect(told.has(customer.meaning ?? '') || texts.includes(order.meaning)).toBe(true);
};

test(`${FILES_TO_THE_END} of them to the end: rows = kept + rejected, and the lists for people hold all of both`, async () => {
  await fc.assert(
    fc.asyncProperty(dirtyFile, async ({ content }) => {
      await imported(content);
      const { receipt } = await store.clean(RULES);
      await store.scores();
      const found = await fates();
      expect(receipt.rows).toBe(receipt.kept + rejectedOf(receipt));
      expect([receipt.rows, receipt.kept]).toEqual([found.length, found.filter(isKept).length]);
      expect(await customerLines()).toEqual(found.filter(isKept).map(withoutOrder).toSorted(byCustomer));
      const rejected = await rejectedRows();
      expect(rejected.map(([row]) => Number(row))).toEqual(
        found.flatMap((fate, index) => (isKept(fate) ? [] : [index + 1])),
      );
      expect(rejected).toHaveLength(rejectedOf(receipt));
    }),
    { numRuns: FILES_TO_THE_END, seed: SEED },
  );
}, 600_000);

type CustomerLine = readonly [customer: string, date: string, cents: number];

const withoutOrder = ([customer, , date, cents]: Line): CustomerLine => [customer, date, cents];
const byCustomer = ([a]: CustomerLine, [b]: CustomerLine): number => (a < b ? -1 : 1);

/** customers.csv: every line of a dirty file is of a customer of its own. */
const customerLines = async (): Promise<readonly CustomerLine[]> => {
  const path = join(folder, 'customers.csv');
  await store.exportCustomers(path, []);
  const [header, ...rows] = rowsOf(await readFile(path, 'utf8'));
  const cell = (row: readonly string[], name: string): string => row[header!.indexOf(name)]!;
  return rows
    .map(
      (row): CustomerLine => [
        cell(row, 'customer'),
        cell(row, 'last_order'),
        Math.round(Number(cell(row, 'spend')) * 100),
      ],
    )
    .toSorted(byCustomer);
};
