/** Digests, when they come and what they say. */
import type { Cadence } from '../../core/cadence.ts';
import type { Movement } from '../../core/changes.ts';
import type { ChurnWatch, WatchHistory } from '../../core/churn-watch.ts';
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
  /** Posts only when more customers than usual slip away. */
  readonly alerts: boolean;
  /** With alerts: whether there is enough to compare with; `null` where that is not worth a word. */
  readonly history: WatchHistory | null;
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

/** More customers than usual slip away; as a preview also that they do not, or that nobody can tell yet. */
export interface ChurnSaying {
  readonly kind: 'churn-alert';
  readonly dataset: DatasetName;
  readonly watch: ChurnWatch;
  readonly currency: string | null;
  /** What to do about each group that is loud. */
  readonly help: readonly { readonly title: string; readonly how: string }[];
  readonly cadence: Cadence;
  readonly timeZone: string;
  readonly preview: boolean;
  readonly chart: ChartPicture | null;
}

type FormerDigest = Pick<DigestSummary, 'cadence' | 'alerts'>;

/** What is said about a digest, or in its stead. */
export type DigestNotice =
  /** `replaced`: what there was before. */
  | { readonly kind: 'digest-saved'; readonly digest: DigestSummary; readonly replaced: FormerDigest | null }
  | { readonly kind: 'digest-list'; readonly digests: readonly DigestSummary[] }
  | { readonly kind: 'digest-changed'; readonly digest: DigestSummary; readonly change: 'paused' | 'resumed' | 'off' }
  /** To whoever had set it up before. */
  | {
      readonly kind: 'digest-taken-over';
      readonly digest: DigestSummary;
      readonly by: string;
      readonly before: FormerDigest;
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
