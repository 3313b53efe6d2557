import { describe, expect, test } from 'vitest';
import type { NumberFormat } from '../../../src/core/order-file.ts';
import { cleaned, inShop, type OpenStore, RULES, scoredCustomers } from '../shop.ts';

/** Every text as the amount of a row of its own; tabs divide the cells, because commas stand in them. */
const amounts = (texts: readonly string[]): string =>
  `${['customer\tdate\tamount', ...texts.map((text, row) => `c${row}\t2024-01-05\t${text}`)].join('\n')}\n`;

const TAB = { delimiter: '\t', quote: null } as const;

/** What one such text is worth; `null` where it is no number. */
const worth = async (open: OpenStore, text: string, decimal: NumberFormat['decimal']): Promise<number | null> =>
  inShop(
    open,
    amounts([text]),
    async ({ store }) => {
      const { receipt } = await store.clean(RULES);
      if (receipt.rejected.bad_number) return null;
      return receipt.rejected.nonpositive_price?.value ?? (await store.totals()).revenue;
    },
    { ...TAB, numbers: { decimal } },
  );

const POINT: readonly (readonly [text: string, value: number | null])[] = [
  ['1234.5', 1234.5],
  ['1,234.50', 1234.5],
  ['1,234,567.89', 1234567.89],
  ['.5', 0.5],
  ['+3', 3],
  [' 12 ', 12],
  ['$5.25', 5.25],
  ['€ 7', 7],
  ['7 €', 7],
  ['USD 8.5', 8.5],
  ['12.5 kr', 12.5],
  ['£1,000.00', 1000],
  ["1'234.5", 1234.5],
  ['1 234.5', 1234.5],
  ['1\u{a0}234\u{a0}567', 1234567],
  ['1\u{202f}234.5', 1234.5],
  ['1\u{2009}234.5', 1234.5],
  ['1\u{2007}234', 1234],
  ['1’234.50', 1234.5],
  ['CHF 1’234.–', 1234],
  ['$5.00 USD', 5],
  ['USD-5', -5],
  ['US$ 1,005', 1005],
  ['R$ 5.5', 5.5],
  ['5.5zł', 5.5],
  ['€\u{a0}7', 7],
  ['−5', -5],
  ['–5.25', -5.25],
  ['- 5', -5],
  ['5.00- €', -5],
  ['5.00 €-', -5],
  ['( 5.00 )', -5],
  ['$(5.00)', -5],
  ['(-5)', null],
  ['$1$2', null],
  ['1 2', null],
  ['1EUR2', null],
  ['(5.00)', -5],
  ['($1,005.00)', -1005],
  ['5.00-', -5],
  ['-$5', -5],
  ['1,5', null],
  ['1,23,456', 123456],
  ['₹ 12,34,567.50', 1234567.5],
  ['1,2,345', null],
  ['1.2.3', null],
  ['--5', null],
  ['5-3', null],
  ['12 apples', null],
  ['abc', null],
  ['$', null],
];

const COMMA: readonly (readonly [text: string, value: number | null])[] = [
  ['1234,5', 1234.5],
  ['1.234,50', 1234.5],
  ['1.234', 1234],
  ['€ 1.234.567,89', 1234567.89],
  ['12,50 €', 12.5],
  ['1 234,5', 1234.5],
  ['(12,5)', -12.5],
  ['12,5-', -12.5],
  ['1’234,50', 1234.5],
  ['1\u{202f}234,50 €', 1234.5],
  ['5,-', 5],
  ['5,– €', 5],
  ['1.234,5- EUR', -1234.5],
  ['42', 42],
  ['1.5', null],
  ['1,234,5', null],
  ['1.23.456', null],
];

export const numbersContract = (open: OpenStore): void => {
  describe('numbers as files write them (issue 2, section 3)', () => {
    test.each(POINT)('decimal point: %j is %j', async (text, value) => {
      expect(await worth(open, text, '.')).toBe(value);
    });

    test.each(COMMA)('decimal comma: %j is %j', async (text, value) => {
      expect(await worth(open, text, ',')).toBe(value);
    });

    test('money is exact: a thousand times ten cents is a hundred', async () => {
      const content = amounts(Array<string>(1000).fill('0.1'));
      await inShop(
        open,
        content,
        async ({ store }) => {
          await store.clean(RULES);
          expect((await store.totals()).revenue).toBe(100);
        },
        TAB,
      );
    });

    test('quantity times price: beyond the range of money it is a bad number, below it is exact', async () => {
      const content = `customer,date,quantity,price
a,2024-01-05,99999999999999,999999999999
b,2024-01-05,99999999999999999999,1
c,2024-01-05,1000000.0001,12345.678901
d,2024-01-05,-99999999999999,999999999999
e,2024-01-05,3,0.333333
`;
      const { receipt } = await cleaned(open, content);
      expect(receipt).toMatchObject({ rows: 5, kept: 2, rejected: { bad_number: { rows: 3, value: 0 } } });
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        // 1000000.0001 × 12345.678901 = 12345678902.2345678901 and 3 × 0.333333 = 0.999999, both kept to four digits.
        expect((await store.totals()).revenue).toBe(12345678903.2346);
      });
    });

    test('a customer may spend more than fits in a line', async () => {
      const line = 'a,2024-01-05,90000000,1000000\n';
      await inShop(open, `customer,date,quantity,price\n${line.repeat(3)}b,2024-01-06,1,1\n`, async shop => {
        expect((await scoredCustomers(shop)).map(({ spend }) => spend)).toEqual([270_000_000_000_000, 1]);
        expect((await shop.store.totals()).revenue).toBe(270_000_000_000_001);
      });
    });
  });
};
