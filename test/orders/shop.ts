import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import type { OrderFile } from '../../src/core/order-file.ts';
import type { CleaningRules, CleanOrders, OrderStore } from '../../src/orders/order-store.ts';
import { orderFile } from './order-file.ts';

/** Opens an empty store in `folder`, which may also use the folders `others`. */
export type OpenStore = (folder: string, others: readonly string[]) => Promise<OrderStore>;

/** Opens kept orders again, with a folder for what does not fit into memory. */
export type ReopenStore = (
  batches: readonly string[],
  scratch: string,
  others: readonly string[],
) => Promise<OrderStore>;

export const RULES: CleaningRules = { refunds: 'drop', duplicates: 'keep', asOf: null };

/** Runs `use` with an empty store and a folder for files that it may read and write; all is gone afterwards. */
export const inStore = async <T>(
  open: OpenStore,
  use: (store: OrderStore, folder: string) => Promise<T>,
): Promise<T> => {
  const root = await mkdtemp(join(tmpdir(), 'tranche-orders-'));
  const [scratch, folder] = [join(root, 'scratch'), join(root, 'files')];
  await Promise.all([mkdir(scratch), mkdir(folder)]);
  const store = await open(scratch, [folder]);
  try {
    return await use(store, folder);
  } finally {
    await store.close();
    await rm(root, { recursive: true });
  }
};

/** A store with one loaded file. */
export interface Shop {
  readonly store: OrderStore;
  readonly file: OrderFile;
  /** Where exports may be written. */
  readonly folder: string;
}

export const writeOrders = async (
  folder: string,
  content: string,
  facts: Partial<OrderFile> = {},
  name = 'orders.csv',
): Promise<OrderFile> => {
  const path = join(folder, name);
  await writeFile(path, content, facts.encoding === 'latin-1' ? 'latin1' : 'utf8');
  return orderFile(path, content, facts);
};

export const inShop = <T>(
  open: OpenStore,
  content: string,
  use: (shop: Shop) => Promise<T>,
  facts: Partial<OrderFile> = {},
): Promise<T> =>
  inStore(open, async (store, folder) => {
    const file = await writeOrders(folder, content, facts);
    const outcome = await store.load(file, { wholeRows: true, details: true }, () => {});
    expect(outcome).toEqual({ status: 'loaded', rows: file.records });
    return use({ store, file, folder });
  });

/**
 * The same orders twice: in the store that loaded and kept them, and in one that is opened from what was kept, when the
 * first is closed and the file deleted. `look` is called with each; gives both answers.
 */
export const keptAndReopened = async <T>(
  { open, reopen }: { readonly open: OpenStore; readonly reopen: ReopenStore },
  write: (folder: string) => Promise<OrderFile>,
  look: (shop: Shop) => Promise<T>,
): Promise<{ readonly kept: T; readonly reopened: T; readonly left: readonly string[] }> => {
  const root = await mkdtemp(join(tmpdir(), 'tranche-kept-'));
  const [store, uploads, folder] = [join(root, 'store'), join(root, 'uploads'), join(root, 'files')];
  try {
    await Promise.all([mkdir(store), mkdir(uploads), mkdir(folder)]);
    const file = await write(uploads);
    const first = await closedAfter(await open(store, [uploads, folder]), async kept => {
      await kept.load(file, { wholeRows: true, details: true }, () => {});
      await kept.keep();
      return look({ store: kept, file, folder });
    });
    await rm(uploads, { recursive: true });
    const second = await closedAfter(await reopen([store], folder, [folder]), again =>
      look({ store: again, file, folder }),
    );
    return { kept: first, reopened: second, left: await readdir(store) };
  } finally {
    await rm(root, { recursive: true });
  }
};

const closedAfter = async <T>(store: OrderStore, use: (store: OrderStore) => Promise<T>): Promise<T> => {
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};

/** What cleaning a file of this content says. */
export const cleaned = (
  open: OpenStore,
  content: string,
  rules: Partial<CleaningRules> = {},
  facts: Partial<OrderFile> = {},
): Promise<CleanOrders> => inShop(open, content, ({ store }) => store.clean({ ...RULES, ...rules }), facts);

export interface ExportedCustomer {
  readonly customer: string;
  readonly recencyDays: number;
  readonly orders: number;
  readonly spend: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
  /** The name of the RFM group. */
  readonly group: string;
  readonly segment: string;
}

/** The rows of customers.csv after `scores`, in its order. */
export const exportedCustomers = async (
  { store, folder }: Shop,
  names: Parameters<OrderStore['exportCustomers']>[1] = [],
): Promise<readonly ExportedCustomer[]> => {
  const path = join(folder, 'customers.csv');
  await store.exportCustomers(path, names);
  return rowsOf(await readFile(path, 'utf8'))
    .slice(1)
    .map(([customer, recencyDays, orders, spend, r, f, m, group, segment]) => ({
      customer: customer!,
      recencyDays: Number(recencyDays),
      orders: Number(orders),
      spend: Number(spend),
      r: Number(r),
      f: Number(f),
      m: Number(m),
      group: group!,
      segment: segment!,
    }));
};

/** Rows of a CSV text as an independent reader sees them, header first. */
export const rowsOf = (text: string): string[][] => parse(text, { bom: true });

/** Cleans by the rules, scores, and gives the customers. */
export const scoredCustomers = async (
  shop: Shop,
  rules: Partial<CleaningRules> = {},
): Promise<readonly ExportedCustomer[]> => {
  await shop.store.clean({ ...RULES, ...rules });
  await shop.store.scores();
  return exportedCustomers(shop);
};
