/** Files that belong together, against sums that plain JavaScript makes of the same rows. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReadingHints } from '../../src/core/order-file.ts';
import type { SegmentReport } from '../../src/core/report.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { isExpected } from '../../src/errors.ts';
import { runSegmentation } from '../../src/pipeline/run-segmentation.ts';
import { wire } from '../../src/wire.ts';
import { zipFile } from '../ingest/unpack/zip-file.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());

interface Sale {
  readonly id: number;
  readonly day: string;
  readonly customer: string;
  readonly items: readonly { readonly product: string; readonly price: number; readonly quantity: number }[];
}

const SALES: readonly Sale[] = Array.from({ length: 240 }, (_, id) => ({
  id: 1_000 + id,
  day: new Date(Date.UTC(2026, 0, 1) + ((id * 37) % 300) * 86_400_000).toISOString().slice(0, 10),
  customer: `C${String((id * id) % 61).padStart(3, '0')}`,
  items: Array.from({ length: 1 + (id % 3) }, (_, item) => ({
    product: `P${(id + item) % 9}`,
    price: 4.5 + ((id * 7 + item) % 40),
    quantity: 1 + ((id + item) % 2),
  })),
}));

const costOf = ({ items }: Sale): number => items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
const total = (sales: readonly Sale[]): number => sales.reduce((sum, sale) => sum + costOf(sale), 0);
const buyers = [...new Set(SALES.map(({ customer }) => customer))];

type Files = Readonly<Record<string, string | Uint8Array>>;

const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

/** As the issue names the columns; every file is written in a way of its own. */
const ORDERS: Files = {
  'orders.csv': Buffer.from(
    lines(
      'sale_id;sale_date;customer_id;order_amount;country;channel',
      ...SALES.map(sale => {
        const [year, month, day] = sale.day.split('-');
        return `${sale.id};${day}.${month}.${year};${sale.customer};${costOf(sale).toFixed(2).replace('.', ',')};Österreich;app`;
      }),
    ),
    'latin1',
  ),
};
const itemRows = (sales: readonly Sale[], customer: boolean): readonly string[] =>
  sales.flatMap(sale =>
    sale.items.map(({ product, price, quantity }) =>
      [product, price, quantity, ...(customer ? [sale.customer] : []), `${sale.id}.0`].join(','),
    ),
  );
const ITEMS: Files = {
  'items.csv': lines('product_id,price,quantity,customer_id,sale_id', ...itemRows(SALES, true)),
};
const CUSTOMERS: Files = {
  'customers.txt': Buffer.from(
    `\ufeff${lines('customer_id\tage_range\tsignup_date\tcountry', ...buyers.map(id => `${id}\t25-34\t3/24/2024\tAT`), 'C999\t18-24\t3/25/2024\tAT')}`,
    'utf16le',
  ),
};
const PRODUCTS: Files = {
  'products.csv': lines('product_id,category', ...Array.from({ length: 9 }, (_, id) => `P${id},kind ${id % 3}`)),
};

interface Outcome {
  readonly report: SegmentReport;
  readonly rejected: string;
}

const segmented = async (files: Files, hints: Partial<ReadingHints> = {}): Promise<Outcome> => {
  const root = await mkdtemp(join(tmpdir(), 'tranche-joined-'));
  const [scratch, folder] = [join(root, 'scratch'), join(root, 'files')];
  try {
    await Promise.all([mkdir(scratch), mkdir(folder)]);
    const named = Object.keys(files).map(name => ({ name, path: join(folder, name) }));
    for (const { name, path } of named) await writeFile(path, files[name]!);
    const segmentation = await runSegmentation(program.segmentation, {
      ...named[0]!,
      companions: named.slice(1),
      hints: { map: {}, dates: 'auto', decimal: 'auto', ...hints },
      settings: DEFAULT_SETTINGS,
      scratch,
      exportFolder: folder,
    });
    try {
      await segmentation.exportRejected(join(folder, 'rejected.csv'));
      return { report: segmentation.report, rejected: await readFile(join(folder, 'rejected.csv'), 'utf8') };
    } finally {
      await segmentation.close();
    }
  } finally {
    await rm(root, { recursive: true });
  }
};

