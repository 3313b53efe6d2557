/** Asks the order store for the topics that somebody wants, and makes of its figures what a report says. */
import type { ExtraFeature } from '../../core/insight/clusterings.ts';
import type { Insight, Topic } from '../../core/insight/insight.ts';
import type { Centroids } from '../../core/points.ts';
import type { SegmentReport } from '../../core/report.ts';
import type { ClusteredSegment } from '../../core/segments.ts';
import type { InsightQueries } from '../../orders/insight-queries.ts';
import type { ClusteringPool } from '../segmentation.ts';
import { readBehaviour } from './read-behaviour.ts';
import { readBudget } from './read-budget.ts';
import { readClusterings } from './read-clusterings.ts';
import { readConcentration } from './read-concentration.ts';
import { readInvestor } from './read-investor.ts';
import { readRetention } from './read-retention.ts';
import { readTrends } from './read-trends.ts';

/** What every topic can build on. */
export interface Look {
  readonly queries: InsightQueries;
  readonly report: SegmentReport;
  /** Segments of the report in its order, with their clusters. */
  readonly segments: readonly { readonly id: string; readonly cluster: number }[];
  readonly clustering: { readonly pool: ClusteringPool; readonly centroids: Centroids | null };
  readonly extras: readonly ExtraFeature[];
}

export interface InsightAsked {
  readonly report: SegmentReport;
  readonly clustered: readonly ClusteredSegment[];
  readonly clustering: Look['clustering'];
  readonly extras: readonly ExtraFeature[];
}

type Readers = { readonly [T in Topic]-?: (look: Look) => Promise<NonNullable<Insight[T]>> };

const READERS: Readers = {
  trends: readTrends,
  behaviour: readBehaviour,
  retention: readRetention,
  concentration: readConcentration,
  budget: readBudget,
  clusterings: readClusterings,
  investor: readInvestor,
};

export const readInsight = async (
  queries: InsightQueries,
  { clustered, ...asked }: InsightAsked,
  topics: readonly Topic[],
): Promise<Insight> => {
  const segments = clustered.map(({ cluster, segment }) => ({ id: segment.id, cluster }));
  const look = { queries, segments, ...asked };
  const found: (readonly [Topic, Insight[Topic]])[] = [];
  for (const topic of topics) found.push([topic, await READERS[topic](look)]);
  return Object.fromEntries(found);
};
