import { expect, it } from 'vitest';
import type { Clusterings } from '../../../../src/core/insight/clusterings.ts';
import { clusteringsWords } from '../../../../src/slack/blocks/insight/clusterings.ts';
import { exampleSayings } from '../../example-sayings.ts';

it('what the ways are compared by is said whole, however many features they have', () => {
  const found: Clusterings = {
    ...{ customers: 5_000, sampled: true, recommended: null, why: 'No way is better.', missing: [] },
    extras: ['average-order', 'tenure', 'days-between', 'categories', 'age'],
    methods: [
      {
        method: 'dbscan',
        clusters: 1,
        smallestShare: 1,
        unclusteredShare: 0,
        quality: null,
        agreement: 0,
        radius: 1.36,
      },
    ],
  };
  const { lead, blocks } = clusteringsWords(found, exampleSayings(null, 3).insight[0]!);
  expect(String(lead)).toBe('No way is better.');
  const words = JSON.stringify(blocks);
  expect(words).toContain('On a sample of 5,000 customers, by recency, frequency, spend, spend per order, days since');
  expect(words).toContain('Density: radius 1.36, where the curve of distances bends. Better:');
});
