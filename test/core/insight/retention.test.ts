import { describe, expect, it } from 'vitest';
import { isOpenCell, type RetentionInput, retentionOf } from '../../../src/core/insight/retention.ts';

const TOTALS = {
  customers: 160,
  orders: 300,
  revenue: 4000,
  averageOrderValue: 50,
  repeatPurchaseRate: 0.5,
  topShare: { '10': 0.5, '20': 0.5 },
  firstOrder: '2024-01-20T00:00:00',
  lastOrder: '2024-06-12T12:00:00',
  currency: null,
};

const active = (cohort: number, month: number, customers: number) => ({
  cohort: `2024-0${cohort}-01`,
  month: `2024-0${month}-01`,
  customers,
});

const second = (cohort: number, month: number | null, customers: number, soon: number) => ({
  ...{ cohort: `2024-0${cohort}-01`, month: month === null ? null : `2024-0${month}-01` },
  ...{ customers, soon },
});

/** 100 customers with whom the orders begin, then 40, 10 and 20 new ones; nobody new in March. */
const INPUT: RetentionInput = {
  totals: TOTALS,
  activity: [
    active(1, 1, 100),
    active(1, 2, 50),
    active(1, 6, 20),
    active(2, 2, 40),
    active(2, 4, 10),
    active(2, 6, 4),
    active(4, 4, 10),
    active(4, 5, 5),
    active(5, 5, 20),
    active(5, 6, 2),
  ],
  secondOrders: [
    second(1, 2, 50, 50),
    second(1, 6, 10, 0),
    second(1, null, 40, 0),
    second(2, 4, 10, 8),
    second(2, null, 30, 0),
    second(4, 5, 5, 5),
    second(4, null, 5, 0),
    second(5, 6, 2, 2),
    second(5, null, 18, 0),
  ],
};

const found = retentionOf(INPUT);

describe('cohorts', () => {
  it('everybody by the month of the first order, with every month after; quiet ones count as 0', () => {
    expect(found.cohorts.map(({ start, customers, activeCustomers }) => [start, customers, activeCustomers])).toEqual([
      ['2024-01-01', 100, [100, 50, 0, 0, 0, 20]],
      ['2024-02-01', 40, [40, 0, 10, 0, 4]],
      ['2024-04-01', 10, [10, 5, 0]],
      ['2024-05-01', 20, [20, 2]],
    ]);
    expect(found.earlierCohorts).toBe(0);
  });

  it('shares of the cohort; fewer than 20 customers make no claim', () => {
    expect(found.cohorts.map(({ retention }) => retention)).toEqual([
      [1, 0.5, 0, 0, 0, 0.2],
      [1, 0, 0.25, 0, 0.1],
      null,
      [1, 0.1],
    ]);
  });

  it('the cells of June are open: the orders end on its 12th', () => {
    expect(found.lastMonth).toEqual({ start: '2024-06-01', complete: false });
    expect(found.cohorts.map(cohort => [0, 1, 2, 3, 4, 5].filter(n => isOpenCell(found.lastMonth, cohort, n)))).toEqual(
      [[5], [4], [2], [1]],
    );
    const whole = retentionOf({ ...INPUT, totals: { ...TOTALS, lastOrder: '2024-06-29T08:00:00' } });
    expect([whole.lastMonth.complete, isOpenCell(whole.lastMonth, whole.cohorts[0]!, 5)]).toEqual([true, false]);
  });

  it('again within 90 days: only where the whole cohort had that time, and is large enough', () => {
    // January and February had it by 12 June (the last of February since 29 May).
    expect(found.cohorts.map(({ reorderRate }) => reorderRate)).toEqual([0.5, 0.2, null, null]);
    const earlier = retentionOf({ ...INPUT, totals: { ...TOTALS, lastOrder: '2024-05-28T23:00:00' } });
    expect(earlier.cohorts[1]!.reorderRate).toBeNull();
    const just = retentionOf({ ...INPUT, totals: { ...TOTALS, lastOrder: '2024-05-29T23:00:00' } });
    expect(just.cohorts[1]!.reorderRate).toBe(0.2);
  });

  it('new customers: all cohorts but the first, months that are over, as long as they are 20 together', () => {
    expect(found.newCustomers).toEqual({
      customers: 70,
      // 0: 40 + 10 + 20; 1: 0 + 5 of 40 + 10, June is open; 2 and 3: of the 40.
      retention: [1, 5 / 50, 10 / 40, 0],
      reorderRate: 0.2,
    });
  });

  it('sixty of them at most, the newest ones', () => {
    const starts = Array.from({ length: 70 }, (_, month) =>
      new Date(Date.UTC(2010, month, 1)).toISOString().slice(0, 10),
    );
    const long = retentionOf({
      totals: { ...TOTALS, firstOrder: '2010-01-01T00:00:00', lastOrder: `${starts.at(-1)!.slice(0, 8)}31T00:00:00` },
      activity: starts.map(start => ({ cohort: start, month: start, customers: 20 })),
      secondOrders: starts.map(start => ({ cohort: start, month: null, customers: 20, soon: 0 })),
    });
    expect([long.cohorts.length, long.earlierCohorts, long.cohorts[0]!.start]).toEqual([60, 10, '2010-11-01']);
    expect([long.cohorts[0]!.activeCustomers.length, long.repeat.length]).toEqual([60, 70]);
    // Longer ago than that nobody is looked at.
    expect(long.newCustomers.retention).toEqual([1, ...Array.from({ length: 59 }, () => 0)]);
  });
});

it('the repeat-purchase rate as of the end of every month', () => {
  expect(
    found.repeat.map(({ start, customers, repeatCustomers }) => [start.slice(5, 7), customers, repeatCustomers]),
  ).toEqual([
    ['01', 100, 0],
    ['02', 140, 50],
    ['03', 140, 50],
    ['04', 150, 60],
    ['05', 170, 65],
    ['06', 170, 77],
  ]);
  expect(found.repeat.map(({ complete }) => complete)).toEqual([true, true, true, true, true, false]);
  expect(found.repeat.at(-1)!.repeatPurchaseRate).toBe(77 / 170);
});

it('a handful of customers makes no claim at all', () => {
  const { cohorts, newCustomers, repeat } = retentionOf({
    totals: { ...TOTALS, firstOrder: '2024-05-20T00:00:00', lastOrder: '2024-05-31T00:00:00' },
    activity: [active(5, 5, 3)],
    secondOrders: [second(5, 5, 1, 1), second(5, null, 2, 0)],
  });
  expect(cohorts).toEqual([
    { start: '2024-05-01', customers: 3, activeCustomers: [3], retention: null, reorderRate: null },
  ]);
  expect(newCustomers).toEqual({ customers: 0, retention: [], reorderRate: null });
  expect(repeat).toEqual([
    // The orders begin late in May, but they last until its end.
    { start: '2024-05-01', complete: true, customers: 3, repeatCustomers: 1, repeatPurchaseRate: null },
  ]);
});
