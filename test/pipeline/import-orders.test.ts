import { afterAll, describe, expect, test } from 'vitest';
import type { OrderFile, ReadingHints } from '../../src/core/order-file.ts';
import { isExpected } from '../../src/errors.ts';
import type { CleanOrders } from '../../src/orders/order-store.ts';
import { importOrders } from '../../src/pipeline/import-orders.ts';
import type { Step } from '../../src/pipeline/progress.ts';
import { wire } from '../../src/wire.ts';
import { csvOf } from '../orders/order-file.ts';
import { withRequest } from './shop-run.ts';

const program = wire({ quickChartUrl: null }, () => {});
afterAll(() => program.close());

interface Imported {
  readonly file: OrderFile;
  readonly clean: CleanOrders;
  readonly steps: readonly Step[];
}

/** What becomes of a file; `seen` changes what inspection found out, as if it had seen only a part of the rows. */
const imported = (
  content: string,
  seen: (file: OrderFile) => OrderFile = file => file,
  hints: Partial<ReadingHints> = {},
): Promise<Imported> =>
  withRequest(content, {}, async request => {
    const steps: Step[] = [];
    const deps = {
      ...program.segmentation,
      inspect: async (what: Parameters<typeof program.segmentation.inspect>[0]) =>
        seen(await program.segmentation.inspect(what)),
    };
    const { store, file } = await importOrders(
      deps,
      { ...request, hints: { ...request.hints, ...hints }, folder: request.scratch, others: [], wholeRows: false },
      ({ step }) => {
        if (steps.at(-1) !== step) steps.push(step);
      },
    );
    try {
      return { file, clean: await store.clean(request.settings), steps };
    } finally {
      await store.close();
    }
  });

describe('more than one currency (issue 6: an error that lists them and offers to keep one)', () => {
  const refusal = (content: string, hints: Partial<ReadingHints> = {}): Promise<unknown> =>
    imported(content, file => file, hints).catch(error => (isExpected(error) ? [error.code, error.facts] : error));
  const signs = ['€5.00', '$7', '"1,000 CHF"', '7 eur', '$7.50', '9', '-$1', 'C$ 4'];
  const marked = csvOf(
    'customer,order,date,amount',
    signs.map((amount, row) => `c${row},${row},2024-01-05,${amount}`),
  );

  test('in the amounts: signs and codes, also of refunds', async () => {
    const currencies = [
      { currency: '$', rows: 3 },
      { currency: 'EUR', rows: 2 },
      { currency: 'CAD', rows: 1 },
      { currency: 'CHF', rows: 1 },
    ];
    expect(await refusal(marked)).toEqual([
      'several_currencies',
      { name: 'orders.csv', currencies, unnamed: 1, asked: null },
    ]);
    expect(await refusal(marked, { currency: 'SEK' })).toMatchObject(['several_currencies', { asked: 'SEK' }]);
  });

  test('the one that is kept: rows of the others are rejected, rows that name none stay', async () => {
    const { clean, file } = await imported(marked, file => file, { currency: 'EUR' });
    expect(clean.receipt).toMatchObject({ rows: 8, kept: 3, rejected: { other_currency: { rows: 5 } } });
    expect(clean.currencies).toEqual(['EUR']);
    expect(file.notes.join(' ')).toContain('Rows in EUR are kept, as you said');
  });

  test('a column for it comes first; one currency in several spellings is one', async () => {
    const one =
      'customer,order,date,amount,currency\na,1,2024-01-05,$5,usd\nb,2,2024-01-05,6,USD\nc,3,2024-01-05,US$7,\n';
    expect((await imported(one)).clean.currencies).toEqual(['USD']);
    const two = one.replace('usd', 'EUR');
    expect(await refusal(two)).toMatchObject([
      'several_currencies',
      { currencies: [{ rows: 2 }, { currency: 'EUR' }] },
    ]);
  });
});

