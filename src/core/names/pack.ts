import type { AvoidId } from '../playbook/avoid.ts';
import type { PlayId } from '../playbook/plays.ts';
import type { ClusterProfile } from '../profile.ts';

/** One segment name: what it says, where its customers are, what to do with them. */
export interface NameRow {
  /** Slug of the name: letters, digits and single hyphens. */
  readonly id: string;
  readonly name: string;
  /** One sentence a marketer understands. */
  readonly meaning: string;
  /** Typical position, in z units as with log scaling. A cluster takes the name of the row it is closest to. */
  readonly at: ClusterProfile;
  /** Plays of the playbook, the most important one first; at least three. */
  readonly actions: readonly PlayId[];
  /** What not to spend; `null` unless these customers are of low value. */
  readonly avoid: AvoidId | null;
}

/** A vocabulary for segments. Its rows must cover every mix of recency, frequency and value. */
export type NamePack = readonly NameRow[];
