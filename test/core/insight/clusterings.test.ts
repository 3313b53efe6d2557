import { describe, expect, it } from 'vitest';
import { agreementOf, type OtherClustering, recommend, withExtras } from '../../../src/core/insight/clusterings.ts';
import { toPoints } from '../../../src/core/points.ts';

const found = (
  method: OtherClustering['method'],
  silhouette: number,
  more: Partial<OtherClustering> = {},
): OtherClustering => ({
  ...{ method, clusters: 4, smallestShare: 0.1, unclusteredShare: 0, agreement: 0.5 },
  quality: { inertia: 1, silhouette, calinskiHarabasz: 1, daviesBouldin: 1 },
  ...more,
});

describe('which way is recommended', () => {
  it('k-means, unless another is clearly better', () => {
    const close = [found('k-means', 0.3), found('ward', 0.34), found('dbscan', 0.2)];
    expect(recommend(close)).toEqual({
      recommended: 'k-means',
      why: 'k-means: Hierarchical (Ward) is not clearly better (silhouette 0.340 against 0.300), and Density-based (DBSCAN) is no better (silhouette 0.200 against 0.300).',
    });
    const clear = [found('k-means', 0.3), found('ward', 0.36), found('dbscan', 0.4)];
    expect(recommend(clear).recommended).toBe('dbscan');
  });

  it.each<[string, Partial<OtherClustering>]>([
    ['finds one crowd only', { clusters: 1, quality: null }],
    ['finds only 2 groups', { clusters: 2 }],
    ['finds 13 groups, too many to act on', { clusters: 13 }],
    ['leaves 12 % of the customers in no segment', { unclusteredShare: 0.12 }],
    ['has a segment of less than 1 % of the customers', { smallestShare: 0.009 }],
  ])('never one that nobody can work with: it %s', (words, facts) => {
    const { recommended, why } = recommend([found('k-means', 0.3), found('ward', 0.3), found('dbscan', 0.9, facts)]);
    expect(recommended).toBe('k-means');
    expect(why).toContain(words);
  });
});

it('extra features are z-scores of these customers; what is not known is the mean', () => {
  const points = toPoints([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);
  const { values, dimensions, count } = withExtras({
    points,
    extras: [
      [10, null, 30],
      [5, 5, 5],
    ],
  });
  expect({ dimensions, count }).toEqual({ dimensions: 5, count: 3 });
  expect([...values]).toEqual([1, 2, 3, -1, 0, 4, 5, 6, 0, 0, 7, 8, 9, 1, 0]);
});

it('two labellings agree whatever the labels are', () => {
  expect(agreementOf(Uint8Array.of(0, 0, 1, 1), Uint8Array.of(7, 7, 255, 255))).toBe(1);
  expect(agreementOf(Uint8Array.of(0, 0, 1, 1), Uint8Array.of(0, 1, 0, 1))).toBeLessThan(0);
});
