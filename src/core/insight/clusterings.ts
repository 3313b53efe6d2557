/** Other ways to find segments in the same customers, beside k-means, judged by the same figures. */
import type { Detail } from '../order-file.ts';
import { type Points, pointAt } from '../points.ts';
import { adjustedRandIndex } from '../rand-index.ts';

export type ClusteringMethod = 'k-means' | 'ward' | 'dbscan';

/** What customers can be described by beside recency, frequency and spend. */
export const EXTRA_FEATURES = ['average-order', 'tenure', 'days-between', 'categories', 'age'] as const;
/**
 * `average-order`: spend per order. `tenure`: days since the first order. `days-between`: mean days from one order to the
 * next; the mean of all for one order. `categories`: how many different ones they bought. `age`: the middle of their age
 * range, the mean of all where it is not known.
 */
export type ExtraFeature = (typeof EXTRA_FEATURES)[number];

export interface DescribedPoints {
  /** Recency, frequency and spend in z units, in the order of a seeded hash, so that the first of them are a sample, too. */
  readonly points: Points;
  /** Per extra feature a value per customer; `null` where it is not known. */
  readonly extras: readonly (readonly (number | null)[])[];
}

/** Extra features as z-scores of these customers beside the others; what is not known is the mean, 0. */
export const withExtras = ({ points, extras }: DescribedPoints): Points => {
  const columns = extras.map(standardised);
  const dimensions = points.dimensions + columns.length;
  const rows = Array.from({ length: points.count }, (_, row) => [
    ...pointAt(points, row),
    ...columns.map(column => column[row]!),
  ]);
  return { values: Float64Array.from(rows.flat()), count: points.count, dimensions };
};

const standardised = (values: readonly (number | null)[]): readonly number[] => {
  const known = values.filter(value => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  return values.map(value => (value === null || !(deviation > 0) ? 0 : (value - mean) / deviation));
};

/** As in `ClusterQuality`, over the customers that are in a cluster. */
interface Judged {
  readonly inertia: number;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
}

export interface OtherClustering {
  readonly method: ClusteringMethod;
  readonly clusters: number;
  /** Share of the customers in the smallest cluster; 0 without any. */
  readonly smallestShare: number;
  /** Share of the customers in no cluster: density-based clustering leaves some. */
  readonly unclusteredShare: number;
  /** `null` with fewer than two clusters. */
  readonly quality: Judged | null;
  /** Adjusted Rand index with k-means over all of these customers; those in no cluster count as a group of their own. */
  readonly agreement: number;
  /** In z units; density-based clustering only. */
  readonly radius?: number;
}

export interface Clusterings {
  /** All of them, or a seeded sample of so many. */
  readonly customers: number;
  readonly sampled: boolean;
  /** What they were described by beside recency, frequency and spend. */
  readonly extras: readonly ExtraFeature[];
  /** k-means first. */
  readonly methods: readonly OtherClustering[];
  /** `null` where there are too few customers for segments. */
  readonly recommended: ClusteringMethod | null;
  /** In one sentence. */
  readonly why: string;
  /** Columns without which an extra feature was left out. */
  readonly missing: readonly Detail[];
}

/** Another way has to be better by so much to be worth leaving k-means, whose segments all other figures speak of. */
const CLEARLY_BETTER = 0.05;
/** Fewer segments tell too little, more are too many to act on. */
const USEFUL = { fewest: 3, most: 12 } as const;
/** More customers in no segment are too many to write off, fewer in one too few to act on. */
const MOST_UNCLUSTERED = 0.1;
const SMALLEST_SEGMENT = 0.01;

export const METHOD_NAMES: Readonly<Record<ClusteringMethod, string>> = {
  'k-means': 'k-means',
  ward: 'Hierarchical (Ward)',
  dbscan: 'Density-based (DBSCAN)',
};

export const recommend = (methods: readonly OtherClustering[]): Pick<Clusterings, 'recommended' | 'why'> => {
  const own = methods.find(({ method }) => method === 'k-means')!;
  const others = methods.filter(other => other !== own);
  const better = others
    .filter(other => objection(other) === null && silhouetteOf(other) > silhouetteOf(own) + CLEARLY_BETTER)
    .reduce<OtherClustering | null>(
      (best, other) => (best && silhouetteOf(best) >= silhouetteOf(other) ? best : other),
      null,
    );
  if (better !== null) {
    const why = `${METHOD_NAMES[better.method]}: its silhouette of ${shown(better)} is clearly better than the ${shown(own)} of k-means, and its ${better.clusters} segments are large enough to act on.`;
    return { recommended: better.method, why };
  }
  const reasons = others.map(
    other =>
      `${METHOD_NAMES[other.method]} ${objection(other) ?? `is ${silhouetteOf(other) > silhouetteOf(own) ? 'not clearly' : 'no'} better (silhouette ${shown(other)} against ${shown(own)})`}`,
  );
  return { recommended: 'k-means', why: `k-means: ${reasons.join(', and ')}.` };
};

const silhouetteOf = ({ quality }: OtherClustering): number => quality?.silhouette ?? Number.NEGATIVE_INFINITY;

const shown = ({ quality }: OtherClustering): string => (quality === null ? 'none' : quality.silhouette.toFixed(3));

/** Why nobody could work with it. */
const objection = ({ clusters, unclusteredShare, smallestShare }: OtherClustering): string | null => {
  if (clusters < USEFUL.fewest) return `finds ${clusters === 1 ? 'one crowd only' : `only ${clusters} groups`}`;
  if (clusters > USEFUL.most) return `finds ${clusters} groups, too many to act on`;
  if (unclusteredShare > MOST_UNCLUSTERED)
    return `leaves ${Math.round(unclusteredShare * 100)} % of the customers in no segment`;
  if (smallestShare < SMALLEST_SEGMENT) return 'has a segment of less than 1 % of the customers';
  return null;
};

/** Agreement of two labellings of the same things. */
export const agreementOf = (one: Uint8Array, other: Uint8Array): number => {
  const [rows, columns] = [one, other].map(labels => [...new Set(labels)]);
  const table = rows!.map(() => columns!.map(() => 0));
  const rowOf = new Map(rows!.map((label, place) => [label, place]));
  const columnOf = new Map(columns!.map((label, place) => [label, place]));
  for (let at = 0; at < one.length; at++) table[rowOf.get(one[at]!)!]![columnOf.get(other[at]!)!]! += 1;
  return adjustedRandIndex(table);
};