const refusal = (files: Files): Promise<unknown> =>
  segmented(files).catch(error => (isExpected(error) ? [error.code, error.facts] : error));

describe('Orders, items, customers and products', () => {
  test('are joined by their keys; the money is that of the orders, and what has no counterpart is counted', async () => {
    const { report } = await segmented({ ...CUSTOMERS, ...ITEMS, ...ORDERS, ...PRODUCTS });
    const { source, receipt, totals } = report;
    expect(source.name).toBe('orders.csv');
    expect(totals).toMatchObject({ customers: buyers.length, orders: SALES.length });
    expect(totals.revenue).toBeCloseTo(total(SALES), 6);
    expect(totals.firstOrder.slice(0, 10)).toBe(SALES.map(({ day }) => day).toSorted()[0]);
    expect(receipt).toMatchObject({ rows: SALES.length, kept: SALES.length, rejected: {} });
    expect(receipt.files).toEqual([
      { name: 'customers.txt', role: 'customers', rows: buyers.length + 1, unreadable: 0, repeated: 0 },
      { name: 'items.csv', role: 'items', rows: itemRows(SALES, true).length, unreadable: 0, repeated: 0 },
      { name: 'products.csv', role: 'products', rows: 9, unreadable: 0, repeated: 0 },
    ]);
    expect(receipt.unmatched).toEqual({
      ...{ ordersWithoutItems: 0, itemsWithoutOrders: 0, customersWithoutOrders: 1 },
      ...{ unknownCustomers: 0, unknownProducts: 0 },
    });
    expect(receipt.amounts).toEqual({ compared: SALES.length, different: 0, ordersSay: 0, itemsSay: 0 });
    expect(source.notes).toContain('Without an order: 1 customer of customers.txt.');
    expect(source.notes.join()).not.toContain('row number');
  });

  test('are the same orders in whatever order the files are given', async () => {
    const one = await segmented({ ...ORDERS, ...ITEMS, ...CUSTOMERS });
    const other = await segmented({ ...CUSTOMERS, ...ORDERS, ...ITEMS });
    expect(other.report.run.id).toBe(one.report.run.id);
    expect(other.report.segments).toEqual(one.report.segments);
  });

  test('where an order says something else than its items, it is counted, and by how much', async () => {
    const cheaper = SALES.map(sale =>
      sale.id % 50 === 0 ? { ...sale, items: sale.items.map(item => ({ ...item, price: item.price - 1 })) } : sale,
    );
    const changed = SALES.filter(({ id }) => id % 50 === 0);
    const { report } = await segmented({
      ...ORDERS,
      // What an item costs that does not say so is unknown, and so is the sum.
      'items.csv': lines('product_id,price,quantity,customer_id,sale_id', ...itemRows(cheaper, true), 'P1,?,1,,1001'),
    });
    expect(report.totals.revenue).toBeCloseTo(total(SALES), 6);
    expect(report.receipt.amounts).toMatchObject({ compared: SALES.length - 1, different: changed.length });
    expect(report.receipt.amounts!.ordersSay).toBeCloseTo(total(changed), 6);
    expect(report.receipt.amounts!.itemsSay).toBeCloseTo(total(cheaper.filter(({ id }) => id % 50 === 0)), 6);
    expect(report.source.notes.join(' ')).toContain(`Of 239 orders ${changed.length} have another amount`);
  });

  test('what only one side has is kept and said', async () => {
    const { report } = await segmented({
      ...ORDERS,
      'items.csv': lines(
        'product_id,price,quantity,customer_id,sale_id',
        ...itemRows(SALES.slice(3), true),
        'P0,5,1,C001,77',
        'P77,5,1,C001,77',
      ),
      'customers.csv': lines(
        'customer_id,age_range',
        ...buyers.slice(2).map(id => `${id},25-34`),
        `${buyers[3]},35-44`,
      ),
      ...PRODUCTS,
    });
    expect(report.totals).toMatchObject({ customers: buyers.length, orders: SALES.length });
    expect(report.receipt.rows).toBe(SALES.length);
    expect(report.receipt.unmatched).toEqual({
      ...{ ordersWithoutItems: 3, itemsWithoutOrders: 1, customersWithoutOrders: 0 },
      ...{ unknownCustomers: 2, unknownProducts: 1 },
    });
    expect(report.receipt.files).toContainEqual(expect.objectContaining({ name: 'customers.csv', repeated: 1 }));
    expect(report.source.notes).toEqual(
      expect.arrayContaining([
        'No items in items.csv: 3 orders of orders.csv.',
        'Only in items.csv, not in orders.csv: 1 order.',
        'Not in customers.csv, but with orders: 2 customers.',
        'Sold, but not in products.csv: 1 product.',
      ]),
    );
  });
});

