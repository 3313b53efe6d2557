import { describe, expect, it } from 'vitest';
import type { Behaviour, Habits } from '../../../src/core/insight/behaviour.ts';
import { behaviourHeadlines, busiestTimes, busiestWords, sharesWords } from '../../../src/core/words/behaviour.ts';
import { percent } from '../../../src/core/words/numbers.ts';

const NONE: Habits = {
  averageOrderValue: 10,
  rhythm: null,
  times: null,
  ...{ channels: null, countries: null, ages: null, signup: null },
};
const rhythm = (days: number, overdueShare: number | null): Habits['rhythm'] => ({
  ...{ customers: 100, judged: 50, overdue: 9, overdueShare },
  daysBetweenOrders: [days / 2, days, days * 2],
});
const segment = (name: string, habits: Partial<Behaviour['segments'][number]>) => ({
  ...NONE,
  ...{ segment: name, products: [], categories: [] },
  ...habits,
});
const said = (all: Partial<Habits>, ...segments: Behaviour['segments']): readonly string[] =>
  behaviourHeadlines(
    { all: { ...NONE, ...all }, segments, missing: [] },
    { nameOf: id => id.toUpperCase(), called: name => `‹${name}›`, percent },
  );

const week = (weekday: number, hour: number, orders: number) => {
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 1));
  hours[weekday]![hour] = orders;
  return { weekdays: hours.map(day => day.reduce((sum, each) => sum + each, 0)), hours };
};
const lamp = { name: 'Lamp', buyers: 50, share: 0.5, shareOfAll: 0.25, lift: 2 };

describe('what matters first', () => {
  it('how often the first segment with a rhythm orders, when, and what they buy', () => {
    expect(
      said(
        { times: week(3, 12, 25) },
        segment('new', {}),
        segment('loyal', { rhythm: rhythm(12, 0.18), products: [lamp], categories: [{ ...lamp, name: 'light' }] }),
        segment('lost', { rhythm: rhythm(90, 0.5) }),
      ),
    ).toEqual([
      'LOYAL: an order every 12 days; 18% of them are overdue.',
      'Thursday is the busiest day (25% of orders), 12:00 to 13:00 the busiest hour.',
      'LOYAL: 50% bought ‹Lamp›, of all customers 25%.',
    ]);
  });

  it('without segments of all customers, without hours of days, without favourites of channels', () => {
    const channels = { known: 50, parts: [{ name: 'app', count: 40, share: 0.8 }], others: 0.2, oneChannelShare: null };
    expect(
      said({ rhythm: rhythm(1, null), times: { ...week(6, 23, 90), hours: null } }, segment('new', { channels })),
    ).toEqual([
      'Customers who come back: an order every day.',
      'Sunday is the busiest day (44% of orders).',
      'NEW: 80% of their orders come by ‹app›.',
    ]);
  });

  it('nothing where there is nothing to say', () => expect(said({})).toEqual([]));
});

it('the busiest hour is that of the whole week; of equal ones the first', () => {
  const { weekdays, hours } = week(2, 7, 1);
  expect(busiestTimes({ weekdays, hours })).toMatchObject({ weekday: 0, weekdayShare: 1 / 7, hour: 0 });
  expect(busiestTimes(week(2, 23, 9))).toMatchObject({ weekday: 2, hour: 23 });
});

describe('what chance explains is not called the busiest', () => {
  const even = Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 0 : 10));
  const days = (...extra: readonly number[]) => {
    const hours = Array.from({ length: 7 }, (_, day) => even.map(each => each + (each > 0 ? (extra[day] ?? 0) : 0)));
    return { weekdays: hours.map(day => day.reduce((sum, each) => sum + each, 0)), hours };
  };
  const words = (times: ReturnType<typeof days>) => busiestWords(busiestTimes(times));

  it('neither a day nor an hour of an even week; of days alone no day', () => {
    expect(words(days(0, 1))).toBe('No day or hour is clearly the busiest');
    expect(busiestWords(busiestTimes({ ...days(), hours: null }))).toBe('No day is clearly the busiest');
  });

  it('a day without an hour, an hour without a day', () => {
    expect(words(days(0, 5))).toBe('Tuesday is the busiest day');
    const { weekdays, hours } = days();
    const late = hours.map(day => day.map((each, hour) => (hour === 22 ? each + 6 : each)));
    expect(words({ weekdays, hours: late })).toBe('22:00 to 23:00 is the busiest hour; no day clearly is');
  });

  it('the only day there is', () => {
    expect(words({ weekdays: [0, 0, 60, 0, 0, 0, 0], hours: null } as never)).toBe('Wednesday is the busiest day');
  });
});

it('shares in words: so many, and what is left as one; rounding makes no others', () => {
  const part = (name: string, count: number) => ({ name, count, share: count / 30 });
  const shares = { known: 30, parts: [part('app', 10), part('web', 10), part('fax', 0)], others: 1 / 3 };
  expect(sharesWords(shares, 1, percent)).toBe('app 33%, others 67%');
  expect(sharesWords(shares, 3, percent)).toBe('app 33%, web 33%, others 33%');
  const all = { known: 30, parts: [part('app', 10), part('web', 10), part('fax', 10)], others: 0 };
  expect(sharesWords(all, 3, percent)).toBe('app 33%, web 33%, fax 33%');
});