const HEADER = 'customer,order,date,amount';
const withDates = (dates: readonly string[]): string =>
  csvOf(
    HEADER,
    dates.map((date, row) => `c${row % 7},${row},${date},${row + 1}`),
  );

const AMERICAN = { formats: ['%m/%d/%Y'], label: 'M/D/YYYY', note: 'Dates read as month/day/year.' };
const BRITISH = { formats: ['%d/%m/%Y'], label: 'D/M/YYYY', note: 'Dates read as day/month/year.' };

/** Inspection saw no day above 12 and assumed American dates. */
const assumedAmerican = (file: OrderFile): OrderFile => ({
  ...file,
  dates: {
    ...AMERICAN,
    assumption: { note: 'assumed', order: 'mdy', isKnown: false, examples: ['1/2/2024'], alternative: BRITISH },
  },
});

/** Days and months that could be either. */
const OPEN = Array.from({ length: 40 }, (_, row) => `${(row % 12) + 1}/${(row % 11) + 2}/2024`);

describe('dates whose day and month cannot be told apart in the samples (issue 2, section 3)', () => {
  test('a late row with day 13 settles that the assumed order is right', async () => {
    const { file, clean } = await imported(withDates([...OPEN, '2/13/2024']), assumedAmerican);
    expect(file.dates).toEqual({ ...AMERICAN, assumption: null });
    expect(clean.receipt).toMatchObject({ rows: 41, kept: 41 });
  });

  test('a late row with day 13 turns the order round where the assumed one cannot read it', async () => {
    const { file, clean } = await imported(withDates([...OPEN, '13/2/2024']), assumedAmerican);
    expect(file.dates).toEqual({ ...BRITISH, assumption: null });
    expect(clean.receipt).toMatchObject({ rows: 41, kept: 41, rejected: {} });
    // 11/12/2024, in American order a day in November.
    expect(clean.asOf).toBe('2024-12-12T00:00:00');
  });

  test('days of ISO dates in the same column prove nothing about the others', async () => {
    const mixed = (file: OrderFile): OrderFile => {
      const { dates } = assumedAmerican(file);
      return { ...file, dates: { ...dates, formats: [...dates.formats, 'iso'] } };
    };
    const { file } = await imported(withDates([...OPEN, '2024-03-13']), mixed);
    expect(file.dates.assumption?.note).toBe('assumed');
  });

  test('nothing tells them apart: the assumption stays, to be said', async () => {
    const { file, clean } = await imported(withDates(OPEN), assumedAmerican);
    expect(file.dates.assumption?.note).toBe('assumed');
    expect(clean.receipt.kept).toBe(40);
  });

  test('unreadable in both orders: the assumed order stays and is loaded again', async () => {
    const { file, clean } = await imported(withDates([...OPEN, 'soon', '99/99/2024']), assumedAmerican);
    expect(file.dates).toMatchObject(AMERICAN);
    expect(clean.receipt).toMatchObject({ kept: 40, rejected: { bad_date: { rows: 2, exampleRows: [41, 42] } } });
    // 12/4/2024, in British order a day in April.
    expect(clean.asOf).toBe('2024-12-05T00:00:00');
  });

  test('one odd day does not outweigh many dates that only the other order can read', async () => {
    const late = Array.from({ length: 10 }, (_, row) => `${row + 13}/1/2024`);
    const { file, clean } = await imported(withDates([...OPEN, '1/31/2024', ...late]), assumedAmerican);
    expect(file.dates).toEqual({ ...BRITISH, assumption: null });
    expect(clean.receipt).toMatchObject({ kept: 50, rejected: { bad_date: { rows: 1, exampleRows: [41] } } });
  });

  test('dates that inspection is sure of are not looked at again', async () => {
    const sure = (file: OrderFile): OrderFile => ({ ...file, dates: { ...AMERICAN, assumption: null } });
    const { clean } = await imported(withDates([...OPEN, '13/2/2024']), sure);
    expect(clean.receipt).toMatchObject({ kept: 40, rejected: { bad_date: { rows: 1 } } });
  });

  test('all of it with real inspection: a file without a day above 12 says what was assumed', async () => {
    const { file } = await imported(withDates(OPEN));
    expect(file.dates.assumption?.alternative.formats).toBeDefined();
  });
});

