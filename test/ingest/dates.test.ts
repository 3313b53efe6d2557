import { describe, expect, it } from 'vitest';
import type { DateFormat, ReadingHints } from '../../src/core/order-file.ts';
import { detectDateFormat, unreadableDates } from '../../src/ingest/date-format.ts';
import { readDate } from '../../src/ingest/dates.ts';
import { query } from './strict-reader.ts';

const detect = (cells: readonly string[], hint: ReadingHints['dates'] = 'auto', continental = false) =>
  detectDateFormat(cells, { hint, continental });

/** The instant that the engine reads from a cell, in UTC. */
const engineReads = async (cell: string, { formats }: Pick<DateFormat, 'formats'>): Promise<string | null> => {
  const iso = `try_cast('${cell}' AS TIMESTAMPTZ)`;
  const others = formats.filter(format => format !== 'iso').map(format => `'${format}'`);
  const strptime = others.length === 0 ? 'NULL' : `try_strptime('${cell}', [${others.join(', ')}])::TIMESTAMPTZ`;
  const value = formats[0] === 'iso' ? `coalesce(${iso}, ${strptime})` : strptime;
  const [row] = await query(`SELECT strftime(${value}, '%Y-%m-%d %H:%M:%S')`);
  return row?.[0] ?? null;
};

const SHAPES: readonly (readonly [string, string, string])[] = [
  ['2024-05-13', '2024-05-13 00:00:00', 'YYYY-MM-DD'],
  ['2024-5-1 9:05', '2024-05-01 09:05:00', 'YYYY-MM-DD H:MM'],
  ['2024/05/01 09:58', '2024-05-01 09:58:00', 'YYYY/MM/DD H:MM'],
  ['2024-05-01T09:58:12Z', '2024-05-01 09:58:12', 'YYYY-MM-DDTH:MM:SSZ'],
  ['2024-05-01T09:58:12.123+02:00', '2024-05-01 07:58:12', 'YYYY-MM-DDTH:MM:SS+ZZZZ'],
  ['2024-05-01 09:58:12 UTC', '2024-05-01 09:58:12', 'YYYY-MM-DD H:MM:SS UTC'],
  ['2024-05-01 09:58:12 +0000', '2024-05-01 09:58:12', 'YYYY-MM-DD H:MM:SS +ZZZZ'],
  ['2024-05-01 09:58:12 +02:00', '2024-05-01 07:58:12', 'YYYY-MM-DD H:MM:SS +ZZZZ'],
  ['2024-05-01 09:58:12.5 -0500', '2024-05-01 14:58:12', 'YYYY-MM-DD H:MM:SS +ZZZZ'],
  ['2024-05-01T09:58Z', '2024-05-01 09:58:00', 'YYYY-MM-DDTH:MMZ'],
  ['2024-05-01 09:58 UTC', '2024-05-01 09:58:00', 'YYYY-MM-DD H:MM UTC'],
  ['2024-05-01 9:58:12 PM', '2024-05-01 21:58:12', 'YYYY-MM-DD H:MM:SS AM'],
  ['2024.05.01', '2024-05-01 00:00:00', 'YYYY.MM.DD'],
  ['20240501', '2024-05-01 00:00:00', 'YYYYMMDD'],
  ['20240501 09:58', '2024-05-01 09:58:00', 'YYYYMMDD H:MM'],
  ['20240501095812', '2024-05-01 09:58:12', 'YYYYMMDDHHMMSS'],
  ['12/31/2010 8:26', '2010-12-31 08:26:00', 'M/D/YYYY H:MM'],
  ['31/12/2010 08:26:59', '2010-12-31 08:26:59', 'D/M/YYYY H:MM:SS'],
  ['31.12.2010', '2010-12-31 00:00:00', 'D.M.YYYY'],
  ['31-12-10', '2010-12-31 00:00:00', 'D-M-YY'],
  ['12/31/10, 8:26 PM', '2010-12-31 20:26:00', 'M/D/YY, H:MM AM'],
  ['5/31/2024, 9:58:12 AM', '2024-05-31 09:58:12', 'M/D/YYYY, H:MM:SS AM'],
  ['5/31/2024 9:58pm', '2024-05-31 21:58:00', 'M/D/YYYY H:MMAM'],
  ['99/12/31', '1999-12-31 00:00:00', 'YY/M/D'],
  ['31-Dec-2010', '2010-12-31 00:00:00', 'D-MMM-YYYY'],
  ['1 September 2024 10:05:00', '2024-09-01 10:05:00', 'D MMMM YYYY H:MM:SS'],
  ['Dec 31, 2010 8:26 PM', '2010-12-31 20:26:00', 'MMM D, YYYY H:MM AM'],
];

