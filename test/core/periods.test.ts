import { describe, expect, it } from 'vitest';
import { isCovered, nextStart, periodStarts, unitFor } from '../../src/core/periods.ts';
import type { Totals } from '../../src/core/report.ts';

const between = (firstOrder: string, lastOrder: string): Totals => ({
  customers: 1,
  orders: 1,
  revenue: 1,
  averageOrderValue: 1,
  repeatPurchaseRate: 0,
  topShare: { '10': 1, '20': 1 },
  firstOrder,
  lastOrder,
  currency: null,
});

describe('months and weeks', () => {
  it('a short history is shown by week', () => {
    expect(unitFor(between('2024-01-01T00:00:00', '2024-04-29T23:00:00'))).toBe('week');
    expect(unitFor(between('2024-01-01T00:00:00', '2024-04-30T01:00:00'))).toBe('month');
  });

  it('follow each other over the ends of years, with none left out', () => {
    expect(nextStart('month', '2023-12-01')).toBe('2024-01-01');
    expect(nextStart('week', '2024-02-26')).toBe('2024-03-04');
    expect(nextStart('quarter', '2023-10-01')).toBe('2024-01-01');
    expect(periodStarts('month', '2023-11-01', '2024-02-01')).toEqual([
      '2023-11-01',
      '2023-12-01',
      '2024-01-01',
      '2024-02-01',
    ]);
    expect(periodStarts('week', '2024-01-01', '2024-01-01')).toEqual(['2024-01-01']);
  });

  it('are covered where the orders last until two quiet days before their end, and begin two after their start', () => {
    const covered = (first: string, last: string): boolean =>
      isCovered('month', '2024-02-01', between(`${first}T09:00:00`, `${last}T09:00:00`));
    expect(covered('2024-01-01', '2024-02-27')).toBe(true);
    expect(covered('2024-01-01', '2024-02-26')).toBe(false);
    expect(covered('2024-02-03', '2024-03-10')).toBe(true);
    expect(covered('2024-02-04', '2024-03-10')).toBe(false);
  });
});