describe('Items without amounts of their orders', () => {
  const DATED = lines(
    'sale_id,sale_date,customer_id',
    ...SALES.map(({ id, day, customer }) => `${id},${day},${customer}`),
  );

  test('bring the money; customer and date come from the orders', async () => {
    const items = lines('product_id,price,quantity,sale_id', ...itemRows(SALES, false));
    const { report } = await segmented({ 'items.csv': items, 'orders.csv': DATED, ...PRODUCTS });
    expect(report.source.name).toBe('items.csv');
    expect(report.receipt).toMatchObject({ rows: itemRows(SALES, false).length, amounts: null });
    expect(report.totals).toMatchObject({ customers: buyers.length, orders: SALES.length });
    expect(report.totals.revenue).toBeCloseTo(total(SALES), 6);
  });

  test('of an order that nobody knows, and rows that cannot be read, are rejected with their own row number', async () => {
    const rows = [...itemRows(SALES, false)];
    rows.splice(4, 0, 'P0,"5,1,77', 'P0,5,1,77');
    const { report, rejected } = await segmented({
      'items.csv': lines('product_id,price,quantity,sale_id', ...rows),
      'orders.csv': DATED,
    });
    const { rows: counted, kept, rejected: reasons } = report.receipt;
    expect(counted).toBe(rows.length);
    expect(kept + Object.values(reasons).reduce((sum, { rows: each }) => sum + each, 0)).toBe(counted);
    expect(reasons).toMatchObject({ unreadable: { exampleRows: [5] }, missing_customer: { exampleRows: [6] } });
    expect(
      rejected
        .split('\n')
        .slice(1, 3)
        .map(row => row.split(',')[0]),
    ).toEqual(['5', '6']);
    expect(report.totals.revenue).toBeCloseTo(total(SALES), 6);
  });

  test('and orders know the customer for each other', async () => {
    const { customer } = SALES[0]!;
    const forgetful = (text: string): string => text.replaceAll(customer, '');
    const items = lines('product_id,price,quantity,customer_id,sale_id', ...itemRows(SALES, true));
    const amounts = Buffer.from(ORDERS['orders.csv'] as Uint8Array).toString('latin1');
    for (const files of [
      { 'items.csv': forgetful(items), 'orders.csv': DATED },
      { 'items.csv': items, 'orders.csv': Buffer.from(forgetful(amounts), 'latin1') },
    ]) {
      const { report } = await segmented(files);
      expect(report.totals).toMatchObject({ customers: buyers.length, orders: SALES.length });
    }
  });
});

