import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cadence, Weekday } from '../../src/core/cadence.ts';
import { isTimeZone, nextDue } from '../../src/digests/next-due.ts';

const DAY = 86_400_000;
const daily = (hour: number, minute = 0): Cadence => ({ every: 'day', hour, minute });
const weekly = (weekday: Weekday, hour: number, minute = 0): Cadence => ({ every: 'week', weekday, hour, minute });
const monthly = (day: number, hour: number, minute = 0): Cadence => ({ every: 'month', day, hour, minute });

/** The due times after `after`, as instants. */
const series = (cadence: Cadence, zone: string, after: string, count: number): string[] => {
  const found: number[] = [];
  while (found.length < count) found.push(nextDue(cadence, zone, found.at(-1) ?? Date.parse(after)));
  return found.map(instant => new Date(instant).toISOString().replace(':00.000Z', 'Z'));
};

/** Local wall time by the calendar of the platform, which is none of our own code: "2026-03-29 02:30". */
const wallTime = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant);

describe('Daylight saving', () => {
  it('keeps 09:00 at 09:00 across both changes in London', () => {
    expect(series(daily(9), 'Europe/London', '2026-03-27T12:00Z', 3)).toEqual([
      '2026-03-28T09:00Z',
      '2026-03-29T08:00Z',
      '2026-03-30T08:00Z',
    ]);
    expect(series(weekly(1, 9), 'Europe/London', '2026-10-18T00:00Z', 3)).toEqual([
      '2026-10-19T08:00Z',
      '2026-10-26T09:00Z',
      '2026-11-02T09:00Z',
    ]);
  });

  it('moves a time that does not exist by as much as the clock is put forward', () => {
    expect(series(daily(2, 30), 'Europe/Berlin', '2026-03-28T00:00Z', 3)).toEqual([
      '2026-03-28T01:30Z',
      '2026-03-29T01:30Z', // 03:30 summer time
      '2026-03-30T00:30Z',
    ]);
    expect(wallTime(Date.parse('2026-03-29T01:30Z'), 'Europe/Berlin')).toBe('2026-03-29 03:30');
  });

  it('takes the first of a time that exists twice, once', () => {
    expect(series(daily(2, 30), 'Europe/Berlin', '2026-10-24T12:00Z', 2)).toEqual([
      '2026-10-25T00:30Z', // 02:30 summer time; it is 02:30 again an hour later
      '2026-10-26T01:30Z',
    ]);
    expect(series(daily(2, 30), 'Europe/Berlin', '2026-10-25T01:00Z', 1)).toEqual(['2026-10-26T01:30Z']);
  });

  it('knows changes of half an hour, at midnight, and a zone without any', () => {
    expect(series(daily(2, 15), 'Australia/Lord_Howe', '2026-10-02T20:00Z', 2)).toEqual([
      '2026-10-03T15:45Z', // 02:15 does not exist on the 4th: 02:45
      '2026-10-04T15:15Z',
    ]);
    expect(series(daily(0, 0), 'America/Sao_Paulo', '2018-11-03T00:00Z', 3)).toEqual([
      '2018-11-03T03:00Z',
      '2018-11-04T03:00Z', // 01:00: midnight did not exist
      '2018-11-05T02:00Z',
    ]);
    expect(series(monthly(31, 9), 'Asia/Kathmandu', '2026-01-01T00:00Z', 1)).toEqual(['2026-01-31T03:15Z']);
  });

  it('sends on the day after where a whole day was skipped, once', () => {
    const expected = ['2011-12-29T19:00Z', '2011-12-30T19:00Z', '2011-12-31T19:00Z'];
    expect(series(daily(9), 'Pacific/Apia', '2011-12-29T12:00Z', 3)).toEqual(expected);
    expect(series(weekly(5, 9), 'Pacific/Apia', '2011-12-24T00:00Z', 2)).toEqual([
      '2011-12-30T19:00Z', // Friday the 30th did not exist: Saturday the 31st
      '2012-01-05T19:00Z',
    ]);
    // Asked on that Saturday, at 00:30.
    expect(series(weekly(5, 9), 'Pacific/Apia', '2011-12-30T10:30Z', 1)).toEqual(['2011-12-30T19:00Z']);
  });
});