describe('detectDateFormat: shapes', () => {
  it.each(SHAPES)('reads %s as the engine does', async (cell, instant, label) => {
    const reading = detect([cell]);
    expect(reading?.label).toBe(label);
    expect(reading?.assumption).toBeNull();
    expect(await engineReads(cell, reading ?? { formats: [] })).toBe(instant);
  });

  it.each([
    '',
    '17850',
    'WHITE METAL LANTERN',
    '32/13/2010',
    '2024-13-01',
    '20249901',
    '0536365',
    '12:30',
    '1.5',
    '2024-05-01 99:00',
  ])('takes %j for no date', cell => {
    expect(readDate(cell)).toBeNull();
  });

  it('adds the clock times that other rows may have, after those seen', async () => {
    const dates = detect(['1/31/2010', '1/31/2010 8:26', '2/1/2010 9:00']);
    expect(dates?.formats).toEqual(['%m/%d/%Y %H:%M', '%m/%d/%Y', '%m/%d/%Y %H:%M:%S']);
    expect(await engineReads('2/1/2010 9:00:05', dates ?? { formats: [] })).toBe('2010-02-01 09:00:05');
  });

  it('tries two-digit years first, as %Y would take 10 for the year 10', async () => {
    const dates = detect(['31/1/2010', '31/1/2010', '1/2/10']) ?? { formats: [] };
    expect(await engineReads('1/2/10', dates)).toBe('2010-02-01 00:00:00');
    expect(await engineReads('1/2/2010', dates)).toBe('2010-02-01 00:00:00');
  });
});

describe('detectDateFormat: day and month', () => {
  const order = (cells: readonly string[], continental = false) => {
    const dates = detect(cells, 'auto', continental);
    const assumption = dates?.assumption ?? null;
    return {
      first: dates?.formats[0],
      other: assumption?.alternative.formats[0],
      ambiguous: assumption !== null,
      note: assumption?.note ?? dates?.note,
    };
  };

  it('follows the one day above 12', () => {
    expect(order(['1/2/2010', '3/4/2010', '13/5/2010']).first).toBe('%d/%m/%Y');
    expect(order(['1/2/2010', '3/4/2010', '5/13/2010']).first).toBe('%m/%d/%Y');
    expect(order(['5/13/2010']).note).toBe('Dates read as month/day/year (5/13/2010).');
  });

  it('is that of earlier files where the cells leave it open, and only there', () => {
    const later = (cells: readonly string[], likely: 'dmy' | 'mdy') =>
      detectDateFormat(cells, { hint: 'auto', likely, continental: false });
    for (const [likely, first] of [
      ['dmy', '%d/%m/%Y'],
      ['mdy', '%m/%d/%Y'],
    ] as const) {
      const open = later(['1/2/2010', '3/4/2010'], likely);
      expect(open).toMatchObject({ assumption: { order: likely, isKnown: true } });
      expect(open?.formats[0]).toBe(first);
    }
    expect(later(['1/2/2010', '13/5/2010'], 'mdy')).toMatchObject({ assumption: null });
  });

  it('follows most rows where they contradict each other', () => {
    expect(order(['13/1/2010', '14/1/2010', '1/15/2010'])).toMatchObject({ first: '%d/%m/%Y', ambiguous: false });
  });

  it('takes dots for day first', () => {
    expect(order(['1.2.2010'])).toMatchObject({ first: '%d.%m.%Y', ambiguous: false });
  });

  it('assumes month first with AM and PM, and says so', () => {
    expect(order(['1/2/2010 8:26 PM'], true)).toEqual({
      first: '%m/%d/%Y %I:%M %p',
      other: '%d/%m/%Y %I:%M %p',
      ambiguous: true,
      note:
        'Dates such as 1/2/2010 8:26 PM were read as month/day/year, but could be day/month/year: no day above 12 ' +
        'occurs. Assumed because times are written with AM and PM. If that is wrong, export dates as 2026-01-31. In the terminal, --dates dmy reads them the other way.',
    });
  });

  it('takes the reading under which rows are in order of time', () => {
    const months = [1, 2, 3, 4, 5, 6].flatMap(month => [1, 4, 8, 12].map(day => [day, month]));
    const dmy = order(months.map(([day, month]) => `${day}/${month}/2010`));
    expect(dmy).toMatchObject({ first: '%d/%m/%Y', other: '%m/%d/%Y', ambiguous: true });
    expect(dmy.note).toContain('the rows are then closer to order of time');
    const mdy = order(
      months.map(([day, month]) => `${month}/${day}/2010`),
      true,
    );
    expect(mdy).toMatchObject({ first: '%m/%d/%Y', ambiguous: true });
    const newestFirst = months.toReversed().map(([day, month]) => `${day}/${month}/2010`);
    expect(order(newestFirst).first).toBe('%d/%m/%Y');
  });

  it('else goes by decimal commas and semicolons, else month first', () => {
    expect(order(['1/2/2010'], true)).toMatchObject({ first: '%d/%m/%Y', other: '%m/%d/%Y', ambiguous: true });
    expect(order(['1/2/2010'])).toMatchObject({ first: '%m/%d/%Y', other: '%d/%m/%Y', ambiguous: true });
  });

  it('does as the person said', () => {
    expect(detect(['1/2/2010'], 'dmy')).toMatchObject({
      formats: expect.arrayContaining(['%d/%m/%Y']),
      assumption: null,
    });
    expect(detect(['1/2/10'], 'ymd')?.formats[0]).toBe('%y/%m/%d');
    expect(detect(['2024-05-13'], 'dmy')?.formats).toEqual(['iso']);
    expect(detect(['5/13/2010', '5/14/2010'], 'dmy')).toBeNull();
    expect(unreadableDates(['5/13/2010', '5/1/2010', '5/14/2010'], 'dmy')).toEqual(['5/13/2010', '5/14/2010']);
  });

  it('gives up where most cells are no dates', () => {
    expect(detect(['soon', 'later', '1/2/2010'])).toBeNull();
    expect(detect(['', ''])).toBeNull();
    expect(detect(['1/2/2010', '13/2/2010', 'soon', ''])).not.toBeNull();
    expect(unreadableDates(['soon', 'soon', 'later', '', 'never', 'x'], 'auto')).toEqual(['soon', 'later', 'never']);
  });
});

