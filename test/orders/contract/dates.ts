import { describe, expect, test } from 'vitest';
import type { DateFormat, OtherDates } from '../../../src/core/order-file.ts';
import { csvOf } from '../order-file.ts';
import { inShop, type OpenStore, RULES } from '../shop.ts';

/** ISO, and everything else by the list. */
const ISO_AND = (others: OtherDates): DateFormat => ({
  formats: ['iso'],
  others,
  label: '',
  note: '',
  assumption: null,
});

const inFile = <T>(
  open: OpenStore,
  texts: readonly string[],
  dates: DateFormat,
  use: Parameters<typeof inShop<T>>[2],
) =>
  inShop(
    open,
    csvOf(
      'customer\torder\tdate\tamount',
      texts.map((text, row) => `c${row}\t${row}\t${text}\t1`),
    ),
    use,
    { delimiter: '\t', quote: null, dates },
  );

/** The instants that the store reads, in the order of the texts; `null` where it reads none. */
const instants = (open: OpenStore, texts: readonly string[], others: OtherDates): Promise<readonly (string | null)[]> =>
  inFile(open, texts, ISO_AND(others), async ({ store }) => {
    await store.clean(RULES);
    await store.scores();
    return Promise.all(texts.map(async (_, row) => (await store.customer(`c${row}`))?.lastOrder ?? null));
  });

const READ: readonly (readonly [text: string, instant: string])[] = [
  ['1700000000', '2023-11-14T22:13:20'],
  ['1700000000.75', '2023-11-14T22:13:20'],
  ['1700000000000', '2023-11-14T22:13:20'],
  ['40513.3513888889', '2010-12-01T08:26:00'],
  ['40513,3513888889', '2010-12-01T08:26:00'],
  ['45123', '2023-07-16T00:00:00'],
  ['20240105', '2024-01-05T00:00:00'],
  ['20240105101112', '2024-01-05T10:11:12'],
  ['20240105T101112Z', '2024-01-05T10:11:12'],
  ['2024.1.5 9:05', '2024-01-05T09:05:00'],
  ['2024-01-05T10:00:00+02:00', '2024-01-05T08:00:00'],
  ['2024-01-05 10:00 -0500', '2024-01-05T15:00:00'],
  ['13/05/2024', '2024-05-13T00:00:00'],
  ['3.4.24 2:05 p.m.', '2024-04-03T14:05:00'],
  ['3/4/99', '1999-04-03T00:00:00'],
  ['5. März 2024', '2024-03-05T00:00:00'],
  ['Montag, 5. Mai 2025 um 14:05 Uhr', '2025-05-05T14:05:00'],
  ['5 Dez. 23', '2023-12-05T00:00:00'],
  ['1er août 2024 à 14h05', '2024-08-01T14:05:00'],
  ['le 2 févr. 2024', '2024-02-02T00:00:00'],
  ['3 de enero de 2024', '2024-01-03T00:00:00'],
  ['4-sept-2023', '2023-09-04T00:00:00'],
  ['12 dicembre 2023, 9:05', '2023-12-12T09:05:00'],
  ['7 gennaio 2024', '2024-01-07T00:00:00'],
  ['Wednesday, January 3rd, 2024 10:05:07 PM', '2024-01-03T22:05:07'],
  ['2024-Jan-05', '2024-01-05T00:00:00'],
];

const UNREAD: readonly string[] = [
  'soon',
  '31 Febr 2024',
  '31/02/2024',
  '31/02/2024 10:00 +0100',
  '2024-02-30 10:00 +0100',
  '20241301',
  '32/13/2024',
  '5 jui 2024',
  '5 Smarch 2024',
  '99999',
  '123456',
  '3000000000',
  '-1700000000',
  '12:30',
];

export const datesContract = (open: OpenStore): void => {
  describe('dates in other ways than most of the column (issue 6: dates)', () => {
    test('each is read by an explicit list, whatever stands in the row before', async () => {
      const texts = READ.map(([text]) => text);
      expect(await instants(open, texts, { order: 'dmy', turn: true })).toEqual(READ.map(([, instant]) => instant));
      expect(await instants(open, texts.toReversed(), { order: 'dmy', turn: false })).toEqual(
        READ.map(([, instant]) => instant).toReversed(),
      );
    });

    test('what has no meaning, or is no day, stays unread', async () => {
      const read = await instants(open, ['2024-01-05', ...UNREAD], { order: 'dmy', turn: true });
      expect(read).toEqual(['2024-01-05T00:00:00', ...UNREAD.map(() => null)]);
    });

    test('the other order of day and month, only where it is let and the first one has no meaning', async () => {
      const texts = ['05/13/2024', '03/04/2024', '13/05/2024'];
      const may = '2024-05-13T00:00:00';
      expect(await instants(open, texts, { order: 'dmy', turn: true })).toEqual([may, '2024-04-03T00:00:00', may]);
      expect(await instants(open, texts, { order: 'mdy', turn: true })).toEqual([may, '2024-03-04T00:00:00', may]);
      expect(await instants(open, texts, { order: 'dmy', turn: false })).toEqual([null, '2024-04-03T00:00:00', may]);
    });

    test('they are counted; those in the other order are no evidence for this one', async () => {
      const texts = ['2024-01-31', '05/13/2024', '03/04/2024', '4/4/2024', '12/11/2024', '45123', '5 mai 2024', 'soon'];
      await inFile(open, texts, ISO_AND({ order: 'dmy', turn: true }), async ({ store }) => {
        expect(Object.fromEntries(await store.otherDates())).toEqual({ numeric: 3, named: 1, serial: 1, turned: 1 });
        expect(await store.openDates()).toBe(2);
        expect(await store.dateEvidence()).toEqual({ largestDay: 31, unreadable: 2, examples: ['05/13/2024', 'soon'] });
      });
    });

    test('a zone belongs to its row alone', async () => {
      const dates: DateFormat = {
        ...ISO_AND({ order: 'dmy', turn: true }),
        formats: ['%d.%m.%Y', '%d.%m.%Y %H:%M %z'],
      };
      await inFile(open, ['1.2.2024 10:00 -0500', '3.2.2024', '31.2.2024 10:00 +0100'], dates, async ({ store }) => {
        const { receipt, asOf } = await store.clean(RULES);
        expect(asOf).toBe('2024-02-04T00:00:00');
        expect(receipt.rejected).toMatchObject({ bad_date: { rows: 1 } });
      });
    });
  });
};
