import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CustomersOf } from '../../../src/orders/order-store.ts';
import { csvOf } from '../order-file.ts';
import { inShop, type OpenStore, RULES, rowsOf, type Shop } from '../shop.ts';

const HEADER = 'customer,order,date,amount';

const scoredShop = <T>(open: OpenStore, rows: readonly string[], use: (shop: Shop) => Promise<T>): Promise<T> =>
  inShop(open, csvOf(HEADER, rows), async shop => {
    await shop.store.clean(RULES);
    await shop.store.scores();
    return use(shop);
  });

const assignTwo = async ({ store }: Shop): Promise<void> => {
  await store.scaleFeatures({ features: 'rfm', scaling: 'log', outliers: 'keep' });
  await store.assign([
    [1, 0, -1],
    [-1, 0, 1],
  ]);
};

export const customersContract = (open: OpenStore): void => {
  describe('a customer by id (issue 3, section 3: why)', () => {
    const rows = ['ann,1,2024-01-03 10:00,20.5', 'ann,2,2024-01-05,1', 'ANN,3,2024-01-06,10', 'Bob,4,2024-02-01,7'];

    test('figures, scores, group; no cluster before customers are assigned', async () => {
      await scoredShop(open, rows, async ({ store }) => {
        expect(await store.customer('ann')).toEqual({
          customer: 'ann',
          recencyDays: 28,
          orders: 2,
          spend: 21.5,
          firstOrder: '2024-01-03T10:00:00',
          lastOrder: '2024-01-05T00:00:00',
          scores: { R: 1, F: 2, M: 5 },
          group: 'at-risk',
          cluster: null,
        });
      });
    });

    test('the id as it is written wins over the same in another case; blanks around it do not count', async () => {
      await scoredShop(open, rows, async ({ store }) => {
        expect((await store.customer(' ANN '))?.customer).toBe('ANN');
        expect((await store.customer('ann'))?.customer).toBe('ann');
        expect((await store.customer('bOB'))?.customer).toBe('Bob');
        for (const id of ['an', 'a%', "x' OR '1'='1", '']) expect(await store.customer(id)).toBeNull();
      });
    });

    test('the cluster after they are assigned, none after the next cleaning', async () => {
      await scoredShop(open, ['a,1,2024-01-05,1', 'b,2,2024-02-05,100'], async shop => {
        await assignTwo(shop);
        expect((await shop.store.customer('a'))?.cluster).toBe(0);
        expect((await shop.store.customer('b'))?.cluster).toBe(1);
        await shop.store.clean(RULES);
        await shop.store.scores();
        expect((await shop.store.customer('a'))?.cluster).toBeNull();
      });
    });
  });

  describe('ids that look like what was typed', () => {
    const ids = ['17850', '17851', '17950', '27850', '99999', 'anna@example.com', '12345.0x', 'Çelik'];
    const similar = (typed: string): Promise<readonly string[]> =>
      scoredShop(
        open,
        ids.map((id, row) => `${id},${row},2024-01-05,1`),
        ({ store }) => store.similarCustomers(typed),
      );

    test.each([
      ['17852', ['17850', '17851']],
      ['1785', ['17850', '17851']],
      ['ANNA', ['anna@example.com']],
      ['12345', ['12345.0x']],
      ['12345.00', ['12345.0x']],
      ['çelek', ['Çelik']],
      ['nobody like that', []],
      ['', []],
    ])('%j: %j', async (typed, expected) => {
      expect(await similar(typed)).toEqual(expected);
    });

    test('what is very long is cut', async () => {
      expect(await similar('9'.repeat(1_000_000))).toEqual(['99999']);
    });
  });

  describe('customers of one cluster', () => {
    test('are written alone, and counted', async () => {
      await scoredShop(open, ['a,1,2024-01-05,1', 'b,2,2024-02-05,100', 'c,3,2024-02-06,90'], async shop => {
        await assignTwo(shop);
        const names = [
          { cluster: 0, name: 'Lost' },
          { cluster: 1, name: 'Loyal' },
        ];
        const path = join(shop.folder, 'customers.csv');
        const written = async (only?: CustomersOf): Promise<readonly unknown[]> => {
          const count = await shop.store.exportCustomers(path, names, only);
          const rows = rowsOf(await readFile(path, 'utf8')).slice(1);
          return [count, ...rows.map(row => `${row[0]} ${row[8]}`)];
        };
        expect(await written({ cluster: 0 })).toEqual([1, 'a Lost']);
        expect(await written({ cluster: 1 })).toEqual([2, 'b Loyal', 'c Loyal']);
        expect(await written({ group: 'champions' })).toEqual([0]);
        const { group } = (await shop.store.customer('a'))!;
        const others = await Promise.all(['b', 'c'].map(async id => (await shop.store.customer(id))!.group));
        expect(others).not.toContain(group);
        expect(await written({ group })).toEqual([1, 'a Lost']);
        expect(await written()).toEqual([3, 'a Lost', 'b Loyal', 'c Loyal']);
      });
    });
  });
};