describe('detectDateFormat: dates that no strptime format reads (issue 6: dates)', () => {
  it.each([
    ['1700000000', 'Unix time in seconds'],
    ['1700000000000', 'Unix time in milliseconds'],
    ['45123', 'day numbers of a spreadsheet'],
    ['40513,3513888889', 'day numbers of a spreadsheet'],
    ['5. März 2024', 'day, month by name, year'],
    ['le 1er août 2024 à 14h', 'day, month by name, year'],
    ['3 de enero de 2024', 'day, month by name, year'],
    ['12 dicembre 2023', 'day, month by name, year'],
    ['Wednesday, January 3rd, 2024', 'day, month by name, year'],
    ['2024-Jan-05', 'day, month by name, year'],
  ])('%s is %s', (cell, label) => {
    expect(detect([cell])).toMatchObject({
      label,
      formats: [],
      others: { order: 'dmy', turn: true },
      note: `Dates read as ${label} (${cell}).`,
      assumption: null,
    });
  });

  it.each(['12345', '99999', '2700000000', '123456789', '5 Smarch 2024', '3 for 2 20'])('%s is no date', cell => {
    expect(detect([cell])).toBeNull();
  });

  it('the note names every way of writing that was seen and that a format reads', () => {
    const cells = ['2026-01-01', '06/01/2026', '13/02/2026 10:00', '5 March 2026', '20260401', '46115', '6 May 2026'];
    expect(detect(cells)?.note).toBe(
      'Dates read as day/month/year (06/01/2026). Some are written with the year first, with the month by its name or as year, month and day without signs between them.',
    );
    expect(detect(['46115', '2026-01-02', '2026-01-03 10:00:00'])?.note).toBe('Dates read as YYYY-MM-DD (2026-01-02).');
    expect(detect(['5. März 2024', '46115', '46116'])?.note).toBe(
      'Dates read as day numbers of a spreadsheet (46115).',
    );
  });

  it('reads the other order only where the person has not said which it is', () => {
    expect(detect(['13/5/2024', '5/13/2024', '13/6/2024'])?.others).toEqual({ order: 'dmy', turn: true });
    expect(detect(['13/5/2024', '5/13/2024', '13/6/2024'], 'dmy')?.others).toEqual({ order: 'dmy', turn: false });
  });
});
