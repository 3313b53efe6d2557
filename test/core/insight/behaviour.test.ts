import { describe, expect, it } from 'vitest';
import { type BehaviourInput, behaviourOf } from '../../../src/core/insight/behaviour.ts';

const NOTHING: BehaviourInput = {
  totals: { averageOrderValue: 50 },
  segments: [
    { id: 'champions', averageOrderValue: 80, cluster: 7 },
    { id: 'lost', averageOrderValue: 20, cluster: 3 },
  ],
  ...{ rhythms: [], times: [], channels: [], oneChannel: [], countries: [], ages: [], signups: [] },
  ...{ products: [], categories: [], missing: [] },
};

const of = (given: Partial<BehaviourInput>) => behaviourOf({ ...NOTHING, ...given });

it('segments in the order of the report, each with what is of its cluster', () => {
  const favourite = { name: 'Lamp', buyers: 40, share: 0.4, shareOfAll: 0.2, lift: 2 };
  const { all, segments, missing } = of({ products: [{ cluster: 3, ...favourite }], missing: ['age'] });
  expect(all.averageOrderValue).toBe(50);
  expect(segments.map(({ segment, averageOrderValue, products }) => [segment, averageOrderValue, products])).toEqual([
    ['champions', 80, []],
    ['lost', 20, [favourite]],
  ]);
  expect(missing).toEqual(['age']);
});

it('what the file does not say is null', () => {
  const { rhythm, channels, countries, ages, signup } = of({}).all;
  expect([rhythm, channels, countries, ages, signup]).toEqual([null, null, null, null, null]);
});

describe('fewer than ten customers make no claim', () => {
  const rhythm = (customers: number, judged: number) =>
    of({ rhythms: [{ cluster: 7, customers, judged, overdue: 3, quartiles: [1, 2, 3] }] }).segments[0]!.rhythm;
  it.each([
    [10, 10, [1, 2, 3], 0.3],
    [10, 9, [1, 2, 3], null],
    [9, 3, null, null],
  ])(
    'of the days between orders: %i customers, %i with a rhythm',
    (customers, judged, daysBetweenOrders, overdueShare) => {
      expect(rhythm(customers, judged)).toEqual({ customers, judged, overdue: 3, daysBetweenOrders, overdueShare });
    },
  );

  it.each([
    [12, 2, [1, 2, 3]],
    [12, 3, null],
  ])('of the days from sign-up: %i customers, %i of them ordered before', (customers, before, daysToFirstOrder) => {
    const row = { cluster: null, customers, before, quartiles: [1, 2, 3] as const, medianDay: '2024-01-01' };
    expect(of({ signups: [row] }).all.signup?.daysToFirstOrder).toEqual(daysToFirstOrder);
    expect(of({ signups: [{ ...row, customers: 9 }] }).all.signup).toBeNull();
  });

  it.each([
    [10, 0.2],
    [9, null],
  ])('of channels: %i customers with two orders', (customers, share) => {
    const channels = [
      { cluster: null, name: null, count: 40 },
      { cluster: null, name: 'app', count: 40 },
    ];
    const oneChannel = [{ cluster: null, customers, oneChannel: 2 }];
    expect(of({ channels, oneChannel }).all.channels?.oneChannelShare).toBe(share);
    expect(of({ channels: [{ ...channels[0]!, count: 9 }], oneChannel }).all.channels).toBeNull();
  });
});

describe('hours', () => {
  const at = (weekday: number, hour: number, orders: number, cluster: number | null = null) => ({
    ...{ cluster, weekday, hour, orders },
  });
  it('a week from Monday, of every group', () => {
    const { all, segments } = of({ times: [at(1, 9, 60), at(7, 23, 50), at(1, 9, 60, 7), at(7, 23, 50, 3)] });
    expect(all.times!.weekdays).toEqual([60, 0, 0, 0, 0, 0, 50]);
    expect([all.times!.hours![0]![9], all.times!.hours![6]![23]]).toEqual([60, 50]);
    expect(segments[1]!.times!.weekdays).toEqual([0, 0, 0, 0, 0, 0, 50]);
    // The segment's orders all come at the same hour, those of all customers do not.
    expect(segments[1]!.times!.hours![6]).toHaveLength(24);
  });

  it('a file whose orders all stand at the same hour tells none', () => {
    expect(of({ times: [at(1, 0, 30), at(7, 0, 20)] }).all.times).toEqual({
      weekdays: [30, 0, 0, 0, 0, 0, 20],
      hours: null,
    });
  });

  it('fewer than 50 orders say nothing', () => {
    expect(of({ times: [at(1, 0, 30), at(7, 9, 19)] }).all.times).toBeNull();
  });
});

it('shares are of all who say it, the largest first; ages stand by age', () => {
  const rows = (...counts: readonly (readonly [string | null, number])[]) =>
    counts.map(([name, count]) => ({ cluster: null, name, count }));
  const { countries, ages } = of({
    countries: rows([null, 40], ['France', 10], ['Germany', 20], ['Chile', 10]),
    ages: rows([null, 40], ['unknown', 5], ['65+', 15], ['18-24', 10], ['<18', 5], ['under 100', 5]),
  }).all;
  expect(countries).toEqual({
    known: 40,
    parts: [
      { name: 'Germany', count: 20, share: 0.5 },
      { name: 'Chile', count: 10, share: 0.25 },
      { name: 'France', count: 10, share: 0.25 },
    ],
    others: 0,
  });
  expect(ages!.parts.map(({ name }) => name)).toEqual(['<18', '18-24', '65+', 'under 100', 'unknown']);
  expect(of({ countries: rows([null, 40], ['Chile', 10]) }).all.countries!.others).toBe(0.75);
});