test('Tables of a shop each call their own key "id"', async () => {
  const rest = (id: string): string => `${id.toLowerCase()}@example.com,Austria,2024-03-${10 + (id.charCodeAt(3) % 9)}`;
  const files: Files = {
    'orders.csv': lines(
      'id,customer_id,created_at,total',
      ...SALES.map(sale => `${sale.id},${sale.customer},${sale.day},${costOf(sale)}`),
    ),
    'items.csv': lines('id,order_id,product_id,quantity,price', ...SALES.flatMap(ownItems)),
    'customers.csv': lines('id,email,country,created_at', ...buyers.map(id => `${id},${rest(id)}`)),
    'products.csv': lines('id,name,category,price', ...Array.from({ length: 9 }, (_, id) => `P${id},Mug ${id},Mugs,5`)),
  };
  const { report } = await segmented(files);
  expect(report.totals).toMatchObject({ customers: buyers.length, orders: SALES.length });
  expect(report.totals.revenue).toBeCloseTo(total(SALES), 6);
  expect(report.receipt.files?.map(({ name, role }) => [name, role])).toEqual([
    ['items.csv', 'items'],
    ['customers.csv', 'customers'],
    ['products.csv', 'products'],
  ]);
  expect(report.receipt.unmatched).toEqual({
    ...{ ordersWithoutItems: 0, itemsWithoutOrders: 0, customersWithoutOrders: 0 },
    ...{ unknownCustomers: 0, unknownProducts: 0 },
  });
  expect(report.receipt.amounts).toMatchObject({ compared: SALES.length, different: 0 });
});

const ownItems = ({ id, items }: Sale): readonly string[] =>
  items.map(({ product, price, quantity }, item) => `${id}${item},${id},${product},${quantity},${price}`);

describe('Files that do not belong together', () => {
  test('are named', async () => {
    const again = { 'more.csv': ORDERS['orders.csv']! };
    expect(await refusal({ ...ORDERS, ...again })).toEqual([
      'files_of_one_kind',
      { names: ['orders.csv', 'more.csv'] },
    ]);
    expect(await refusal({ ...CUSTOMERS, ...PRODUCTS })).toEqual([
      'files_without_orders',
      { names: ['customers.txt', 'products.csv'] },
    ]);
    const alien = { 'alien.csv': lines('product_id,price,quantity,sale_id', 'P1,5,1,A-1', 'P2,5,1,A-2') };
    expect(await refusal({ ...ORDERS, ...alien })).toEqual([
      'files_share_no_key',
      { names: ['orders.csv', 'alien.csv'], key: 'order' },
    ]);
    const strangers = { 'strangers.csv': lines('customer_id,age_range', 'X1,25-34', 'X2,25-34') };
    expect(await refusal({ ...strangers, ...ORDERS })).toEqual([
      'files_share_no_key',
      { names: ['strangers.csv', 'orders.csv'], key: 'customer' },
    ]);
    const weather = { 'weather.csv': lines('town,rain', 'Graz,3', 'Linz,4') };
    expect(await refusal({ ...ORDERS, ...weather })).toEqual(['files_without_key', { names: ['weather.csv'] }]);
  });
});

