import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../order-file.ts';
import { inShop, inStore, type OpenStore, RULES, rowsOf, type Shop, writeOrders } from '../shop.ts';

const BYTE_ORDER_MARK = '\u{FEFF}';

/** Cells that a spreadsheet would run, and what stands in the export instead. */
const FORMULAS: readonly (readonly [cell: string, exported: string])[] = [
  ['=cmd|x', "'=cmd|x"],
  ['+1-1', "'+1-1"],
  ['@x', "'@x"],
  ['-x', "'-x"],
  ['-1+2', "'-1+2"],
  ['\tx', "'\tx"],
  ['-12', '-12'],
  ['-1.5', '-1.5'],
  ['-1.234,5', '-1.234,5'],
  ['a=b', 'a=b'],
];

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

const exported = async ({ store, folder }: Shop, which: 'customers' | 'rejected'): Promise<string> => {
  const path = join(folder, `${which}-export.csv`);
  if (which === 'customers') await store.exportCustomers(path, []);
  else await store.exportRejected(path);
  return readFile(path, 'utf8');
};

export const exportsContract = (open: OpenStore): void => {
  describe('customers.csv (issue 2, section 5)', () => {
    test('a byte order mark, a header, one row per customer in the order of ids, empty without segments', async () => {
      const content = csvOf('customer,order,date,amount', [
        'bob,1,2024-01-05 10:00,10',
        'ann,2,2024-01-03,20.505',
        'ann,3,2024-01-06,1',
      ]);
      await inShop(open, content, async shop => {
        await shop.store.clean(RULES);
        await shop.store.scores();
        const text = await exported(shop, 'customers');
        expect(text.startsWith(BYTE_ORDER_MARK)).toBe(true);
        expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
        expect(rowsOf(text)).toEqual([
          'customer,recency_days,orders,spend,R,F,M,rfm_group,segment,first_order,last_order'.split(','),
          // Fixed frequency cuts; spends of 10 and 21.505 lie on either side of all monetary cuts.
          ['ann', '1', '2', '21.51', '5', '2', '5', 'Loyal', '', '2024-01-03', '2024-01-06'],
          ['bob', '1', '1', '10.00', '5', '1', '1', 'New', '', '2024-01-05', '2024-01-05'],
        ]);
      });
    });

    test('ids that a spreadsheet would run are texts, numbers stay numbers; quotes and commas survive', async () => {
      const ids = [...FORMULAS.map(([cell]) => cell), 'a "b", c', 'línea\nnueva'];
      const content = csvOf(
        'customer,order,date,amount',
        ids.map((id, row) => `${quoted(id)},${row},2024-01-05,1`),
      );
      await inShop(
        open,
        content,
        async shop => {
          await shop.store.clean(RULES);
          await shop.store.scores();
          const rows = rowsOf(await exported(shop, 'customers')).slice(1);
          // Blanks around ids are no part of them, tabs are.
          const expected = [...FORMULAS.map(([, cell]) => cell), 'a "b", c', 'línea\nnueva'];
          expect(rows.map(([customer]) => customer).toSorted()).toEqual(expected.toSorted());
        },
        { records: ids.length },
      );
    });

    test('the names of segments, also those with quotes and commas', async () => {
      const content = csvOf('customer,order,date,amount', ['a,1,2024-01-05,1', 'b,2,2024-02-05,100']);
      await inShop(open, content, async ({ store, folder }) => {
        await store.clean(RULES);
        await store.scores();
        await store.scaleFeatures({ features: 'rfm', scaling: 'log', outliers: 'keep' });
        await store.assign([
          [1, 0, -1],
          [-1, 0, 1],
        ]);
        const path = join(folder, 'customers.csv');
        await store.exportCustomers(path, [
          { cluster: 1, name: `Can't lose, "really"` },
          { cluster: 0, name: 'Lost' },
        ]);
        const rows = rowsOf(await readFile(path, 'utf8'));
        expect(rows.slice(1).map(row => [row[0], row[8]])).toEqual([
          ['a', 'Lost'],
          ['b', `Can't lose, "really"`],
        ]);
      });
    });
  });

  describe('rejected.csv (issue 2, section 5)', () => {
    test('row number, reason, the row as it stood in the file; formulas made safe', async () => {
      const header = '=sum,customer,order,date,amount';
      const rows = FORMULAS.map(([cell], row) => `${quoted(cell)},,${row},2024-01-05,-2.50`);
      const content = csvOf(header, ['x,ann,1,2024-01-05,1', ...rows, '"a ""b"", c",NULL, 7 ,soon,']);
      await inShop(open, content, async shop => {
        await shop.store.clean(RULES);
        const text = await exported(shop, 'rejected');
        expect(text.startsWith(`${BYTE_ORDER_MARK}row,reason,'=sum,customer`)).toBe(true);
        expect(rowsOf(text).slice(1)).toEqual([
          ...FORMULAS.map(([, cell], row) => [
            `${row + 2}`,
            'no customer id',
            cell,
            '',
            `${row}`,
            '2024-01-05',
            '-2.50',
          ]),
          [`${FORMULAS.length + 2}`, 'no customer id', 'a "b", c', 'NULL', ' 7 ', 'soon', ''],
        ]);
      });
    });

    test('from a cleaned copy: unreadable rows stand in their place, with why', async () => {
      await inStore(open, async (store, folder) => {
        const unreadable = await writeOrders(folder, '2,2 of 3 columns,"=b,9"\n', {}, 'unreadable.csv');
        const file = await writeOrders(folder, '1,,2024-01-05,1\n3,c,2024-01-06,1\n4,,soon,1\n', {
          header: false,
          columns: ['customer', 'date', 'amount'],
          records: 4,
          cleaned: { unreadable: { path: unreadable.path, count: 1 } },
        });
        await store.load(file, { wholeRows: false }, () => {});
        await store.clean(RULES);
        expect(rowsOf(await exported({ store, file, folder }, 'rejected'))).toEqual([
          ['row', 'reason', 'customer', 'date', 'amount'],
          ['1', 'no customer id', '', '2024-01-05', '1'],
          ['2', 'not readable as a row: 2 of 3 columns', "'=b,9", '', ''],
          ['4', 'no customer id', '', 'soon', '1'],
        ]);
      });
    });

    test('nothing rejected: only the header', async () => {
      await inShop(open, csvOf('customer,date,amount', ['a,2024-01-05,1']), async shop => {
        await shop.store.clean(RULES);
        expect(await exported(shop, 'rejected')).toBe(`${BYTE_ORDER_MARK}row,reason,customer,date,amount\n`);
      });
    });

    test('300,000 rows on several threads, loaded three times: every number is the line of the file', async () => {
      const line = (row: number): string =>
        `${row % 1000 === 7 ? '' : `c${row % 500}`},${row},2024-01-05,1,item ${row}`;
      const content = csvOf(
        'customer,order,date,amount,product',
        Array.from({ length: 300_000 }, (_, row) => line(row + 1)),
      );
      await inStore(open, async (store, folder) => {
        const file = await writeOrders(folder, content);
        for (let load = 1; load <= 3; load++) {
          expect(await store.load(file, { wholeRows: load === 3 }, () => {})).toEqual({
            status: 'loaded',
            rows: 300_000,
          });
          const { receipt } = await store.clean(RULES);
          expect(receipt.rejected).toEqual({
            missing_customer: { rows: 300, value: 300, exampleRows: [7, 1007, 2007] },
          });
          const rows = rowsOf(await exported({ store, file, folder }, 'rejected')).slice(1);
          expect(rows).toHaveLength(300);
          for (const [index, row] of rows.entries()) {
            const number = `${7 + index * 1000}`;
            expect(row).toEqual([number, 'no customer id', '', number, '2024-01-05', '1', `item ${number}`]);
          }
        }
      });
    });
  });
};
