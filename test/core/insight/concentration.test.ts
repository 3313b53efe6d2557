import { describe, expect, it } from 'vitest';
import { type ConcentrationRow, concentrationOf } from '../../../src/core/insight/concentration.ts';

/** What a store would say of these customers. */
const rowOf = (spends: readonly number[]): ConcentrationRow => {
  const sorted = [...spends].sort((a, b) => a - b);
  const running = sorted.map((_, place) => sorted.slice(0, place + 1).reduce((sum, spend) => sum + spend, 0));
  return {
    sumOfRunningRevenue: running.reduce((sum, each) => sum + each, 0),
    curve: running.map((revenue, place) => ({ customers: place + 1, revenue })),
    top: [1, 10, 20].map(percent => {
      const customers = Math.ceil((sorted.length * percent) / 100);
      return { customers, revenue: sorted.slice(-customers).reduce((sum, spend) => sum + spend, 0) };
    }),
    half: 1,
  };
};

const found = (spends: readonly number[]) =>
  concentrationOf({ customers: spends.length, revenue: spends.reduce((sum, spend) => sum + spend, 0) }, rowOf(spends));

describe('Gini coefficient', () => {
  it('is that of the R package ineq: 0.3076923 for 1, 3, 2, 1, 1, 1, 4', () => {
    // As a population of copies it stays the same; seven customers alone are too few for us.
    const spends = Array.from({ length: 21 }, (_, place) => [1, 3, 2, 1, 1, 1, 4][place % 7]!);
    expect(found(spends).gini).toBeCloseTo(0.3076923, 7);
  });

  it('0 where everybody spends the same, (n − 1) / n where one spends everything', () => {
    expect(found(Array.from({ length: 40 }, () => 12.5)).gini).toBeCloseTo(0, 12);
    expect(found([...Array.from({ length: 39 }, () => 0), 80]).gini).toBeCloseTo(39 / 40, 12);
  });

  it('is twice the area between the curve and the diagonal, and does not depend on the currency', () => {
    const spends = Array.from({ length: 50 }, (_, place) => ((place * 37) % 50) ** 2 + 1);
    const { curve, gini } = found(spends);
    const under = curve.slice(1).reduce((sum, point, place) => {
      const before = curve[place]!;
      return sum + ((point.customerShare - before.customerShare) * (point.revenueShare + before.revenueShare)) / 2;
    }, 0);
    expect(gini).toBeCloseTo(1 - 2 * under, 10);
    expect(found(spends.map(spend => spend * 7.3)).gini).toBeCloseTo(gini!, 10);
  });
});

it('the curve goes from nobody to everybody; shares of the best', () => {
  const { curve, top } = found(Array.from({ length: 200 }, (_, place) => place + 1));
  expect([curve[0], curve.at(-1)]).toEqual([
    { customerShare: 0, revenueShare: 0 },
    { customerShare: 1, revenueShare: 1 },
  ]);
  expect(top.map(({ percent, customers, revenueShare }) => [percent, customers, revenueShare])).toEqual([
    [1, 2, 399 / 20_100],
    [10, 20, 3810 / 20_100],
    [20, 40, 7220 / 20_100],
  ]);
});

it('the best 1 % are several customers, or left out', () => {
  const percents = (customers: number) => found(Array.from({ length: customers }, () => 1)).top.map(top => top.percent);
  expect(percents(100)).toEqual([10, 20]);
  expect(percents(101)).toEqual([1, 10, 20]);
});

it('claims nothing of fewer than 20 customers, or without revenue', () => {
  const nothing = { gini: null, top: [], half: null, curve: [] };
  expect(found(Array.from({ length: 19 }, () => 1))).toEqual({ customers: 19, ...nothing });
  expect(found(Array.from({ length: 30 }, () => 0))).toEqual({ customers: 30, ...nothing });
  expect(found(Array.from({ length: 20 }, () => 1)).half).toEqual({ customers: 1, customerShare: 0.05 });
});