describe('Tables whose columns leave open what they are', () => {
  test('are what their keys make them', async () => {
    const { report } = await segmented({
      ...ORDERS,
      ...ITEMS,
      'people.csv': lines('nr,who,age', ...buyers.map((id, row) => `${row},${id},${20 + (row % 40)}`)),
      'shelf.csv': lines('what,kind', ...Array.from({ length: 9 }, (_, id) => `P${id},kind ${id % 3}`)),
    });
    expect(report.receipt.files).toMatchObject([
      { name: 'items.csv', role: 'items' },
      { name: 'people.csv', role: 'customers' },
      { name: 'shelf.csv', role: 'products' },
    ]);
    expect(report.receipt.unmatched).toMatchObject({ unknownCustomers: 0, unknownProducts: 0 });
    expect(report.totals.revenue).toBeCloseTo(total(SALES), 6);
  });

  test('are orders and their items where both know the same orders, and one has a row for each', async () => {
    const rows = itemRows(SALES, true).map(row => row.replace(/^P(\d)/, '$1'));
    const { report } = await segmented({
      'lines.csv': lines('what,price,quantity,customer_id,sale_id', ...rows),
      ...ORDERS,
    });
    expect(report.source.name).toBe('orders.csv');
    expect(report.receipt.files).toMatchObject([{ name: 'lines.csv', role: 'items', rows: rows.length }]);
    expect(report.receipt.amounts).toMatchObject({ compared: SALES.length, different: 0 });
  });

  test('are left alone where too little is in common', async () => {
    const few = lines('nr,who', ...buyers.slice(0, 10).map((id, row) => `${row},${id}`));
    expect(await refusal({ ...ORDERS, 'few.csv': few })).toEqual(['files_without_key', { names: ['few.csv'] }]);
    // Two weeks of orders have some in common, too.
    const orders = Buffer.from(ORDERS['orders.csv'] as Uint8Array)
      .toString('latin1')
      .split('\n');
    const weeks = { 'one.csv': lines(...orders.slice(0, 160)), 'two.csv': lines(orders[0]!, ...orders.slice(40, -1)) };
    expect(await refusal(weeks)).toEqual(['files_of_one_kind', { names: ['one.csv', 'two.csv'] }]);
  });
});

describe('An archive', () => {
  const archive = (files: Files): Files => ({
    'shop.zip': zipFile(Object.entries(files).map(([name, content]) => ({ name, content }))),
  });

  test('of tables that belong together is read as these', async () => {
    const files = { 'customers.csv': CUSTOMERS['customers.txt']!, ...ITEMS, ...ORDERS, ...PRODUCTS };
    const { report } = await segmented(archive({ 'readme.md': 'Read me', ...files }));
    const apart = await segmented(files);
    expect(report.run.id).toBe(apart.report.run.id);
    expect(report.receipt).toEqual(apart.report.receipt);
    expect(report.segments).toEqual(apart.report.segments);
    expect(report.source.notes.join(' ')).toContain('Not read from the archive: readme.md.');
  });

  test('can stand beside other files', async () => {
    const { report } = await segmented({ ...archive({ ...ITEMS, ...PRODUCTS }), ...ORDERS });
    expect(report.receipt.files?.map(({ name }) => name)).toEqual(['items.csv', 'products.csv']);
    expect(report.totals.revenue).toBeCloseTo(total(SALES), 6);
  });

  test('of tables that do not belong together is refused, and lists them', async () => {
    const refused = (tables: readonly string[]) => ['archive_many_tables', { name: 'shop.zip', tables }];
    const again = { 'more.csv': ORDERS['orders.csv']! };
    expect(await refusal(archive({ ...ORDERS, ...again }))).toEqual(refused(['orders.csv', 'more.csv']));
    const weather = { 'weather.csv': lines('town,rain', 'Graz,3', 'Linz,4') };
    expect(await refusal(archive({ ...ORDERS, ...weather }))).toEqual(refused(['orders.csv', 'weather.csv']));
    const strangers = { 'strangers.csv': lines('customer_id,age_range', 'X1,25-34', 'X2,25-34') };
    expect(await refusal(archive({ ...ORDERS, ...strangers }))).toEqual(refused(['orders.csv', 'strangers.csv']));
  });
});

test('A column that the person names is looked for in each of the files', async () => {
  const renamed = Buffer.from(ORDERS['orders.csv'] as Uint8Array)
    .toString('latin1')
    .replace('order_amount', 'Kram');
  const map = { amount: 'Kram' };
  const { report } = await segmented(
    { 'orders.csv': Buffer.from(renamed, 'latin1'), ...CUSTOMERS, ...PRODUCTS },
    { map },
  );
  expect(report.totals.revenue).toBeCloseTo(total(SALES), 6);
});
