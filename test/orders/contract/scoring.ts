import { describe, expect, test } from 'vitest';
import { RFM_GROUPS, type RfmGroupId, rfmGroup } from '../../../src/core/rfm-groups.ts';
import { recencyScoreOf, scoreOf } from '../../../src/core/scores.ts';
import { csvOf } from '../order-file.ts';
import { exportedCustomers, inShop, type OpenStore, RULES, scoredCustomers } from '../shop.ts';

const HEADER = 'customer,order,date,amount';
const LEVELS = [1, 2, 3, 4, 5];

/** 125 customers, one with each combination of scores: the score is the level, as each level has a fifth of them. */
const everyCell = (factor = 1): string =>
  csvOf(
    HEADER,
    LEVELS.flatMap(r => LEVELS.flatMap(f => LEVELS.flatMap(m => customerRows({ r, f, m }, factor)))),
  );

const customerRows = ({ r, f, m }: { r: number; f: number; m: number }, factor: number): string[] =>
  Array.from({ length: f }, (_, order) => {
    const amount = (order === 0 ? m * 100.25 - (f - 1) * 7 : 7) * factor;
    return `c${r}${f}${m},o${r}${f}${m}-${order},2024-0${r}-15,${amount.toFixed(2)}`;
  });

const nameOf = (id: RfmGroupId): string => RFM_GROUPS.find(group => group.id === id)!.name;

export const scoringContract = (open: OpenStore): void => {
  describe('scores and RFM groups (design, section 3)', () => {
    test('all 125 cells: cuts, scores and groups are those of the core', async () => {
      await inShop(open, everyCell(), async shop => {
        await shop.store.clean({ ...RULES, asOf: '2024-06-01' });
        const { cuts, counts, recencyByFrequency, fixedFrequencyCuts } = await shop.store.scores();
        const customers = await exportedCustomers(shop);
        expect(customers).toHaveLength(125);
        for (const { customer, recencyDays, orders, spend, r, f, m, group } of customers) {
          expect(`c${r}${f}${m}`).toBe(customer);
          expect(r).toBe(recencyScoreOf(recencyDays, cuts.recency));
          expect(f).toBe(scoreOf(orders, cuts.frequency));
          expect(m).toBe(scoreOf(spend, cuts.monetary));
          expect(group).toBe(nameOf(rfmGroup(r, f, m)));
        }
        expect(counts).toEqual({ R: Array(5).fill(25), F: Array(5).fill(25), M: Array(5).fill(25) });
        expect(recencyByFrequency).toEqual(Array(5).fill(Array(5).fill(5)));
        expect(fixedFrequencyCuts).toBe(false);
      });
    });

    test('all 125 cells: the groups, best first, with their customers, orders and revenue', async () => {
      await inShop(open, everyCell(), async shop => {
        const customers = await scoredCustomers(shop);
        const groups = await shop.store.rfmGroups();
        expect(groups.map(({ id, name }) => ({ id, name }))).toEqual(RFM_GROUPS.map(({ id, name }) => ({ id, name })));
        for (const group of groups) {
          const members = customers.filter(customer => customer.group === group.name);
          expect(group.customers).toBe(members.length);
          expect(group.orders).toBe(members.reduce((sum, member) => sum + member.orders, 0));
          expect(group.revenue).toBeCloseTo(
            members.reduce((sum, member) => sum + member.spend, 0),
            6,
          );
        }
      });
    });

    test('scaling all amounts leaves scores alone (reference/style.md, section 4)', async () => {
      const scores = (factor: number): Promise<readonly string[]> =>
        inShop(open, everyCell(factor), async shop =>
          (await scoredCustomers(shop)).map(({ customer, r, f, m }) => `${customer} ${r}${f}${m}`),
        );
      const [once, ...scaled] = await Promise.all([1, 100, 0.04, 73].map(scores));
      for (const each of scaled) expect(each).toEqual(once);
    });

    test('cuts are type-7 quantiles: by hand for six customers', async () => {
      const spends = [10, 20, 40, 80, 160, 321];
      const rows = spends.map((spend, row) => `c${row},o${row},2024-01-0${row + 1},${spend}`);
      await inShop(open, csvOf(HEADER, rows), async ({ store }) => {
        await store.clean(RULES);
        const { cuts } = await store.scores();
        expect(cuts.monetary).toEqual([20, 40, 80, 160]);
        expect(cuts.recency).toEqual([2, 3, 4, 5]);
      });
      await inShop(open, csvOf(HEADER, rows.slice(1)), async ({ store }) => {
        await store.clean(RULES);
        const { cuts } = await store.scores();
        // Places 0.8, 1.6, 2.4, 3.2 of 20, 40, 80, 160, 321.
        for (const [index, cut] of [36, 64, 112, 192.2].entries()) expect(cuts.monetary[index]).toBeCloseTo(cut, 10);
      });
    });

    test('where a frequency score would be empty the cuts are 1, 2, 4, 7', async () => {
      const orders = [1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 7, 8, 30];
      const rows = orders.flatMap((count, customer) =>
        Array.from({ length: count }, (_, order) => `c${customer},${customer}-${order},2024-01-05,10`),
      );
      await inShop(open, csvOf(HEADER, rows), async shop => {
        await shop.store.clean(RULES);
        const { cuts, counts, fixedFrequencyCuts } = await shop.store.scores();
        expect(fixedFrequencyCuts).toBe(true);
        expect(cuts.frequency).toEqual([1, 2, 4, 7]);
        expect(counts.F).toEqual([8, 1, 2, 2, 2]);
        const frequencies = (await exportedCustomers(shop)).map(({ orders: count, f }) => `${count}:${f}`);
        expect(new Set(frequencies)).toEqual(new Set(['1:1', '2:2', '3:3', '4:3', '5:4', '7:4', '8:5', '30:5']));
      });
    });

    test('recency is whole days: 24 hours make one, a second less makes none', async () => {
      const rows = ['a,1,2024-01-05 12:00:00,1', 'b,2,2024-01-04 12:00:00,1', 'c,3,2024-01-04 12:00:01,1'];
      await inShop(open, csvOf(HEADER, rows), async shop => {
        const days = (await scoredCustomers(shop)).map(({ customer, recencyDays }) => [customer, recencyDays]);
        expect(days).toEqual([
          ['a', 1],
          ['b', 2],
          ['c', 1],
        ]);
        const early = await scoredCustomers(shop, { asOf: '2024-01-06' });
        expect(early.map(({ recencyDays }) => recencyDays)).toEqual([0, 1, 1]);
      });
    });

    test('one customer has scores too', async () => {
      await inShop(open, csvOf(HEADER, ['a,1,2024-01-05,10']), async shop => {
        const [only] = await scoredCustomers(shop);
        expect(only).toMatchObject({ r: 5, f: 1, m: 1, group: 'New' });
      });
    });
  });
};
