import { describe, expect, test } from 'vitest';
import { CANCELLED_STATUSES, MISSING_TEXTS } from '../../../src/core/cleaning.ts';
import { REJECTION_REASONS, type RejectionReason } from '../../../src/core/report.ts';
import { csvOf } from '../order-file.ts';
import { cleaned, inShop, type OpenStore, RULES } from '../shop.ts';

const HEADER = 'customer,order,date,quantity,price';

export const cleaningContract = (open: OpenStore): void => {
  describe('reasons for rejection (design, section 3)', () => {
    test('every reason with its rows, its money and its example rows', async () => {
      const rows: readonly [line: string, reason: RejectionReason | null][] = [
        ['a,1,2024-01-05 10:00,2,10.5', null],
        [',2,2024-01-05,2,10', 'missing_customer'],
        ['a,,2024-01-05,3,10', 'missing_order'],
        ['a,3,soon,2,10', 'bad_date'],
        ['a,4,2024-01-05,two,10', 'bad_number'],
        ['a,5,2024-01-05,2,ten', 'bad_number'],
        ['a,C6,2024-01-05,-2,10', 'cancelled'],
        ['a,7,2024-01-05,0,10', 'nonpositive_quantity'],
        ['a,8,2024-01-05,-1,10', 'nonpositive_quantity'],
        ['a,9,2024-01-05,4,-2.5', 'nonpositive_price'],
        ['a,10,2024-06-01,1,7', 'after_as_of'],
        ['a,1,2024-01-05 10:00,2,10.5', 'duplicate'],
      ];
      const { receipt } = await cleaned(
        open,
        csvOf(
          HEADER,
          rows.map(([line]) => line),
        ),
        {
          asOf: '2024-03-01',
          duplicates: 'drop',
        },
      );
      expect(receipt).toEqual({
        rows: 12,
        kept: 1,
        rejected: {
          missing_customer: { rows: 1, value: 20, exampleRows: [2] },
          missing_order: { rows: 1, value: 30, exampleRows: [3] },
          bad_date: { rows: 1, value: 20, exampleRows: [4] },
          bad_number: { rows: 2, value: 0, exampleRows: [5, 6] },
          cancelled: { rows: 1, value: -20, exampleRows: [7] },
          nonpositive_quantity: { rows: 2, value: -10, exampleRows: [8, 9] },
          nonpositive_price: { rows: 1, value: -10, exampleRows: [10] },
          after_as_of: { rows: 1, value: 7, exampleRows: [11] },
          duplicate: { rows: 1, value: 21, exampleRows: [12] },
        },
      });
    });

    test('every combination of faults: the first rule that matches wins, and the receipt adds up', async () => {
      const lines = combinations();
      const { receipt } = await cleaned(
        open,
        csvOf(
          HEADER,
          lines.map(line => line.text),
        ),
        { asOf: '2024-03-01' },
      );
      const expected = REJECTION_REASONS.flatMap(reason => {
        const own = lines.filter(line => line.reason === reason);
        const value = own.reduce((sum, line) => sum + line.value, 0);
        const exampleRows = own.slice(0, 3).map(line => lines.indexOf(line) + 1);
        return own.length === 0 ? [] : [[reason, { rows: own.length, value, exampleRows }] as const];
      });
      expect(expected).toHaveLength(8);
      expect(receipt.rejected).toEqual(Object.fromEntries(expected));
      expect(receipt.kept).toBe(lines.filter(line => line.reason === null).length);
      const rejected = Object.values(receipt.rejected).reduce((sum, { rows }) => sum + rows, 0);
      expect(receipt.rows).toBe(receipt.kept + rejected);
    });

    test('texts that exports write where there is no value', async () => {
      const texts = [...MISSING_TEXTS, ...MISSING_TEXTS.map(text => text.toUpperCase()), '  ', '  NULL  ', ' n/a'];
      const lines = texts.flatMap((text, row) => [`${text},${row},2024-01-05,1,1`, `a,${text},2024-01-05,1,1`]);
      const { receipt } = await cleaned(open, csvOf(HEADER, [...lines, 'none such,NULL-1,2024-01-05,1,1']));
      expect(receipt.rejected.missing_customer?.rows).toBe(texts.length);
      expect(receipt.rejected.missing_order?.rows).toBe(texts.length);
      expect(receipt.kept).toBe(1);
    });

    test('words that some engines take for instants are no dates', async () => {
      const lines = ['infinity', '-infinity', 'epoch', 'today', 'now'].map((text, row) => `a,${row},${text},1,1`);
      const content = csvOf(HEADER, [...lines, 'a,9,2024-01-05,1,1']);
      const slashed = csvOf(HEADER, [...lines, 'a,9,1/5/2024,1,1']);
      const american = { formats: ['%m/%d/%Y'], label: 'M/D/YYYY', note: '', assumption: null };
      expect((await cleaned(open, content)).receipt).toMatchObject({ kept: 1, rejected: { bad_date: { rows: 5 } } });
      const { receipt, earliestOrder } = await cleaned(open, slashed, {}, { dates: american });
      expect(receipt).toMatchObject({ kept: 1, rejected: { bad_date: { rows: 5 } } });
      expect(earliestOrder).toBe('2024-01-05T00:00:00');
    });
  });

  describe('cancelled orders (design, section 3)', () => {
    test('C and digits with a negative quantity; A, Cx and positive quantities are something else', async () => {
      const lines = ['C12,-1', 'c12,-1', 'C12,1', 'A12,-1', 'CX12,-1', 'C,-1', '12C,-1'];
      const content = csvOf(
        'customer,date,price,order,quantity',
        lines.map(line => `a,2024-01-05,5,${line}`),
      );
      const { receipt } = await cleaned(open, content);
      expect(receipt.rejected.cancelled).toEqual({ rows: 2, value: -10, exampleRows: [1, 2] });
      expect(receipt.rejected.nonpositive_quantity?.rows).toBe(4);
      expect(receipt.kept).toBe(1);
    });

    test('a file with amounts: the quantity is absent, so the order id decides', async () => {
      const content = csvOf('customer,order,date,amount', [
        'a,C1,2024-01-05,-5',
        'a,2,2024-01-05,-5',
        'a,3,2024-01-05,5',
      ]);
      const { receipt } = await cleaned(open, content);
      expect(receipt).toMatchObject({ kept: 1, rejected: { cancelled: { rows: 1 }, nonpositive_price: { rows: 1 } } });
    });

    test('by status, however it is written; a partial refund is kept', async () => {
      const cancelled = CANCELLED_STATUSES.flatMap(status => [status, status.toUpperCase(), ` ${status} `]);
      const kept = ['paid', 'partially refunded', '', 'shipped', 'NULL'];
      const lines = [...cancelled, ...kept].map((status, row) => `a,${row},2024-01-05,10,${status}`);
      const { receipt } = await cleaned(open, csvOf('customer,order,date,amount,status', lines));
      expect(receipt.rejected.cancelled).toEqual({
        rows: cancelled.length,
        value: cancelled.length * 10,
        exampleRows: [1, 2, 3],
      });
      expect(receipt.kept).toBe(kept.length);
    });
  });

  describe('duplicates: exact repeats of a whole row (design, section 4)', () => {
    const content = csvOf(`${HEADER},product`, [
      'a,1,2024-01-05,2,10,tea',
      'a,1,2024-01-05,2,10,tea',
      'a,1,2024-01-05,2,10,cup',
      'a,1,2024-01-05,3,10,tea',
      'a,1,2024-01-05,2,10,tea',
      ',1,2024-01-05,2,10,tea',
      ',1,2024-01-05,2,10,tea',
    ]);

    test('the first of them stays; rejected rows keep their own reason', async () => {
      const { receipt } = await cleaned(open, content, { duplicates: 'drop' });
      expect(receipt.kept).toBe(3);
      expect(receipt.rejected.duplicate).toEqual({ rows: 2, value: 40, exampleRows: [2, 5] });
      expect(receipt.rejected.missing_customer?.rows).toBe(2);
    });

    test('kept unless asked for', async () => {
      expect((await cleaned(open, content)).receipt.kept).toBe(5);
    });

    test('rules can be changed without loading again', async () => {
      await inShop(open, content, async ({ store }) => {
        expect((await store.clean({ ...RULES, duplicates: 'drop' })).receipt.kept).toBe(3);
        expect((await store.clean(RULES)).receipt.kept).toBe(5);
        expect((await store.clean({ ...RULES, duplicates: 'drop' })).receipt.kept).toBe(3);
      });
    });
  });

  describe('as of (design, section 3)', () => {
    const content = csvOf(HEADER, ['a,1,2024-01-05 10:30:00,1,1', 'a,2,2024-02-01,1,1', 'b,3,2024-02-01 00:00:01,1,1']);

    test('by default the last kept order plus 24 hours', async () => {
      const late = csvOf(HEADER, ['a,1,2024-01-05 10:30:00,1,1', 'a,2,2024-02-01,1,0', ',3,2024-03-01,1,1']);
      expect(await cleaned(open, late)).toMatchObject({
        asOf: '2024-01-06T10:30:00',
        earliestOrder: '2024-01-05T10:30:00',
      });
    });

    test('a day means its 00:00: an order at that instant counts, one a second later does not', async () => {
      const { receipt, asOf } = await cleaned(open, content, { asOf: '2024-02-01' });
      expect(asOf).toBe('2024-02-01T00:00:00');
      expect(receipt).toMatchObject({ kept: 2, rejected: { after_as_of: { rows: 1, exampleRows: [3] } } });
    });

    test('before the first order nothing is kept, and the first order is named', async () => {
      const clean = await cleaned(open, content, { asOf: '2023-01-01' });
      expect(clean).toMatchObject({ receipt: { kept: 0 }, asOf: null, earliestOrder: '2024-01-05T10:30:00' });
    });

    test('nothing kept at all: no instants', async () => {
      const clean = await cleaned(open, csvOf(HEADER, [',1,2024-01-05,1,1']));
      expect(clean).toMatchObject({ receipt: { rows: 1, kept: 0 }, asOf: null, earliestOrder: null });
    });
  });
};