describe('a file that is not well-formed goes through a cleaned copy (issue 2, section 3)', () => {
  test('a short row and an open quote: both in the receipt as unreadable, with the rows of the original', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, row) => `c${row % 7},${row},2024-01-${String(row + 1).padStart(2, '0')},5`,
    );
    const content = csvOf(HEADER, [
      ...rows,
      'c1,31',
      'c2,32,2024-02-01,5',
      'c3,"33"x,2024-02-01,5',
      'c4,34,2024-02-01,5',
    ]);
    const { file, clean, steps } = await imported(content);
    expect(steps).toContain('copy');
    expect(file.cleaned?.unreadable.count).toBe(clean.receipt.rejected.unreadable?.rows);
    expect(clean.receipt).toMatchObject({ rows: 34, kept: 32, rejected: { unreadable: { rows: 2, value: 0 } } });
    expect(clean.receipt.rejected.unreadable?.exampleRows).toEqual([31, 33]);
  });

  test('open dates in a cleaned copy are settled all the same', async () => {
    const content = withDates([...OPEN, '13/2/2024']);
    const { file, clean } = await imported(`${content}c1,short\n`, assumedAmerican);
    expect(file.dates).toEqual({ ...BRITISH, assumption: null });
    expect(clean.receipt).toMatchObject({
      rows: 42,
      kept: 41,
      rejected: { unreadable: { rows: 1, exampleRows: [42] } },
    });
  });

  test('a well-formed file is loaded as it is', async () => {
    const { file, steps } = await imported(csvOf(HEADER, ['a,1,2024-01-31,5', 'b,2,2024-02-01,6']));
    expect(file.cleaned).toBeNull();
    expect(steps).toEqual(['inspect', 'load']);
  });
});

describe('mixed dates in one column (issue 6: each row by an explicit list, ambiguous ones reported)', () => {
  const mixed = withDates([
    ...Array.from({ length: 20 }, (_, day) => `${day + 13 > 28 ? 28 : day + 13}/05/2024`),
    '05/13/2024',
    '3/4/2024',
    '4/4/2024',
    '45123',
    '5 mai 2024',
  ]);

  test('the receipt counts the other ways, and says how those of both orders were read', async () => {
    const { file, clean } = await imported(mixed);
    expect(clean.receipt).toMatchObject({ rows: 25, kept: 25, rejected: {} });
    expect(file.dates.note).toBe(
      'Dates read as day/month/year (13/05/2024). Written otherwise, and read too: 1 row as day numbers of a spreadsheet, 1 row with the month by its name.',
    );
    expect(file.dates.mixed).toBe(
      'The dates are written in two ways: 1 row can only be month/day/year and was read so. 1 row could be either: read as day/month/year, like most. If that is wrong, export all of them in one way. In the terminal, --dates dmy leaves the others out.',
    );
  });

  test('where the person says which order it is, the other one is not read', async () => {
    const { file, clean } = await imported(mixed, file => file, { dates: 'dmy' });
    expect(clean.receipt).toMatchObject({ kept: 24, rejected: { bad_date: { rows: 1, exampleRows: [21] } } });
    expect(file.dates.mixed).toBeUndefined();
  });

  test('where nothing tells day and month apart, the warning says how many rows it matters for', async () => {
    const { file } = await imported(withDates(['1/1/2024', '2/3/2024', '3/2/2024']));
    expect(file.dates.assumption?.note).toMatch(/ Either reading is possible for 2 rows\.$/);
  });
});
