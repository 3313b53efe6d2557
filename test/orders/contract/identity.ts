import { describe, expect, test } from 'vitest';
import { csvOf } from '../order-file.ts';
import { inShop, type OpenStore, RULES, scoredCustomers } from '../shop.ts';

/** The ids of the customers of a file with one row for each of these texts. */
const customersOf = (open: OpenStore, ids: readonly string[]): Promise<readonly string[]> =>
  inShop(
    open,
    csvOf(
      'customer\torder\tdate\tamount',
      ids.map((id, row) => `${id}\t${row}\t2024-01-05\t1`),
    ),
    async shop => (await scoredCustomers(shop)).map(({ customer }) => customer),
    { delimiter: '\t', quote: null },
  );

export const identityContract = (open: OpenStore): void => {
  describe('one customer, however the id is written (issue 6: identity)', () => {
    test.each([
      ['numbers that a spreadsheet gave decimals', ['17850', '17850.0', '17850.00', '17850,0', ' 17850 '], ['17850']],
      ['e-mail addresses', ['anna@example.com', ' Anna@Example.com ', 'ANNA@EXAMPLE.COM'], ['anna@example.com']],
      ['leading zeros', ['00123', '00123.0'], ['00123']],
    ])('%s', async (_, ids, expected) => {
      expect(await customersOf(open, ids)).toEqual(expected);
    });

    test.each([
      ['leading zeros', ['00123', '123']],
      ['other decimals', ['123.5', '123.50']],
      ['a version is no decimal', ['v1.0', 'v1']],
      ['only e-mail addresses are lower-cased', ['ann', 'Ann']],
    ])('stay two: %s', async (_, ids) => {
      expect(await customersOf(open, ids)).toHaveLength(2);
    });

    test('is found however it is typed', async () => {
      const content = csvOf('customer,order,date,amount', [
        '17850.0,1,2024-01-05,1',
        'Anna@Example.com,2,2024-01-05,1',
      ]);
      await inShop(open, content, async ({ store }) => {
        await store.clean(RULES);
        await store.scores();
        for (const typed of ['17850', '17850.0']) expect((await store.customer(typed))?.customer).toBe('17850');
        expect((await store.customer('ANNA@example.com'))?.customer).toBe('anna@example.com');
      });
    });
  });
};
