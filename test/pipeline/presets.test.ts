/** Every export of a shop that is recognised, from its file and as the bot does it: kept first, then opened again. */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, test } from 'vitest';
import type { SegmentReport } from '../../src/core/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { PRESETS } from '../../src/ingest/presets/all-presets.ts';
import { keepBatch } from '../../src/pipeline/keep-batch.ts';
import { runSegmentation } from '../../src/pipeline/run-segmentation.ts';
import { wire } from '../../src/wire.ts';
import { exportText, readExport, rejectedRows } from '../ingest/presets/shop-export.ts';
import { row, workbookFile } from '../ingest/sheet/workbook-file.ts';
import { referenceData, referencePath } from '../reference-data.ts';

const program = wire({ quickChartUrl: null }, () => {}, { ingestInWorker: true });
afterAll(() => program.close());

interface Expected {
  /** In the folder of published headers; `null` where the header is known from elsewhere. */
  readonly header: string | null;
  readonly recognised: string;
  readonly rows: number;
  readonly kept: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly customers: number;
  readonly orders: number;
  /** By hand: of the kept rows, and with refunds net. */
  readonly revenue: number;
  readonly net: number;
  readonly currency: string | null;
}

const EXPORTS: Readonly<Record<string, Expected>> = {
  'shopify-orders.csv': {
    header: 'shopify_orders.header.csv',
    recognised: 'Read as a Shopify orders export',
    rows: 17,
    kept: 8,
    rejected: { missing_customer: 2, cancelled: 4, nonpositive_price: 1, test_order: 1, unpaid: 1 },
    customers: 4,
    orders: 6,
    revenue: 29.98 + 100 + 20 + 12.5 + 30 + 40,
    net: 29.98 + 100 + (20 - 5) + 12.5 + 30 + 40,
    currency: 'USD',
  },
  'woocommerce-advanced.csv': {
    header: 'woocommerce_advanced_order_export.header.csv',
    recognised: 'Read as a WooCommerce export (Advanced Order Export)',
    rows: 14,
    kept: 7,
    rejected: { missing_customer: 1, cancelled: 3, nonpositive_price: 1, unpaid: 2 },
    customers: 4,
    orders: 6,
    revenue: 40 + 10 + 25.5 + 60 + 99.9 + 12 + 8,
    net: 40 + 10 + 25.5 + (60 - 20) + 99.9 + 12 + 8,
    currency: null,
  },
  'woocommerce-orders.csv': {
    header: 'woocommerce_customer_order_csv_export.header.csv',
    recognised: 'Read as a WooCommerce orders export',
    rows: 10,
    kept: 5,
    rejected: { missing_customer: 1, cancelled: 2, unpaid: 2 },
    customers: 4,
    orders: 5,
    revenue: 57.1 - 5 - 9.1 + (24 - 4) + (119 - 19) + (60.5 - 5.5 - 5) + (12 - 2),
    net: 43 + 20 + 100 + 50 + 10,
    currency: null,
  },
  'stripe-payments.csv': {
    header: 'stripe_payments.header.csv',
    recognised: 'Read as a Stripe payments export',
    rows: 13,
    kept: 6,
    rejected: { missing_customer: 1, cancelled: 3, test_order: 1, unpaid: 2 },
    customers: 4,
    orders: 6,
    revenue: 49 + 49 + 111 + 80 + 60 + 35.5,
    net: 49 + 49 + 111 + (80 - 30) + 60 + 35.5,
    currency: 'EUR',
  },
  'square-transactions.csv': {
    header: 'square_transactions.header.csv',
    recognised: 'Read as a Square transactions export',
    rows: 7,
    kept: 3,
    rejected: { missing_customer: 2, nonpositive_price: 2 },
    customers: 2,
    orders: 3,
    revenue: 27 + 1250 + 18,
    net: 27 + (1250 - 250) + (18 - 5),
    currency: '$',
  },
  'square-items.csv': {
    header: 'square_items.header.csv',
    recognised: 'Read as a Square items export',
    rows: 7,
    kept: 4,
    rejected: { missing_customer: 1, nonpositive_price: 2 },
    customers: 2,
    orders: 3,
    revenue: 9 + 3.5 + 12.25 + 25,
    net: 9 + 3.5 - 4.5 + 12.25 + 25,
    currency: '$',
  },
  'etsy-sold-order-items.csv': {
    header: 'etsy_sold_order_items.header.csv',
    recognised: 'Read as an Etsy export of sold order items',
    rows: 6,
    kept: 4,
    rejected: { missing_customer: 1, nonpositive_price: 1 },
    customers: 2,
    orders: 3,
    revenue: 2 * 34 - 6.8 + 9 + 3 * 9 + 20,
    net: 61.2 + 9 + 27 + 20,
    currency: 'USD',
  },
  'etsy-sold-orders.csv': {
    header: null,
    recognised: 'Read as an Etsy export of sold orders',
    rows: 5,
    kept: 3,
    rejected: { cancelled: 1, missing_customer: 1 },
    customers: 2,
    orders: 3,
    revenue: 82.27 - 8.23 + 30 + 12.5,
    net: 74.04 + 30 + 12.5,
    currency: 'EUR',
  },
  'amazon-new-orders.tsv': {
    header: 'amazon_orders_new.header.tsv',
    recognised: 'Read as an Amazon report of new orders',
    rows: 5,
    kept: 4,
    rejected: { missing_customer: 1 },
    customers: 2,
    orders: 3,
    revenue: 30 + 5 + 12.5 + 24,
    net: 30 + 5 + 12.5 + 24,
    currency: 'USD',
  },
  'bigcommerce-orders.csv': {
    header: 'bigcommerce_orders.header.csv',
    recognised: 'Read as a BigCommerce orders export',
    rows: 11,
    kept: 5,
    rejected: { missing_customer: 1, cancelled: 3, unpaid: 2 },
    customers: 4,
    orders: 5,
    revenue: 110 - 10 + (45 - 5) + (210 - 8 - 2) + (30 - 5) + 20,
    net: 100 + 40 + (200 - 60) + 25 + 20,
    currency: 'EUR',
  },
  'magento2-orders.csv': {
    header: 'magento2_orders_grid.header.csv',
    recognised: 'Read as a Magento 2 orders export',
    rows: 7,
    kept: 3,
    rejected: { cancelled: 3, unpaid: 1 },
    customers: 2,
    orders: 3,
    revenue: 36.39 + 1290 + 10,
    net: 36.39 + 1290 + 10,
    currency: '$',
  },
};