interface Line {
  readonly text: string;
  readonly reason: RejectionReason | null;
  readonly value: number;
}

/** Every combination of good and bad cells, with the reason that the design's order of rules gives. */
const combinations = (): readonly Line[] => {
  const customers = ['ann', '', 'NULL'];
  const orders = ['12', 'C12', ''];
  const dates = ['2024-01-05', '2024-06-01', 'soon'];
  const quantities = ['2', '0', '-3', 'many'];
  const prices = ['5', '0', '-2.5', ''];
  return customers.flatMap(customer =>
    orders.flatMap(order =>
      dates.flatMap(date =>
        quantities.flatMap(quantity =>
          prices.map(price => {
            const numbers = quantity !== 'many' && price !== '';
            const rules: readonly [RejectionReason, boolean][] = [
              ['missing_customer', customer !== 'ann'],
              ['missing_order', order === ''],
              ['bad_date', date === 'soon'],
              ['bad_number', !numbers],
              ['cancelled', order === 'C12' && Number(quantity) < 0],
              ['nonpositive_quantity', Number(quantity) <= 0],
              ['nonpositive_price', Number(price) <= 0],
              ['after_as_of', date === '2024-06-01'],
            ];
            const reason = rules.find(([, matches]) => matches)?.[0] ?? null;
            const value = numbers ? Number(quantity) * Number(price) : 0;
            return { text: [customer, order, date, quantity, price].join(','), reason, value };
          }),
        ),
      ),
    ),
  );
};
