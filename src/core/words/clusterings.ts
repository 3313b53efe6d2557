import type { Clusterings, ExtraFeature } from '../insight/clusterings.ts';
import { count } from './numbers.ts';

const FEATURE_WORDS: Readonly<Record<ExtraFeature, string>> = {
  'average-order': 'spend per order',
  tenure: 'days since the first order',
  'days-between': 'days between orders',
  categories: 'the number of categories they bought',
  age: 'their age',
};

/** Whom the figures speak of, and by what these were told apart. */
export const describedBy = ({ customers, sampled, extras, methods }: Clusterings): string => {
  const who = sampled ? `a sample of ${count(customers)} customers` : `all ${count(customers)} customers`;
  const features = ['recency', 'frequency', 'spend', ...extras.map(extra => FEATURE_WORDS[extra])];
  const radius = methods.find(({ method }) => method === 'dbscan')?.radius;
  const density =
    radius === undefined ? '' : ` Density: radius ${radius.toFixed(2)}, where the curve of distances bends.`;
  return `On ${who}, by ${features.slice(0, -1).join(', ')} and ${features.at(-1)}.${density}`;
};
