import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REASON_WORDS } from '../../../src/core/cleaning.ts';
import type { OrderFile } from '../../../src/core/order-file.ts';
import { seededRandom } from '../../../src/core/random.ts';
import type { OrderStore } from '../../../src/orders/order-store.ts';
import { csvOf } from '../order-file.ts';
import { randomShop } from '../random-shop.ts';
import { type OpenStore, type ReopenStore, RULES, rowsOf, scoredCustomers, writeOrders } from '../shop.ts';

interface Stores {
  readonly open: OpenStore;
  readonly reopen: ReopenStore;
}

interface Upload {
  readonly content: string;
  readonly facts?: Partial<OrderFile>;
}

const HEADER = 'customer,order,date,amount';
const upload = (rows: readonly string[], facts: Partial<OrderFile> = {}): Upload => ({
  content: csvOf(HEADER, rows),
  facts,
});

/** Keeps every upload as a batch and opens all of them, oldest first. */
export const inBatches = async <T>(
  { open, reopen }: Stores,
  uploads: readonly Upload[],
  use: (store: OrderStore, folder: string) => Promise<T>,
): Promise<T> => {
  const root = await mkdtemp(join(tmpdir(), 'tranche-batches-'));
  try {
    const folders: string[] = [];
    for (const [number, { content, facts = {} }] of uploads.entries()) {
      const [folder, files] = [join(root, `batch-${number}`), join(root, `files-${number}`)];
      await Promise.all([mkdir(folder), mkdir(files)]);
      const file = await writeOrders(files, content, facts);
      const store = await open(folder, [files]);
      expect(await store.load(file, { wholeRows: true }, () => {})).toMatchObject({ status: 'loaded' });
      await store.keep();
      await store.close();
      folders.push(folder);
    }
    const scratch = join(root, 'scratch');
    await mkdir(scratch);
    const store = await reopen(folders, scratch, []);
    try {
      return await use(store, scratch);
    } finally {
      await store.close();
    }
  } finally {
    await rm(root, { recursive: true });
  }
};

const NO_IDS: Partial<OrderFile> = { mapping: { customer: 0, date: 1, amount: 2 } };
const dated = (rows: readonly string[]): Upload => ({ content: csvOf('customer,date,amount', rows), facts: NO_IDS });

/** Rows, revenue and what else shows whether the right lines count. */
const look = async (store: OrderStore) => {
  const { receipt } = await store.clean(RULES);
  const { customers, orders, revenue } = await store.totals();
  return { rows: receipt.rows, kept: receipt.kept, customers, orders, revenue };
};

