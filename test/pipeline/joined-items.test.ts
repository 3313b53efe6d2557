/** Items beside orders that carry the money: what they tell of products is there in insight, and goes where the order goes. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Insight } from '../../src/core/insight/insight.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { keepBatch } from '../../src/pipeline/keep-batch.ts';
import { runSegmentation } from '../../src/pipeline/run-segmentation.ts';
import { wire } from '../../src/wire.ts';

const program = wire({ quickChartUrl: null }, () => {});
const HINTS = { map: {}, dates: 'auto', decimal: 'auto' } as const;

interface Sale {
  readonly id: number;
  readonly month: string;
  readonly customer: string;
  readonly items: readonly { readonly product: number; readonly price: number; readonly quantity: number }[];
}

const SALES: readonly Sale[] = Array.from({ length: 240 }, (_, id) => ({
  id: 1_000 + id,
  month: `2025-${String(1 + (id % 9)).padStart(2, '0')}`,
  customer: `C${(id * id) % 61}`,
  // The last sales have no items at all.
  items: Array.from({ length: id < 230 ? 1 + (id % 3) : 0 }, (_, item) => ({
    product: (id * 5 + item) % 9,
    price: 4.5 + ((id * 7 + item) % 40),
    quantity: 1 + ((id + item) % 2),
  })),
}));

const csv = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

/** The order's own amount has the cost of sending in it. */
const ordersFile = (sales: readonly Sale[]): string =>
  csv(
    'sale_id,sale_date,customer_id,order_amount',
    ...sales.map(
      ({ id, month, customer, items }) =>
        `${id},${month}-15,${customer},${(5 + items.reduce((sum, { price, quantity }) => sum + price * quantity, 0)).toFixed(2)}`,
    ),
  );
const itemsFile = (sales: readonly Sale[], more: readonly string[] = []): string =>
  csv(
    'product_id,price,quantity,sale_id',
    ...sales.flatMap(({ id, items }) =>
      items.map(({ product, price, quantity }) => `P${product},${price},${quantity},${id}`),
    ),
    ...more,
  );
// Two names hold what stands between items, one product has no category.
const CATEGORIES = ['kitchen ␞ table', 'tea, coffee', ''];
const PRODUCTS = csv(
  'product_id,product_name,category',
  ...Array.from({ length: 9 }, (_, id) => `P${id},"Thing ␟ ${id}","${CATEGORIES[id % 3]}"`),
);

const soldBy = (nameOf: (product: number) => string | null) => {
  const found = new Map<string, { revenue: number; orders: Set<number>; customers: Set<string> }>();
  for (const { id, customer, items } of SALES)
    for (const { product, price, quantity } of items) {
      const name = nameOf(product);
      if (name === null) continue;
      const seller = found.get(name) ?? { revenue: 0, orders: new Set(), customers: new Set() };
      found.set(name, seller);
      seller.revenue += price * quantity;
      seller.orders.add(id);
      seller.customers.add(customer);
    }
  return [...found]
    .map(([name, { revenue, orders, customers }]) => ({
      name,
      revenue,
      orders: orders.size,
      customers: customers.size,
    }))
    .sort((one, other) => other.revenue - one.revenue);
};

const PRODUCTS_SOLD = soldBy(product => `Thing ${product}`);
const CATEGORIES_SOLD = soldBy(product => ['kitchen table', 'tea, coffee', null][product % 3]!);

let root: string;
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tranche-items-'));
});
afterAll(async () => {
  await program.close();
  await rm(root, { recursive: true });
});

const newFolder = async (): Promise<string> => {
  folders += 1;
  const folder = join(root, String(folders));
  await mkdir(folder);
  return folder;
};

const given = async (files: Readonly<Record<string, string>>) => {
  const folder = await newFolder();
  const [first, ...companions] = Object.keys(files).map(name => ({ name, path: join(folder, name) }));
  for (const { name, path } of [first!, ...companions]) await writeFile(path, files[name]!);
  return { ...first!, companions, hints: HINTS };
};

const kept = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await newFolder();
  await keepBatch(program.segmentation, { ...(await given(files)), folder, scratch: await newFolder() });
  return folder;
};

const looked = async (
  request: Parameters<typeof runSegmentation>[1],
): Promise<Required<Pick<Insight, 'trends'>> & Insight> => {
  const segmentation = await runSegmentation(program.segmentation, request);
  try {
    const { trends, ...insight } = await segmentation.insight(['trends', 'behaviour']);
    return { trends: trends!, ...insight };
  } finally {
    await segmentation.close();
  }
};

