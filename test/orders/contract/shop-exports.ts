import { describe, expect, test } from 'vitest';
import type { ExportRules } from '../../../src/core/export-rules.ts';
import { csvOf } from '../order-file.ts';
import { inShop, keptAndReopened, type OpenStore, type ReopenStore, RULES, writeOrders } from '../shop.ts';
import { inBatches } from './merging.ts';

const HEADER = 'customer,order,date,quantity,price,amount,status,back,phone';
const BACK = 7;

/** An order's columns stand on its first row; the amount is the order's. */
const BY_ORDER: ExportRules = {
  orderColumns: [0, 2, 5, 6, BACK, 8],
  idOnFirstRow: false,
  otherwise: { customer: [8] },
  nobody: ['guest'],
  timeOfDay: null,
  isAmountOfOrder: true,
  less: [],
  refunded: { column: BACK, paid: null },
  verdicts: [{ column: 6, words: ['failed'], means: 'unpaid' }],
};
const BY_ROW: ExportRules = { ...BY_ORDER, orderColumns: [], isAmountOfOrder: false };

const SHOP = csvOf(HEADER, [
  'Ann@x.de ,1,2024-01-05,1,1,10.00,,,',
  ',1,,1,1,,,,',
  ',1,,1,1,,,,',
  'guest,2,2024-01-06,2,10,20,,4.50,555',
  ',2,,1,5,,,,',
  'ben@x.de,3,2024-01-07,,,,failed,,',
  'ben@x.de,4,2024-01-08,1,7,7,,7,',
  ',5,2024-01-09,1,7,7,,,',
  'cid@x.de,6,2024-01-10,1,0,9,,,',
  ',6,,1,0,,,,',
]);

