/** Clusters with figures become segments with names, plain words and advice. */

import { nameClusters } from './names/name-clusters.ts';
import { NAME_PACKS } from './names/packs.ts';
import { actionsFor, avoidFor, budgetFor } from './playbook.ts';
import { describeProfile } from './profile.ts';
import type { Centroid, Segment, Totals } from './report.ts';
import type { Settings } from './settings.ts';

/** Figures of one cluster over all its customers; money in the file's currency. */
export interface ClusterFigures {
  readonly cluster: number;
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
  readonly recencyDays: { readonly mean: number; readonly median: number };
  readonly ordersPerCustomer: { readonly mean: number; readonly median: number };
  readonly spend: { readonly mean: number; readonly median: number };
  /** Revenue of the customers in RFM groups that are slipping away. */
  readonly revenueAtStake: number;
}

export interface ClusteredSegment {
  readonly cluster: number;
  readonly segment: Segment;
}

/** Segments by revenue, largest first; `centroids` hold z-scores of recency, frequency and value, one row per cluster. */
export const describeSegments = (
  figures: readonly ClusterFigures[],
  centroids: readonly (readonly number[])[],
  totals: Pick<Totals, 'customers' | 'revenue'>,
  settings: Pick<Settings, 'names' | 'features'>,
): readonly ClusteredSegment[] => {
  const valueWord = settings.features === 'rfa' ? 'order value' : 'spend';
  const profiles = figures.map(({ cluster }) => {
    const [recency = 0, frequency = 0, value = 0] = centroids[cluster]!;
    return { recency, frequency, value };
  });
  const names = nameClusters(profiles, NAME_PACKS[settings.names], valueWord);
  const allAtStake = figures.reduce((sum, { revenueAtStake }) => sum + revenueAtStake, 0);
  return figures
    .map((figure, index) => {
      const { id, name, row } = names[index]!;
      const profile = profiles[index]!;
      const { cluster, revenueAtStake, ...shown } = figure;
      const revenueShare = share(figure.revenue, totals.revenue);
      const segment: Segment = {
        id,
        name,
        meaning: row.meaning,
        profile: describeProfile(profile, settings.features === 'rfa' ? 'order value' : 'value'),
        ...shown,
        customerShare: share(figure.customers, totals.customers),
        revenueShare,
        averageOrderValue: share(figure.revenue, figure.orders),
        centroid: centroidOf(profile, settings),
        actions: actionsFor(row),
        avoid: avoidFor(row),
        budget: budgetFor({ revenueShare, revenueAtStake, atStakeShare: share(revenueAtStake, allAtStake) }),
      };
      return { cluster, segment };
    })
    .sort((a, b) => b.segment.revenue - a.segment.revenue || (a.segment.id < b.segment.id ? -1 : 1));
};

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const centroidOf = (
  { recency, frequency, value }: { recency: number; frequency: number; value: number },
  settings: Pick<Settings, 'features'>,
): Centroid =>
  settings.features === 'rfa' ? { recency, frequency, averageValue: value } : { recency, frequency, monetary: value };
