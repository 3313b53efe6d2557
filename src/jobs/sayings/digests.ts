/** Digests, when they come and what they say. */
import type { Cadence } from '../../core/cadence.ts';
import type { Movement } from '../../core/changes.ts';
import type { Segment, SegmentReport } from '../../core/report.ts';
import type { RfmGroupId } from '../../core/rfm-groups.ts';
import type { DatasetName } from './datasets.ts';
import type { ChartPicture } from './reports.ts';

export interface DigestSummary {
  readonly id: string;
  readonly channel: string;
  readonly dataset: DatasetName;
  readonly owner: string;
  readonly cadence: Cadence;
  /** IANA name. */
  readonly timeZone: string;
  /** Epoch seconds; `null` while paused. */
  readonly nextDueAt: number | null;
  readonly pausedBecause: string | null;
}

/** One thing worth doing this week. */
export interface DigestAdvice {
  readonly title: string;
  readonly why: string;
  readonly how: string;
  /** Whose list helps with it; `null` where it is about customers who moved, or of a segment. */
  readonly group: RfmGroupId | null;
}

export interface DigestSaying {
  readonly kind: 'digest';
  readonly dataset: DatasetName;
  readonly report: SegmentReport;
  /** `null` on the first one: nothing to compare with yet. */
  readonly movement: Movement | null;
  /** The run of the last one, for all moves since then; `null` on the first one. */
  readonly previousRun: string | null;
  /** The segments of last time, `null` on the first one. */
  readonly previousSegments: readonly Pick<Segment, 'id' | 'name' | 'customers' | 'revenue'>[] | null;
  readonly advice: readonly DigestAdvice[];
  /** `null` in a preview of one that nobody has set up. */
  readonly cadence: Cadence | null;
  readonly timeZone: string;
  readonly preview: boolean;
  readonly chart: ChartPicture | null;
}

/** What is said about a digest, or in its stead. */
export type DigestNotice =
  | { readonly kind: 'digest-saved'; readonly digest: DigestSummary; readonly replacedCadence: Cadence | null }
  | { readonly kind: 'digest-list'; readonly digests: readonly DigestSummary[] }
  | { readonly kind: 'digest-changed'; readonly digest: DigestSummary; readonly change: 'paused' | 'resumed' | 'off' }
  /** To whoever had set it up before. */
  | {
      readonly kind: 'digest-taken-over';
      readonly digest: DigestSummary;
      readonly by: string;
      readonly before: Cadence;
    }
  /** Instead of a digest, where no orders came for more than seven days. */
  | {
      readonly kind: 'digest-stale';
      readonly dataset: DatasetName;
      readonly lastOrder: string;
      readonly daysAgo: number;
      readonly cadence: Cadence | null;
      readonly timeZone: string;
      readonly preview: boolean;
    }
  /** To the owner, two days before a digest that would be stale. */
  | {
      readonly kind: 'digest-reminder';
      readonly digest: DigestSummary;
      /** Epoch milliseconds. */
      readonly dueAt: number;
      readonly lastOrder: string;
    }
  /** To the owner, once. */
  | { readonly kind: 'digest-stopped'; readonly digest: DigestSummary; readonly because: string };