export const shopExportsContract = ({
  open,
  reopen,
}: {
  readonly open: OpenStore;
  readonly reopen: ReopenStore;
}): void => {
  describe('exports of shops: what stands on the first row of an order, amounts of orders, refunds in part', () => {
    const look = (rules: Partial<ExportRules>, net: boolean) => ({
      rules: { ...BY_ORDER, ...rules },
      cleaning: net ? ({ ...RULES, refunds: 'net' } as const) : RULES,
    });

    const spends = (content: string, rules: Partial<ExportRules> = {}, net = false) => {
      const { rules: all, cleaning } = look(rules, net);
      return keptAndReopened(
        { open, reopen },
        folder => writeOrders(folder, content, { export: all }),
        async ({ store }) => {
          const { receipt } = await store.clean(cleaning);
          await store.scores();
          const customers = await Promise.all(
            ['ann@x.de', '555', 'ben@x.de', 'cid@x.de'].map(id => store.customer(id)),
          );
          const spends = customers.map(found => found && [found.orders, found.spend]);
          return { receipt, spends, givenBack: await store.givenBack() };
        },
      );
    };

    test('an order counts once, whatever its rows, and is the customer of its first row', async () => {
      const { kept, reopened } = await spends(SHOP);
      expect(kept.spends).toEqual([[1, 10], [1, 20], null, [1, 9]]);
      expect(kept.givenBack).toEqual({ orders: 1, value: 4.5 });
      expect(kept.receipt).toMatchObject({
        rows: 10,
        kept: 7,
        rejected: {
          missing_customer: { rows: 1, exampleRows: [8] },
          cancelled: { rows: 1, value: 7, exampleRows: [7] },
          unpaid: { rows: 1, value: 0, exampleRows: [6] },
        },
      });
      expect(reopened).toEqual(kept);
    });

    test('with refunds net, what came back comes off, to the cent', async () => {
      const { kept, reopened } = await spends(SHOP, {}, true);
      expect(kept.spends).toEqual([[1, 10], [1, 15.5], null, [1, 9]]);
      expect(reopened).toEqual(kept);
    });

    test('amounts of rows: what comes off them does whatever its sign, and a refund is no larger than they are', async () => {
      const rows = ['ann@x.de,1,2024-01-05,1,1,10.00,-1.5,,', 'cid@x.de,2,2024-01-06,1,1,10.00,1.5,20,'];
      const rules = { ...BY_ROW, less: [6], refunded: { column: BACK, paid: 4 } };
      const { kept } = await spends(csvOf(HEADER, rows), { ...rules, refunded: null });
      expect(kept.spends).toEqual([[1, 8.5], null, null, [1, 8.5]]);
      const paidMore = { ...rules, refunded: { column: BACK, paid: 0 } };
      const { kept: net } = await spends(
        csvOf(HEADER, rows),
        { ...paidMore, refunded: { column: BACK, paid: 3 } },
        true,
      );
      // All that was paid, 1, came back: nothing is left of it.
      expect(net.spends).toEqual([[1, 8.5], null, null, null]);
    });

    test('a row without an order id belongs to the order above it, where exports are written so', async () => {
      const above = csvOf(HEADER, ['ann@x.de,1,2024-01-05,1,4,6,,,', ',,,1,2,,,,', 'cid@x.de,2,2024-01-06,1,1,3,,,']);
      expect((await spends(above, { idOnFirstRow: true })).kept.spends).toEqual([[1, 6], null, null, [1, 3]]);
      const { kept } = await spends(above);
      expect(kept.receipt.rejected).toMatchObject({ missing_customer: { rows: 1, exampleRows: [2] } });
    });

    test('a day and the time beside it; amounts with decimal commas; no column for the currency', async () => {
      const content = csvOf('customer;date;amount;at', ['ann;05/01/2024;12,50 €;13:45', 'ann;06/01/2024;1.000,25 €;']);
      const dates = { formats: ['%d/%m/%Y', '%d/%m/%Y %H:%M'], label: '', note: '', assumption: null };
      const rules = { ...BY_ROW, otherwise: {}, timeOfDay: 3, refunded: null, verdicts: [] };
      const facts = { delimiter: ';', numbers: { decimal: ',' }, dates, export: rules } as const;
      await inShop(
        open,
        content,
        async ({ store }) => {
          const { currencies } = await store.clean(RULES);
          expect(currencies).toEqual(['EUR']);
          expect(await store.totals()).toMatchObject({ revenue: 1012.75, firstOrder: '2024-01-05T13:45:00' });
        },
        facts,
      );
    });

    test('a refund in part changes its order', async () => {
      const first = csvOf(HEADER, ['ann,1,2024-01-05,1,1,10,,,', 'ann,2,2024-01-06,1,1,10,,,']);
      const facts = { export: BY_ORDER };
      const uploads = [
        { content: first, facts },
        { content: first.replace('10,,,\nann,2', '10,,3,\nann,2'), facts },
      ];
      await inBatches({ open, reopen }, uploads, async store => {
        expect(await store.merged()).toEqual({ newOrders: 0, changedOrders: 1, unchangedOrders: 1 });
        await store.clean({ ...RULES, refunds: 'net' });
        expect(await store.totals()).toMatchObject({ orders: 2, revenue: 17 });
      });
      const plain = { content: csvOf('customer,order,date,amount', ['ben,3,2024-02-01,5']) };
      await inBatches({ open, reopen }, [uploads[1]!, plain], async store => {
        await store.clean({ ...RULES, refunds: 'net' });
        expect(await store.totals()).toMatchObject({ orders: 3, revenue: 22 });
      });
    });

    test('many rows keep their numbers', { timeout: 60_000 }, async () => {
      const orders = 130_000;
      const rows = Array.from({ length: orders }, (_, order) => [
        `c${order % 500},${order},2024-01-05,3,1.00,10.00,${order % 40_000 === 39_999 ? 'failed' : ''},,`,
        `,${order},,1,2.00,,,,`,
      ]).flat();
      await inShop(
        open,
        csvOf(HEADER, rows),
        async ({ store }) => {
          const { receipt } = await store.clean(RULES);
          const unpaid = { rows: 6, value: 30, exampleRows: [79_999, 80_000, 159_999] };
          expect(receipt).toEqual({ rows: 260_000, kept: 259_994, rejected: { unpaid } });
          expect(await store.totals()).toMatchObject({ orders: orders - 3, revenue: (orders - 3) * 10 });
        },
        { export: BY_ORDER },
      );
    });
  });
};
