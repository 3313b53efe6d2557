import { afterAll, describe, expect, test } from 'vitest';
import type { Settings } from '../../../src/core/settings.ts';
import { wire } from '../../../src/wire.ts';
import { readExport } from './shop-export.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());
const read = (name: string, settings: Partial<Settings> = {}, edited?: (text: string) => string) =>
  readExport(program.segmentation, name, { settings, ...(edited ? { edited } : {}) });
const NET = { refunds: 'net' } as const;

describe('WooCommerce', () => {
  test('items below the first one belong to the order above them', async () => {
    const { customers, rejected } = await read('woocommerce-advanced.csv');
    expect(customers).toEqual({
      'ann@example.com': [2, 58],
      'ben@example.com': [2, 85.5],
      'eve@example.com': [1, 99.9],
      '555-0199': [1, 12],
    });
    // Order 1003 was refunded as a whole, of 1005 the second item.
    expect(Object.keys(rejected)).toEqual(['4', '5', '6', '8', '10', '12', '13']);
    expect((await read('woocommerce-advanced.csv', NET)).customers['ben@example.com']).toEqual([2, 65.5]);
  });

  test('the same where the plugin fills every row', async () => {
    const { customers } = await read('woocommerce-advanced.csv', {}, text => {
      let first: readonly string[] = [];
      return text.replaceAll(/^(.*?,.*?,.*?),(.*)$/gm, (line, order: string, rest: string) => {
        if (!line.startsWith(',')) first = line.split(',').slice(0, 21);
        return line.startsWith(',') ? [...first, ...`${order},${rest}`.split(',').slice(21)].join(',') : line;
      });
    });
    expect(customers['ann@example.com']).toEqual([2, 58]);
  });

  test('guests and accounts with one address are one customer; id 0 is nobody', async () => {
    const { customers, rejected } = await read('woocommerce-orders.csv');
    expect(customers).toEqual({
      'ann@example.com': [2, 63],
      'ben@example.com': [1, 100],
      'dan@example.com': [1, 10],
      9: [1, 50],
    });
    expect(rejected[8]).toBe('no customer id');
  });
});

describe('Square', () => {
  test('net sales count; refunds are rows that come off with refunds net', async () => {
    expect((await read('square-transactions.csv')).customers).toEqual({ C1: [2, 45], C2: [1, 1250] });
    const { customers, report } = await read('square-transactions.csv', NET);
    // Of Ben's sale 250 came back, of the other's 5 that are tied to nothing.
    expect(customers).toEqual({ C1: [2, 40], C2: [1, 1000] });
    expect(report.receipt).toMatchObject({ rows: 7, kept: 5 });
  });

  test('day and time are read together', async () => {
    const { report } = await read('square-items.csv');
    expect(report.totals).toMatchObject({ firstOrder: '2024-05-03T08:02:11', lastOrder: '2024-05-08T17:45:00' });
    const american = await read('square-items.csv', {}, text =>
      text
        .replaceAll(
          /2024-(\d\d)-(\d\d),(\d\d):(\d\d):\d\d/g,
          (_, month, day, hour, minute) =>
            `${month}/${day}/2024,${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? 'AM' : 'PM'}`,
        )
        .replace('05/08/2024', '05/18/2024'),
    );
    expect(american.report.totals).toMatchObject({
      firstOrder: '2024-05-03T08:02:00',
      lastOrder: '2024-05-18T17:45:00',
    });
  });

  test('items: what came back lowers the spend with refunds net', async () => {
    expect((await read('square-items.csv')).customers).toEqual({ C1: [1, 12.5], C2: [2, 37.25] });
    expect((await read('square-items.csv', NET)).customers).toEqual({ C1: [1, 8], C2: [2, 37.25] });
  });
});

describe('Etsy', () => {
  test('discounts come off, dates are month first, and the report says so', async () => {
    const { customers, report } = await read('etsy-sold-order-items.csv');
    expect(customers).toEqual({ annbuys: [2, 90.2], benshops: [1, 27] });
    expect(report.totals).toMatchObject({ firstOrder: '2024-03-05T00:00:00', lastOrder: '2024-06-07T00:00:00' });
    expect(report.warnings[0]).toContain('Assumed because Etsy writes them so.');
  });
});

describe('Etsy, orders', () => {
  test('are told apart by account, in the same order of day and month', async () => {
    const { customers, report } = await read('etsy-sold-orders.csv');
    expect(customers).toEqual({ kj7: [2, 86.54], bo22: [1, 30] });
    expect(report.totals).toMatchObject({ firstOrder: '2025-03-12T00:00:00', lastOrder: '2025-05-02T00:00:00' });
  });
});

describe('BigCommerce', () => {
  test('products count, without shipping, handling and taxes', async () => {
    const expected = {
      'ann@example.com': [2, 140],
      'ben@example.com': [1, 200],
      'cid@example.com': [1, 25],
      15: [1, 20],
    };
    expect((await read('bigcommerce-orders.csv')).customers).toEqual(expected);
    expect((await read('bigcommerce-orders.csv', NET)).customers).toEqual({ ...expected, 'ben@example.com': [1, 140] });
  });
});

describe('Magento 2', () => {
  test('the total in the currency of the shop counts; names are the customers, and the receipt warns', async () => {
    const { customers, report } = await read('magento2-orders.csv');
    expect(customers).toEqual({ 'Ann Example': [1, 36.39], 'Ben Sample': [2, 1300] });
    expect(report.totals).toMatchObject({ firstOrder: '2024-05-10T18:04:36', lastOrder: '2024-06-02T00:05:00' });
    expect(report.source.notes.some(note => note.includes('show the column Customer Email'))).toBe(true);
  });

  test('e-mail and refunds count where the grid shows them', async () => {
    const more = (text: string): string =>
      text
        .replace(/^.*/, '$&,Customer Email,Total Refunded')
        .replaceAll(/^(.*,(?:Complete|Processing|Pending))$/gm, '$1,ANN@example.com,$4.00');
    const { customers, report } = await read('magento2-orders.csv', NET, more);
    expect(customers).toEqual({ 'ann@example.com': [3, 36.39 + 1290 + 10 - 12] });
    expect(report.source.notes.some(note => note.includes('show the column Customer Email'))).toBe(false);
  });
});