export const mergingContract = (stores: Stores): void => {
  describe('several batches as one set of orders (issue 4, section 1)', () => {
    test('however a shop is cut into uploads that overlap, the same as in one file', async () => {
      const rows = randomShop(60);
      const random = seededRandom(5);
      const orderOf = (row: string): string => row.split(',')[1]!;
      const orders = [...new Set(rows.map(orderOf))];
      for (const batches of [2, 3, 6]) {
        const newest = new Map(orders.map(order => [order, Math.floor(random() * batches)]));
        const uploads = Array.from({ length: batches }, (_, number) =>
          upload(
            rows
              // Older uploads know some orders of later ones with other amounts.
              .filter(
                row => newest.get(orderOf(row))! >= number && (newest.get(orderOf(row)) === number || random() < 0.5),
              )
              .map(row => (newest.get(orderOf(row)) === number ? row : `${row}9`)),
          ),
        );
        const print = (all: readonly Upload[]) =>
          inBatches(stores, all, async store => ({ ...(await look(store)), print: await store.fingerprint(true) }));
        expect(await print(uploads)).toEqual(await print([upload(rows)]));
      }
    });

    test('an order in a newer one replaces all its lines, and is counted as new, changed or the same', async () => {
      const uploads = [
        upload(['a,1,2026-01-01,10', 'a,1,2026-01-01,5', 'b,2,2026-01-02,7', 'c,3,2026-01-03,9']),
        upload(['a,1,2026-01-01,11', 'c,3,2026-01-03,9', 'd,4,2026-01-04,1', 'e,5,2026-01-05,2']),
      ];
      await inBatches(stores, uploads, async store => {
        expect(await look(store)).toEqual({ rows: 5, kept: 5, customers: 5, orders: 5, revenue: 30 });
        expect(await store.merged()).toEqual({ newOrders: 2, changedOrders: 1, unchangedOrders: 1 });
        expect(store.rowsByBatch()).toEqual([1, 4]);
      });
    });

    test('what an order was before is what the newest older upload said of it', async () => {
      const uploads = [
        upload(['a,1,2026-01-01,10']),
        upload(['a,1,2026-01-01,12', 'b,2,2026-01-02,1']),
        upload(['a,1,2026-01-01,12', 'b,2,2026-01-02,1']),
      ];
      await inBatches(stores, uploads, async store => {
        expect(await store.merged()).toEqual({ newOrders: 0, changedOrders: 0, unchangedOrders: 2 });
        expect(store.rowsByBatch()).toEqual([0, 0, 2]);
        expect(await look(store)).toMatchObject({ rows: 2, revenue: 13 });
      });
    });

    test('the order of rows within an order changes nothing', async () => {
      const lines = ['a,1,2026-01-01,10', 'a,1,2026-01-01,5'];
      await inBatches(stores, [upload(lines), upload(lines.toReversed())], async store => {
        expect(await store.merged()).toEqual({ newOrders: 0, changedOrders: 0, unchangedOrders: 1 });
      });
    });

    describe('items of orders that have amounts', () => {
      const ITEMS = 'order,product,quantity,price,date,customer';
      const facts: Partial<OrderFile> = {
        mapping: { order: 0, product: 1, quantity: 2, price: 3, date: 4, customer: 5 },
      };
      const items = {
        content: csvOf(ITEMS, ['1,P,2,4,2026-01-01,a', '1,Q,1,1,2026-01-01,a', '9,P,1,4,2026-01-09,z']),
        facts,
      };
      const orders = upload(['a,1,2026-01-01,10', 'b,2,2026-01-02,7']);

      test('never replace these; orders that were not there are added', async () => {
        await inBatches(stores, [orders, items], async store => {
          expect(await look(store)).toEqual({ rows: 3, kept: 3, customers: 3, orders: 3, revenue: 21 });
          expect(await store.merged()).toEqual({ newOrders: 1, changedOrders: 0, unchangedOrders: 1 });
          expect(store.rowsByBatch()).toEqual([2, 1]);
        });
      });

      test('give way to them also where both come again, and to orders that come after', async () => {
        const changed = upload(['a,1,2026-01-01,12', 'z,9,2026-01-09,5']);
        await inBatches(stores, [orders, items, changed, items], async store => {
          expect(await look(store)).toEqual({ rows: 3, kept: 3, customers: 3, orders: 3, revenue: 24 });
          expect(store.rowsByBatch()).toEqual([1, 0, 2, 0]);
        });
      });

      test('replace amounts of lines, of which an order has several', async () => {
        const lines = upload(['a,1,2026-01-01,10', 'a,1,2026-01-01,5']);
        await inBatches(stores, [lines, items], async store => {
          expect(await look(store)).toMatchObject({ rows: 3, orders: 2, revenue: 13 });
        });
      });
    });

    test('a later cancellation takes effect, and is counted where it stands', async () => {
      const facts: Partial<OrderFile> = { mapping: { customer: 0, order: 1, date: 2, amount: 3, status: 4 } };
      const header = `${HEADER},status`;
      const uploads = [
        { content: csvOf(header, ['a,1,2026-01-01,10,paid', 'b,2,2026-01-02,7,paid']), facts },
        { content: csvOf(header, ['a,1,2026-01-01,10,cancelled']), facts },
      ];
      await inBatches(stores, uploads, async store => {
        const { receipt } = await store.clean(RULES);
        expect(receipt).toMatchObject({
          rows: 2,
          kept: 1,
          rejected: { cancelled: { rows: 1, value: 10, exampleRows: [1] } },
        });
        expect((await store.totals()).customers).toBe(1);
        expect(await store.merged()).toEqual({ newOrders: 0, changedOrders: 1, unchangedOrders: 0 });
      });
    });

    test('a rejected line that is corrected later is kept then', async () => {
      const uploads = [upload(['a,1,never,10', 'b,2,2026-01-02,7']), upload(['a,1,2026-01-01,10'])];
      await inBatches(stores, uploads, async store => {
        expect(await look(store)).toMatchObject({ rows: 2, kept: 2, revenue: 17 });
      });
    });

    test('without order ids a file replaces the period from its first to its last order', async () => {
      const uploads = [
        dated(['a,2026-01-31 23:59,1', 'a,2026-02-01 08:00,2', 'b,2026-02-15 12:00,4', 'b,2026-03-01 10:00,8']),
        dated(['a,2026-02-01 08:00,16', 'c,2026-02-28 20:00,32', 'd,never,64']),
      ];
      await inBatches(stores, uploads, async store => {
        expect(await look(store)).toEqual({ rows: 5, kept: 4, customers: 3, orders: 4, revenue: 57 });
        expect(await store.merged()).toBeNull();
        expect(store.rowsByBatch()).toEqual([2, 3]);
        expect(await store.contents()).toMatchObject({ rows: 5, hasOrderIds: false });
      });
    });

    test('rejected rows without a place stay as long as anything of their upload does', async () => {
      const first = upload(['a,1,2026-01-01,10', 'b,2,2026-01-02,7', 'c,,2026-01-03,1']);
      await inBatches(stores, [first, upload(['a,1,2026-01-01,10'])], async store => {
        expect(await look(store)).toMatchObject({ rows: 3, kept: 2 });
      });
      await inBatches(stores, [first, upload(['a,1,2026-01-01,10', 'b,2,2026-01-02,7'])], async store => {
        expect(await look(store)).toMatchObject({ rows: 2, kept: 2 });
        expect(store.rowsByBatch()).toEqual([0, 2]);
      });
    });

    test('rejected rows are listed with the file they stand in, all columns by name', async () => {
      const uploads: Upload[] = [
        { content: csvOf(HEADER, ['a,1,2026-01-01,10', ',2,2026-01-02,7']), facts: { name: 'one.csv' } },
        { content: csvOf(`${HEADER},note`, ['b,3,never,1,=1+1', 'b,4,2026-01-03,1,']), facts: { name: 'two.csv' } },
      ];
      const text = await inBatches(stores, uploads, async (store, folder) => {
        await store.clean(RULES);
        expect(await store.exportRejected(join(folder, 'rejected.csv'))).toBe(2);
        return readFile(join(folder, 'rejected.csv'), 'utf8');
      });
      expect(rowsOf(text)).toEqual([
        ['file', 'row', 'reason', 'customer', 'order', 'date', 'amount', 'note'],
        ['one.csv', '2', REASON_WORDS.missing_customer, '', '2', '2026-01-02', '7', ''],
        ['two.csv', '1', REASON_WORDS.bad_date, 'b', '3', 'never', '1', "'=1+1"],
      ]);
    });

    test('repeats of whole rows are found across what is left of all', async () => {
      const uploads = [
        upload(['a,1,2026-01-01,10', 'a,1,2026-01-01,10']),
        upload(['b,2,2026-01-01,3', 'b,2,2026-01-01,3']),
      ];
      await inBatches(stores, uploads, async store => {
        const { receipt } = await store.clean({ ...RULES, duplicates: 'drop' });
        expect(receipt).toMatchObject({ rows: 4, kept: 2, rejected: { duplicate: { rows: 2 } } });
      });
    });

    test('sorted by customer in every list, whichever upload they are of', async () => {
      const uploads = [upload(['z,1,2026-01-01,1', 'm,2,2026-01-01,1']), upload(['a,3,2026-01-01,1'])];
      await inBatches(stores, uploads, async (store, folder) => {
        const customers = await scoredCustomers({ store, folder, file: store.file() });
        expect(customers.map(({ customer }) => customer)).toEqual(['a', 'm', 'z']);
      });
    });
  });
};