describe('The calendar', () => {
  it('takes the last day of a month that is too short', () => {
    expect(series(monthly(31, 9), 'UTC', '2027-12-31T09:00Z', 4)).toEqual([
      '2028-01-31T09:00Z',
      '2028-02-29T09:00Z',
      '2028-03-31T09:00Z',
      '2028-04-30T09:00Z',
    ]);
  });

  it('is strictly after: what is due right now is not due next', () => {
    expect(series(weekly(1, 9), 'UTC', '2026-11-02T09:00Z', 1)).toEqual(['2026-11-09T09:00Z']);
    expect(series(weekly(1, 9), 'UTC', '2026-11-02T08:59Z', 1)).toEqual(['2026-11-02T09:00Z']);
    expect(series(monthly(1, 0), 'UTC', '2026-12-01T00:00Z', 1)).toEqual(['2027-01-01T00:00Z']);
  });

  it('reads the day of the week in the zone, not in UTC', () => {
    // Sunday 22:30 UTC is Monday 09:30 in Sydney.
    expect(series(weekly(1, 9), 'Australia/Sydney', '2026-11-01T22:30Z', 1)).toEqual(['2026-11-08T22:00Z']);
  });
});

describe('Whatever the cadence, the zone and the year', () => {
  const zones = [
    'Asia/Kathmandu',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Europe/London',
    'Pacific/Apia',
    'Africa/Casablanca',
    'America/New_York',
    'Asia/Beirut',
    'UTC',
  ];
  const time = { hour: fc.nat(23), minute: fc.nat(59) };
  const cadences: fc.Arbitrary<Cadence> = fc.oneof(
    fc.record({ every: fc.constant('day' as const), ...time }),
    fc.record({ every: fc.constant('week' as const), weekday: fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), ...time }),
    fc.record({ every: fc.constant('month' as const), day: fc.integer({ min: 1, max: 31 }), ...time }),
  );
  const starts = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2027, 0) });

  it('is after the given instant, and the first due time that is', () => {
    fc.assert(
      fc.property(cadences, fc.constantFrom(...zones), starts, (cadence, zone, after) => {
        const due = nextDue(cadence, zone, after);
        expect(due).toBeGreaterThan(after);
        expect(nextDue(cadence, zone, due - 1)).toBe(due);
        expect(nextDue(cadence, zone, after + Math.floor((due - after) / 2))).toBe(due);
      }),
    );
  });

  it('skips and doubles nothing in a year', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(cadences, fc.constantFrom(...zones), starts, (cadence, zone, start) => {
        const dues = [nextDue(cadence, zone, start)];
        while (dues.at(-1)! < start + 366 * DAY) dues.push(nextDue(cadence, zone, dues.at(-1)!));
        expect(dues.map(due => wallTime(due, zone).slice(0, 10))).toEqual(expectedDays(cadence, zone, dues));
        const odd = dues.map(due => wallTime(due, zone).slice(11)).filter(clock => clock !== clockOf(cadence));
        expect(odd.length).toBeLessThanOrEqual(3);
        for (const clock of odd) expect(isInOrAfterGap(clock, cadence)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  const clockOf = ({ hour, minute }: Cadence): string =>
    `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

  /** A clock is put forward by half an hour or an hour (Samoa's whole day leaves the clock alone). */
  const isInOrAfterGap = (clock: string, { hour, minute }: Cadence): boolean => {
    const [h = 0, m = 0] = clock.split(':').map(Number);
    return [30, 60].includes((h * 60 + m - hour * 60 - minute + 1440) % 1440);
  };

  /** Every day of the calendar between the first and the last due time on which the cadence falls. */
  const expectedDays = (cadence: Cadence, zone: string, dues: readonly number[]): string[] => {
    const first = Date.parse(wallTime(dues[0]!, zone).slice(0, 10));
    const last = Date.parse(wallTime(dues.at(-1)!, zone).slice(0, 10));
    const days = Array.from({ length: (last - first) / DAY + 1 }, (_, index) => new Date(first + index * DAY));
    const due = days.filter(day => fallsOn(cadence, day)).map(day => day.toISOString().slice(0, 10));
    const moved = due.map(day => (zone === 'Pacific/Apia' && day === '2011-12-30' ? '2011-12-31' : day));
    return [...new Set([...moved, wallTime(dues[0]!, zone).slice(0, 10)])].sort();
  };

  const fallsOn = (cadence: Cadence, day: Date): boolean => {
    if (cadence.every === 'day') return true;
    if (cadence.every === 'week') return (day.getUTCDay() || 7) === cadence.weekday;
    const lastOfMonth = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
    return day.getUTCDate() === Math.min(cadence.day, lastOfMonth);
  };
});

describe('isTimeZone', () => {
  it.each(['Europe/London', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+3', 'Asia/Calcutta'])(
    'knows %s',
    name => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(['', 'Europe/Atlantis', '+01:00', '2026-01-01T00:00[Europe/London]', 'Europe/London ', 'constructor'])(
    'refuses %j',
    name => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});
