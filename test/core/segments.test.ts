import { describe, expect, test } from 'vitest';
import { type ClusterFigures, describeSegments } from '../../src/core/segments.ts';

const figures = (cluster: number, facts: Partial<ClusterFigures>): ClusterFigures => ({
  cluster,
  customers: 10,
  orders: 20,
  revenue: 1000,
  recencyDays: { mean: 30, median: 25 },
  ordersPerCustomer: { mean: 2, median: 2 },
  spend: { mean: 100, median: 80 },
  revenueAtStake: 0,
  ...facts,
});

// Cluster 1 is missing on purpose: figures and centroids are matched by cluster, not by place.
const FIGURES = [
  figures(3, { customers: 25, orders: 25, revenue: 2000, revenueAtStake: 500 }),
  figures(0, { customers: 5, orders: 50, revenue: 7000, revenueAtStake: 1500 }),
  figures(2, { customers: 70, orders: 70, revenue: 1000, revenueAtStake: 0 }),
];
const CENTROIDS = [
  [-1.3, 1.7, 1.5],
  [0, 0, 0],
  [1.1, -0.8, -0.9],
  [0.2, 0.4, 0.6],
];
const TOTALS = { customers: 100, revenue: 10_000 };
const RFM = { names: 'lifecycle', features: 'rfm' } as const;

const describeAll = (settings: Parameters<typeof describeSegments>[3] = RFM) =>
  describeSegments(FIGURES, CENTROIDS, TOTALS, settings);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('segments from clusters with figures (design, section 4)', () => {
  test('by revenue, largest first, each with its own cluster', () => {
    expect(describeAll().map(({ cluster, segment }) => [cluster, segment.revenue])).toEqual([
      [0, 7000],
      [3, 2000],
      [2, 1000],
    ]);
  });

  test('shares of customers and of revenue are fractions that add up to 1', () => {
    const segments = describeAll().map(({ segment }) => segment);
    expect(segments.map(segment => segment.customerShare)).toEqual([0.05, 0.25, 0.7]);
    expect(segments.map(segment => segment.revenueShare)).toEqual([0.7, 0.2, 0.1]);
    expect(sum(segments.map(segment => segment.customerShare))).toBeCloseTo(1, 12);
    expect(sum(segments.map(segment => segment.revenueShare))).toBeCloseTo(1, 12);
  });

  test('shares of what is at stake add up to 1, and so do the suggested shares of the budget', () => {
    const budgets = describeAll().map(({ segment }) => segment.budget);
    expect(budgets.map(budget => budget.atStakeShare)).toEqual([0.75, 0.25, 0]);
    expect(budgets.map(budget => budget.revenueAtStake)).toEqual([1500, 500, 0]);
    expect(sum(budgets.map(budget => budget.atStakeShare))).toBe(1);
    expect(sum(budgets.map(budget => budget.suggestedShare))).toBeCloseTo(1, 12);
  });

  test('figures are shown as they came, with the average order value', () => {
    const { segment } = describeAll()[0]!;
    expect(segment).toMatchObject({ customers: 5, orders: 50, revenue: 7000, averageOrderValue: 140 });
    expect(segment).toMatchObject({ recencyDays: { mean: 30, median: 25 }, spend: { mean: 100, median: 80 } });
    expect(segment).not.toHaveProperty('cluster');
    expect(segment).not.toHaveProperty('revenueAtStake');
  });

  test('the profile in words and the name come from the centroid of the cluster', () => {
    const segments = describeAll().map(({ segment }) => segment);
    expect(segments[0]).toMatchObject({ id: 'champions', name: 'Champions' });
    expect(segments[0]!.profile).toBe('Very recent, very high frequency, very high value');
    expect(segments[2]!.profile).toBe('Long ago, low frequency, very low value');
    expect(new Set(segments.map(segment => segment.name)).size).toBe(3);
    expect(segments.every(segment => segment.actions.length >= 3)).toBe(true);
  });

  test('the centroid has monetary, or with rfa averageValue instead of it', () => {
    expect(describeAll()[0]!.segment.centroid).toEqual({ recency: -1.3, frequency: 1.7, monetary: 1.5 });
    const rfa = describeAll({ names: 'lifecycle', features: 'rfa' })[0]!.segment;
    expect(rfa.centroid).toEqual({ recency: -1.3, frequency: 1.7, averageValue: 1.5 });
    expect(rfa.profile).toBe('Very recent, very high frequency, very high order value');
  });

  test('the names come from the pack that was asked for', () => {
    expect(describeAll({ names: 'classic', features: 'rfm' })[0]!.segment.name).toBe('Best customers');
    expect(describeAll({ names: 'vip', features: 'rfm' })[0]!.segment.name).toBe('VIP');
  });
});

describe('edges', () => {
  test('no revenue and nothing at stake: shares are 0, never NaN', () => {
    const free = [figures(0, { revenue: 0, orders: 0 }), figures(1, { revenue: 0, orders: 0 })];
    const segments = describeSegments(free, CENTROIDS, { customers: 20, revenue: 0 }, RFM).map(each => each.segment);
    expect(segments.map(segment => [segment.revenueShare, segment.averageOrderValue])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(segments.map(segment => segment.budget.atStakeShare)).toEqual([0, 0]);
  });

  test('equal revenue: ordered by id, whatever the order of the clusters', () => {
    const equal = [figures(0, {}), figures(2, {})];
    const ids = [equal, equal.toReversed()].map(each =>
      describeSegments(each, CENTROIDS, TOTALS, RFM).map(({ segment }) => segment.id),
    );
    expect(ids[0]).toEqual(ids[1]);
    expect(ids[0]).toEqual(ids[0]!.toSorted());
  });
});
