import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CleaningRules } from '../../../src/orders/order-store.ts';
import { csvOf } from '../order-file.ts';
import { randomShopCsv } from '../random-shop.ts';
import { exportedCustomers, keptAndReopened, RULES, rowsOf, type Shop, writeOrders } from '../shop.ts';

type Stores = Parameters<typeof keptAndReopened>[0];

const rejectedText = async (
  { store, folder }: Shop,
  rules: Partial<CleaningRules> = {},
): Promise<{ readonly count: number; readonly text: string }> => {
  await store.clean({ ...RULES, ...rules });
  const path = join(folder, 'rejected.csv');
  const count = await store.exportRejected(path);
  return { count, text: await readFile(path, 'utf8') };
};

export const keepingContract = (stores: Stores): void => {
  describe('orders that are kept (issue 3)', () => {
    test('the same figures when the store is opened again; one file is left', async () => {
      const { kept, reopened, left } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, `${randomShopCsv(200)},lost,2024-01-01,5\n`),
        async shop => {
          const clean = await shop.store.clean({ ...RULES, duplicates: 'drop' });
          return {
            clean,
            totals: await shop.store.totals(),
            months: await shop.store.months(),
            scores: await shop.store.scores(),
            groups: await shop.store.rfmGroups(),
            prints: [await shop.store.fingerprint(false), await shop.store.fingerprint(true)],
            customers: await exportedCustomers(shop),
          };
        },
      );
      expect(reopened).toEqual(kept);
      expect(reopened.clean.receipt.rejected.missing_customer?.rows).toBe(1);
      expect(left).toHaveLength(1);
    });

    test('the facts of the file, without the paths of what is gone', async () => {
      const { kept, reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, csvOf('customer,date,amount', ['a,2024-01-05,1'])),
        async ({ store, file }) => ({ facts: store.file(), file }),
      );
      expect(kept.facts).toEqual(kept.file);
      expect(reopened.facts).toEqual({ ...reopened.file, path: '' });
    });
  });

  describe('rejected rows of kept orders', () => {
    test('the same bytes as from the file: quotes, blanks, formulas, zero bytes, empty and missing cells', async () => {
      const header = '=sum,customer,order,date,amount';
      const rows = [
        'x,ann,1,2024-01-05,1',
        '"=cmd|x",,2,2024-01-05,-2.50',
        '"a ""b"", c",NULL, 7 ,soon,',
        'zero\0byte,"",9,2024-01-05,1',
        '-12,bob,,2024-01-05,1',
        '+x,bob,C9,2024-01-05,-1',
      ];
      const { kept, reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, csvOf(header, rows)),
        shop => rejectedText(shop),
      );
      expect(kept.count).toBe(5);
      expect(kept.text).toContain('zero\0byte');
      expect(reopened).toEqual(kept);
    });

    test('the same bytes as from a cleaned copy, with unreadable rows in their place', async () => {
      const { kept, reopened } = await keptAndReopened(
        stores,
        async folder => {
          const unreadable = await writeOrders(folder, '2,2 of 3 columns,"=b,9"\n', {}, 'unreadable.csv');
          return writeOrders(folder, '1,,2024-01-05,1\n3,c,2024-01-06,1\n4,,soon,1\n', {
            header: false,
            columns: ['customer', 'date', 'amount'],
            records: 4,
            cleaned: { unreadable: { path: unreadable.path, count: 1 } },
          });
        },
        shop => rejectedText(shop),
      );
      expect(rowsOf(kept.text)[2]).toEqual(['2', 'not readable as a row: 2 of 3 columns', "'=b,9", '', '']);
      expect(reopened).toEqual(kept);
    });

    test('nothing rejected: only the header', async () => {
      const { kept, reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, csvOf('customer,date,amount', ['a,2024-01-05,1'])),
        shop => rejectedText(shop),
      );
      expect(kept.count).toBe(0);
      expect(reopened).toEqual(kept);
    });

    test('refunds that count are no rejected rows', async () => {
      const rows = ['a,1,2024-01-05,10,', 'a,C2,2024-01-06,-4,', 'b,C3,2024-01-06,-4,'];
      const { kept, reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, csvOf('customer,order,date,amount,note', rows)),
        shop => rejectedText(shop, { refunds: 'net' }),
      );
      expect(kept.count).toBe(1);
      expect(reopened).toEqual(kept);
    });

    test('rows that only settings reject: what is known of them', async () => {
      const rows = ['=a,1,2024-01-05 10:30,10.50,gift', '=a,1,2024-01-05 10:30,10.50,gift', 'b,2,2024-02-05,3,x'];
      const { reopened } = await keptAndReopened(
        stores,
        folder => writeOrders(folder, csvOf('customer,order,date,amount,note', rows)),
        shop => rejectedText(shop, { duplicates: 'drop', asOf: '2024-02-01' }),
      );
      expect(rowsOf(reopened.text)).toEqual([
        ['row', 'reason', 'customer', 'order', 'date', 'amount', 'note'],
        ['2', 'exact repeat of another row', "'=a", '1', '2024-01-05 10:30:00', '10.5', ''],
        ['3', 'after the day of the report', 'b', '2', '2024-02-05 00:00:00', '3', ''],
      ]);
    });

    test('a total is no price', async () => {
      const { reopened } = await keptAndReopened(
        stores,
        folder =>
          writeOrders(
            folder,
            csvOf('customer,order,date,quantity,price', ['a,1,2024-01-05,2,5', 'b,2,2024-02-05,2,5']),
          ),
        shop => rejectedText(shop, { asOf: '2024-02-01' }),
      );
      expect(rowsOf(reopened.text)[1]).toEqual([
        '2',
        'after the day of the report',
        'b',
        '2',
        '2024-02-05 00:00:00',
        '',
        '',
      ]);
    });
  });
};