/** Names no customers. */
const REFUSED = 'amazon-all-orders.tsv';

/** Imports and keeps it, without the file being there any more. */
const asBot = async (name: string, settings: Partial<Settings>): Promise<SegmentReport> => {
  const root = await mkdtemp(join(tmpdir(), 'tranche-presets-'));
  const [batch, scratch] = [join(root, 'batch'), join(root, 'scratch')];
  await Promise.all([mkdir(batch), mkdir(scratch)]);
  try {
    const path = resolve(import.meta.dirname, '../fixtures/exports', name);
    const hints = { map: {}, dates: 'auto', decimal: 'auto' } as const;
    await keepBatch(program.segmentation, { path, name, hints, folder: batch, scratch });
    const all = { ...DEFAULT_SETTINGS, ...settings };
    const request = { batches: [batch], settings: all, scratch, exportFolder: null };
    const segmentation = await runSegmentation(program.segmentation, request);
    await segmentation.close();
    return segmentation.report;
  } finally {
    await rm(root, { recursive: true });
  }
};

/** Plain numbers become numbers of the sheet, as when a spreadsheet opens the file. */
const asWorkbook = (text: string, delimiter: string): Buffer => {
  const records = parse(text, { delimiter, relax_quotes: true }) as string[][];
  const cell = (content: string): string | number | null => {
    if (content === '') return null;
    return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(content) ? Number(content) : content.replaceAll('&', '&amp;');
  };
  return workbookFile({
    sheets: [{ rows: records.map((cells, at) => row(at + 1, ...cells.map(cell))).join('') }],
  });
};

const figures = ({ receipt, totals }: SegmentReport) => ({
  ...{ rows: receipt.rows, kept: receipt.kept, rejected: rejectedRows(receipt) },
  ...{ customers: totals.customers, orders: totals.orders, currency: totals.currency },
  revenue: totals.revenue,
});

describe.each(Object.entries(EXPORTS))('%s', (name, { header, recognised, net, ...expected }) => {
  test('rows, customers, orders and revenue', async () => {
    const { report } = await readExport(program.segmentation, name);
    expect(figures(report)).toEqual({ ...expected, revenue: expect.closeTo(expected.revenue, 6) });
    expect(report.source.notes.some(note => note.startsWith(recognised))).toBe(true);
    const lowered = await readExport(program.segmentation, name, { settings: { refunds: 'net' } });
    expect(lowered.report.totals.revenue).toBeCloseTo(net, 6);
  });

  test('the same through the bot, with nothing to ask', async () => {
    const { report } = await readExport(program.segmentation, name);
    const stored = await asBot(name, {});
    expect(figures(stored)).toEqual(figures(report));
    expect((await asBot(name, { refunds: 'net' })).totals.revenue).toBeCloseTo(net, 6);
  });

  test('the same from a file that is not well-formed', async () => {
    const broken = (text: string): string => `${text}"cut off\n`;
    const { report } = await readExport(program.segmentation, name, { edited: broken });
    expect(figures(report)).toEqual({
      ...expected,
      rows: expected.rows + 1,
      rejected: { ...expected.rejected, unreadable: 1 },
      revenue: expect.closeTo(expected.revenue, 6),
    });
  });

  test('the same from a workbook that somebody made of it', async () => {
    const delimiter = name.endsWith('.tsv') ? '\t' : ',';
    const { report } = await readExport(program.segmentation, name, { edited: text => asWorkbook(text, delimiter) });
    expect(figures(report)).toEqual({ ...expected, revenue: expect.closeTo(expected.revenue, 6) });
  });

  test.skipIf(referenceData === null || header === null)('has the header that the shop publishes', async () => {
    const published = await readFile(referencePath('data', 'exports', header!), 'utf8');
    expect((await exportText(name)).split('\n')[0]).toBe(published.split(/\r?\n/)[0]);
  });
});

test('every export of a shop is looked at here', async () => {
  const files = await readdir(resolve(import.meta.dirname, '../fixtures/exports'));
  expect(files.toSorted()).toEqual([...Object.keys(EXPORTS), REFUSED].toSorted());
  expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(files.length);
});
