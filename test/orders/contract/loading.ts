import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DateFormat } from '../../../src/core/order-file.ts';
import type { OrderStore } from '../../../src/orders/order-store.ts';
import { csvOf, orderFile } from '../order-file.ts';
import { cleaned, inShop, inStore, type OpenStore, RULES, writeOrders } from '../shop.ts';

const HEADER = 'customer,order,date,amount';
const GOOD = csvOf(HEADER, ['a,1,2024-01-05,1', 'b,2,2024-01-06,2']);
const KEEP = { wholeRows: false } as const;

const strptime = (...formats: readonly string[]): DateFormat => ({ formats, label: '', note: '', assumption: null });

export const loadingContract = (open: OpenStore): void => {
  describe('loading (contract: refused means that nothing was loaded)', () => {
    test.each([
      ['a short row', `${GOOD}c,3\n`],
      ['a long row', `${GOOD}c,3,2024-01-05,1,1\n`],
      ['a quote that is not closed', `${GOOD}c,"3,2024-01-05,1\n`],
      ['text after a closed quote', `${GOOD}c,"3"x,2024-01-05,1\n`],
    ])('%s is refused; the next file is loaded as if nothing had been', async (_, content) => {
      await inStore(open, async (store, folder) => {
        const bad = await writeOrders(folder, content, {}, 'bad.csv');
        const outcome = await store.load(bad, KEEP, () => {});
        expect(outcome).toEqual({ status: 'refused', because: expect.stringMatching(/./) });
        const good = await writeOrders(folder, GOOD);
        expect(await store.load(good, KEEP, () => {})).toEqual({ status: 'loaded', rows: 2 });
        expect((await store.clean(RULES)).receipt).toEqual({ rows: 2, kept: 2, rejected: {} });
      });
    });

    test('another number of records than was counted is refused', async () => {
      await inStore(open, async (store, folder) => {
        const file = await writeOrders(folder, GOOD, { records: 3 });
        const outcome = await store.load(file, KEEP, () => {});
        expect(outcome).toEqual({ status: 'refused', because: '2 rows were loaded, 3 were counted' });
      });
    });

    test('a second load takes the place of the first', async () => {
      await inShop(open, GOOD, async ({ store, folder }) => {
        const other = await writeOrders(folder, csvOf(HEADER, ['z,1,2024-01-05,7']), {}, 'other.csv');
        await store.load(other, KEEP, () => {});
        await store.clean(RULES);
        expect(await store.totals()).toMatchObject({ customers: 1, revenue: 7 });
      });
    });

    test('progress ends at all rows', async () => {
      await inStore(open, async (store, folder) => {
        const seen: { fraction: number; rows: number }[] = [];
        await store.load(await writeOrders(folder, GOOD), KEEP, progress => seen.push(progress));
        expect(seen.at(-1)).toEqual({ fraction: 1, rows: 2 });
        expect(seen.every(({ fraction }) => fraction >= 0 && fraction <= 1)).toBe(true);
      });
    });

    test.each(['orders [1]*.csv', 'or?ders.csv', "o'brien.csv", 'ñ 订单 {a,b}.csv', 'back\\slash.csv', '-.csv'])(
      'a file named %s',
      async name => {
        await inStore(open, async (store, folder) => {
          await writeOrders(folder, csvOf(HEADER, ['x,1,2024-01-05,99']), {}, 'orders 1 other.csv');
          const file = await writeOrders(folder, GOOD, {}, name);
          expect(await store.load(file, KEEP, () => {})).toEqual({ status: 'loaded', rows: 2 });
        });
      },
    );

    test('a folder with pattern characters and a quote in its name', async () => {
      await inStore(open, async (store, folder) => {
        const odd = join(folder, "it's [2024]*");
        await mkdir(odd);
        expect(await store.load(await writeOrders(odd, GOOD), KEEP, () => {})).toMatchObject({ status: 'loaded' });
      });
    });

    test('files outside the allowed folders are out of reach, also by a way round', async () => {
      const outside = await mkdtemp(join(tmpdir(), 'tranche-outside-'));
      try {
        const path = join(outside, 'orders.csv');
        await writeFile(path, GOOD);
        await inStore(open, async (store, folder) => {
          const roundabout = `${folder}/../../${outside.split('/').at(-1)}/orders.csv`;
          for (const forbidden of [path, roundabout]) {
            await expect(store.load(orderFile(forbidden, GOOD), KEEP, () => {})).rejects.toThrow();
          }
          await store.load(await writeOrders(folder, GOOD), KEEP, () => {});
          await store.clean(RULES);
          await store.scores();
          await expect(store.exportCustomers(join(outside, 'customers.csv'), [])).rejects.toThrow();
        });
      } finally {
        await rm(outside, { recursive: true });
      }
    });
  });

  describe('how a file is written', () => {
    test('semicolons, decimal commas, latin-1, no header', async () => {
      const content = 'Käthe;1;05.01.2024;1.234,50\nJosé;2;06.01.2024;2,25\n';
      await inShop(
        open,
        content,
        async ({ store }) => {
          await store.clean(RULES);
          expect(await store.totals()).toMatchObject({ customers: 2, revenue: 1236.75 });
        },
        {
          delimiter: ';',
          encoding: 'latin-1',
          header: false,
          columns: ['1', '2', '3', '4'],
          mapping: { customer: 0, order: 1, date: 2, amount: 3 },
          dates: strptime('%d.%m.%Y'),
          numbers: { decimal: ',' },
          records: 2,
        },
      );
    });

    test('quoted cells with delimiters, quotes and line ends; columns that nobody needs', async () => {
      const content =
        'note,customer,order,date,amount\n"a ""b"", c\nd",ann,1,2024-01-05,3\n,"ann",2,"2024-01-06","4"\n';
      const { receipt } = await cleaned(open, content, {}, { records: 2 });
      expect(receipt).toMatchObject({ rows: 2, kept: 2 });
    });

    test('dates in several formats, the first that fits; texts with a zone become UTC', async () => {
      const rows = ['a,1,1/31/2024 14:05,1', 'b,2,2/1/2024,1', 'c,3,13/1/2024,1'];
      const american = strptime('%m/%d/%Y %H:%M', '%m/%d/%Y');
      const mixed = await cleaned(open, csvOf(HEADER, rows), {}, { dates: american });
      expect(mixed).toMatchObject({ asOf: '2024-02-02T00:00:00', earliestOrder: '2024-01-31T14:05:00' });
      expect(mixed.receipt).toMatchObject({ kept: 2, rejected: { bad_date: { rows: 1, exampleRows: [3] } } });
      const zoned = csvOf(HEADER, ['a,1,2024-01-05T23:30:00-02:00,1', 'b,2,2024-01-05T10:00:00Z,1']);
      expect(await cleaned(open, zoned)).toMatchObject({ asOf: '2024-01-07T01:30:00' });
    });
  });

  describe('evidence about dates', () => {
    test('the largest day, and what could not be read', async () => {
      const dates = ['2/1/2024', '12/3/2024', '13/1/2024', 'soon', '', '14/1/2024', '15/1/2024'];
      const content = csvOf(
        HEADER,
        dates.map((date, row) => `a,${row},${date},1`),
      );
      const evidence = (format: string) =>
        inShop(open, content, ({ store }) => store.dateEvidence(), { dates: strptime(format) });
      expect(await evidence('%m/%d/%Y')).toEqual({
        largestDay: 3,
        unreadable: 4,
        examples: ['13/1/2024', '14/1/2024', '15/1/2024'],
      });
      expect(await evidence('%d/%m/%Y')).toEqual({ largestDay: 15, unreadable: 1, examples: ['soon'] });
    });
  });

  describe('a cleaned copy (core/order-file.ts: numbered rows, unreadable ones beside them)', () => {
    // Rows 2 and 5 of the original could not be read.
    const copy = ['1,a,1,2024-01-05,10', '3,a,1,2024-01-05,10', '4,,2,2024-01-05,20', '6,a,1,2024-01-05,10'].join('\n');
    const unreadable = '2,2 of 4 columns,"b,9"\n5,a quote is opened,"""oops"\n';

    const inCopy = (use: (store: OrderStore) => Promise<void>): Promise<void> =>
      inStore(open, async (store, folder) => {
        const path = join(folder, 'unreadable.csv');
        await writeFile(path, unreadable);
        const file = await writeOrders(folder, `${copy}\n`, {
          header: false,
          columns: HEADER.split(','),
          records: 6,
          cleaned: { unreadable: { path, count: 2 } },
        });
        expect(await store.load(file, { wholeRows: true }, () => {})).toEqual({ status: 'loaded', rows: 6 });
        await use(store);
      });

    test('the receipt adds up, with the row numbers of the original', async () => {
      await inCopy(async store => {
        expect((await store.clean(RULES)).receipt).toEqual({
          rows: 6,
          kept: 3,
          rejected: {
            unreadable: { rows: 2, value: 0, exampleRows: [2, 5] },
            missing_customer: { rows: 1, value: 20, exampleRows: [4] },
          },
        });
      });
    });

    test('repeats are found although the rows are numbered with gaps', async () => {
      await inCopy(async store => {
        const { receipt } = await store.clean({ ...RULES, duplicates: 'drop' });
        expect(receipt.kept).toBe(1);
        expect(receipt.rejected.duplicate).toEqual({ rows: 2, value: 20, exampleRows: [3, 6] });
      });
    });

    test('a row is missing from the copy: that is a bug, not a refusal', async () => {
      await inStore(open, async (store, folder) => {
        const path = join(folder, 'unreadable.csv');
        await writeFile(path, '');
        const facts = {
          header: false,
          columns: HEADER.split(','),
          records: 5,
          cleaned: { unreadable: { path, count: 0 } },
        };
        const file = await writeOrders(folder, `${copy}\n`, facts);
        await expect(store.load(file, KEEP, () => {})).rejects.toThrow('4 of 5 rows');
      });
    });
  });
};