const settled = async () => ({ settings: DEFAULT_SETTINGS, scratch: await newFolder(), exportFolder: null });

/** Words of names are told apart by one blank. */
const tidy = (
  sellers: Insight['trends'] extends infer T | undefined ? (T extends { products: infer P } ? P : never) : never,
) =>
  sellers.map(({ name, revenue, orders, customers }) => ({
    name: name.replaceAll(/\s+/g, ' '),
    revenue,
    orders,
    customers,
  }));

const FILES = { 'orders.csv': ordersFile(SALES), 'items.csv': itemsFile(SALES), 'products.csv': PRODUCTS };

describe('products of orders whose items stand in another file', () => {
  test('best sellers and categories, to the cent, by the names of the file of products', async () => {
    const { trends, behaviour } = await looked({ ...(await given(FILES)), ...(await settled()), details: true });
    expect(tidy(trends.products)).toEqual(PRODUCTS_SOLD);
    expect(tidy(trends.categories)).toEqual(CATEGORIES_SOLD);
    expect(trends.missing).toEqual([]);
    expect(behaviour!.missing).toEqual(['channel', 'country', 'age', 'signup']);
  });

  test('are kept with the orders', async () => {
    const batches = [await kept(FILES)];
    const { trends } = await looked({ batches, ...(await settled()) });
    expect(tidy(trends.products)).toEqual(PRODUCTS_SOLD);
    expect(trends.missing).toEqual([]);
  });

  test('a later upload replaces the items of its orders, and one without items takes them away', async () => {
    const [early, late] = [SALES.slice(0, 200), SALES.slice(200)];
    const other = early.slice(0, 50).map(sale => ({ ...sale, items: [{ product: 0, price: 9, quantity: 1 }] }));
    const batches = [
      await kept({
        ...FILES,
        'orders.csv': ordersFile([...other, ...late]),
        'items.csv': itemsFile([...other, ...late]),
      }),
      await kept({ ...FILES, 'orders.csv': ordersFile(early), 'items.csv': itemsFile(early) }),
    ];
    expect(tidy((await looked({ batches, ...(await settled()) })).trends.products)).toEqual(PRODUCTS_SOLD);
    const all = await kept({ 'orders.csv': ordersFile(SALES) });
    expect((await looked({ batches: [...batches, all], ...(await settled()) })).trends.products).toEqual([]);
  });

  test('a forgotten customer’s items are gone with the orders; an account lists them', async () => {
    const batch = await kept(FILES);
    const folder = await newFolder();
    const path = join(folder, 'account.csv');
    const request = { scratch: folder, snapshotFolder: await newFolder(), customer: 'C1' };
    await program.accountOf({ ...request, batches: [batch], path });
    const account = await readFile(path, 'utf8');
    expect(account).toMatch(/items: P\d · Thing +\d · [^|]*· \d+\.\d/);
    expect(account).not.toMatch(/[␞␟]/);

    const into = await newFolder();
    await program.forgetCustomer({ ...request, scratch: await newFolder(), batches: [{ folder: batch, into }] });
    const { trends } = await looked({ batches: [into], ...(await settled()) });
    const left = SALES.filter(({ customer }) => customer !== 'C1').flatMap(({ items }) => items);
    const revenue = left.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    expect(trends.products.reduce((sum, product) => sum + product.revenue, 0)).toBeCloseTo(revenue, 6);
  });

  test('items of unknown orders count for nobody, an order that stands twice has its items once', async () => {
    const files = {
      ...FILES,
      'orders.csv': ordersFile([...SALES, SALES[0]!]),
      'items.csv': itemsFile(SALES, ['P1,1000,1,77']),
    };
    const { trends } = await looked({ ...(await given(files)), ...(await settled()), details: true });
    expect(tidy(trends.products)).toEqual(PRODUCTS_SOLD);
  });

  test('nobody’s columns change: rejected rows and notes speak of the files alone', async () => {
    const folder = await newFolder();
    const orders = FILES['orders.csv'].replace('C1,', ',');
    const request = {
      ...(await given({ ...FILES, 'orders.csv': orders })),
      ...(await settled()),
      exportFolder: folder,
      details: true,
    };
    const segmentation = await runSegmentation(program.segmentation, request);
    const path = join(folder, 'rejected.csv');
    expect(await segmentation.exportRejected(path)).toBeGreaterThan(0);
    await segmentation.close();
    const rejected = await readFile(path, 'utf8');
    expect(rejected).toContain('order_amount');
    expect(rejected + segmentation.report.source.notes.join()).not.toMatch(/␟|items of the order/);
  });
});
