import { describe, expect, test } from 'vitest';
import { summariseClusters } from '../../../src/core/cluster-quality.ts';
import { fitKMeans } from '../../../src/core/k-means.ts';
import { type Centroids, nearestCentroids, type Points, squaredDistance } from '../../../src/core/points.ts';
import { RFM_GROUPS } from '../../../src/core/rfm-groups.ts';
import type { FeatureRules } from '../../../src/orders/order-store.ts';
import { randomShopCsv } from '../random-shop.ts';
import { exportedCustomers, inShop, type OpenStore, type Shop, scoredCustomers } from '../shop.ts';

const LOG: FeatureRules = { features: 'rfm', scaling: 'log', outliers: 'keep' };
const AT_STAKE: readonly string[] = RFM_GROUPS.filter(group => group.atStake).map(group => group.name);
const FAR: readonly number[] = [1000, 1000, 1000];

/** A shop whose features are ready, with its customers as points. */
const inFeatures = (
  open: OpenStore,
  rules: FeatureRules,
  use: (shop: Shop, points: Points) => Promise<void>,
): Promise<void> =>
  inShop(open, randomShopCsv(200), async shop => {
    await scoredCustomers(shop);
    await shop.store.scaleFeatures(rules);
    await use(shop, await shop.store.sample(1000, 1));
  });

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const clustersContract = (open: OpenStore): void => {
  describe('Lloyd iterations over all customers (design, section 1)', () => {
    test('the summaries are those of the core on the same points', async () => {
      await inFeatures(open, LOG, async ({ store }, points) => {
        const { centroids } = fitKMeans(points, 4, 1);
        const expected = summariseClusters(points, nearestCentroids(points, centroids), 4);
        const found = await store.lloydStep(centroids);
        for (const [index, cluster] of found.entries()) {
          expect(cluster.customers).toBe(expected[index]!.customers);
          expect(cluster.squaredDistances).toBeCloseTo(expected[index]!.squaredDistances, 2);
          expect(cluster.meanDistance).toBeCloseTo(expected[index]!.meanDistance, 3);
          for (const [d, value] of cluster.mean.entries()) expect(value).toBeCloseTo(expected[index]!.mean[d]!, 8);
        }
      });
    });

    test('distances are those to the given centroids; a step to the means never makes them worse', async () => {
      await inFeatures(open, LOG, async ({ store }, points) => {
        let centroids: Centroids = [
          [-1, 0, 0],
          [1, 0, 0],
          [0, 2, 2],
        ];
        let previous = Number.POSITIVE_INFINITY;
        for (let step = 0; step < 5; step++) {
          const labels = nearestCentroids(points, centroids);
          const squares = Array.from(labels, (label, row) => squaredDistance(points, row, centroids[label]!));
          const found = await store.lloydStep(centroids);
          const inertia = found.reduce((sum, cluster) => sum + cluster.squaredDistances, 0);
          expect(inertia).toBeCloseTo(
            squares.reduce((sum, value) => sum + value, 0),
            6,
          );
          expect(inertia).toBeLessThan(previous);
          previous = inertia;
          centroids = found.map(cluster => cluster.mean);
        }
      });
    });

    test('a centroid without customers keeps its place, and its number', async () => {
      await inFeatures(open, LOG, async ({ store }) => {
        const found = await store.lloydStep([[-1, 0, 0], FAR, [1, 0, 0]]);
        expect(found[1]).toEqual({ customers: 0, mean: FAR, squaredDistances: 0, meanDistance: 0 });
        expect(found[0]!.customers + found[2]!.customers).toBe(200);
      });
    });

    test('the customer who is served worst', async () => {
      await inFeatures(open, LOG, async ({ store }, points) => {
        const centroids = [
          [-1, 0, 0],
          [1, 0, 0],
        ];
        const found = await store.farthestFrom(centroids);
        const labels = nearestCentroids(points, centroids);
        const distances = Array.from(labels, (label, row) => squaredDistance(points, row, centroids[label]!));
        const row = distances.indexOf(Math.max(...distances));
        expect(found).toEqual(Array.from(points.values.subarray(row * 3, row * 3 + 3)));
      });
    });

    test('with outliers iqr only fitted customers count', async () => {
      await inFeatures(open, { ...LOG, scaling: 'standard', outliers: 'iqr' }, async ({ store }, points) => {
        const centroids = [
          [-1, 0, 0],
          [1, 0, 0],
        ];
        const counted = (await store.lloydStep(centroids)).reduce((sum, cluster) => sum + cluster.customers, 0);
        expect(counted).toBe(points.count);
        expect(counted).toBeLessThan(200);
        const farthest = await store.farthestFrom(centroids);
        const rows = Array.from({ length: points.count }, (_, row) =>
          points.values.subarray(row * 3, row * 3 + 3).join(),
        );
        expect(rows).toContain(farthest.join());
      });
    });
  });

  describe('customers in clusters', () => {
    const CENTROIDS: Centroids = [
      [-1, 0.5, 0.5],
      [1, -0.5, -0.5],
      [0, 2, 2],
    ];
    const NAMES = [0, 1, 2].map(cluster => ({ cluster, name: `segment ${cluster}` }));

    test('everybody is in the cluster of the nearest centroid', async () => {
      await inFeatures(open, LOG, async (shop, points) => {
        await shop.store.assign(CENTROIDS);
        const segments = (await exportedCustomers(shop, NAMES)).map(({ segment }) => segment);
        expect(segments).toEqual(Array.from(nearestCentroids(points, CENTROIDS), label => `segment ${label}`));
      });
    });

    test('customers left out of the fit are assigned too', async () => {
      await inFeatures(open, { ...LOG, scaling: 'standard', outliers: 'iqr' }, async (shop, points) => {
        await shop.store.assign(CENTROIDS);
        expect(points.count).toBeLessThan(200);
        const figures = await shop.store.segmentSummaries();
        expect(figures.reduce((sum, figure) => sum + figure.customers, 0)).toBe(200);
      });
    });

    test('figures per cluster: sums, means and medians of its customers', async () => {
      await inFeatures(open, LOG, async (shop, points) => {
        await shop.store.assign(CENTROIDS);
        const customers = await exportedCustomers(shop, NAMES);
        const labels = nearestCentroids(points, CENTROIDS);
        for (const figures of await shop.store.segmentSummaries()) {
          const members = customers.filter((_, row) => labels[row] === figures.cluster);
          const spends = members.map(({ spend }) => spend);
          const atStake = members.filter(({ group }) => AT_STAKE.includes(group));
          expect(figures.customers).toBe(members.length);
          expect(figures.orders).toBe(members.reduce((sum, { orders }) => sum + orders, 0));
          expect(figures.revenue).toBeCloseTo(mean(spends) * spends.length, 6);
          expect(figures.spend.mean).toBeCloseTo(mean(spends), 8);
          expect(figures.spend.median).toBeCloseTo(median(spends), 8);
          expect(figures.recencyDays.median).toBe(median(members.map(({ recencyDays }) => recencyDays)));
          expect(figures.ordersPerCustomer.mean).toBeCloseTo(mean(members.map(({ orders }) => orders)), 10);
          expect(figures.revenueAtStake).toBeCloseTo(
            atStake.reduce((sum, { spend }) => sum + spend, 0),
            6,
          );
        }
      });
    });

    test('the sample for the map: seeded, and with the figures of real customers', async () => {
      await inFeatures(open, LOG, async (shop, points) => {
        await shop.store.assign(CENTROIDS);
        const labels = nearestCentroids(points, CENTROIDS);
        const known = (await exportedCustomers(shop)).map(
          ({ recencyDays, orders, spend }, row) => `${recencyDays} ${orders} ${spend} ${labels[row]}`,
        );
        const sample = await shop.store.mapSample(50, 3);
        expect(sample).toHaveLength(50);
        expect(await shop.store.mapSample(50, 3)).toEqual(sample);
        expect(await shop.store.mapSample(50, 4)).not.toEqual(sample);
        for (const { recencyDays, orders, spend, cluster } of sample)
          expect(known).toContain(`${recencyDays} ${orders} ${spend} ${cluster}`);
      });
    });
  });
};
