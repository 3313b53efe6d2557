import type { ClusterProfile } from '../profile.ts';
import type { NamePack, NameRow } from './pack.ts';

// A name speaks first of all about time (new, at risk, lost), so recency weighs more than the other two.
const RECENCY_WEIGHT = 1.3;

// Saturation points in z units. Orders and spending are skewed: with standard scaling the ordinary customers crowd
// within 0.4 below the mean while a few reach +30 above it, so below the mean smaller steps count.
const RECENCY_SCALE = 1.2;
const BELOW_MEAN_SCALE = 0.5;
const ABOVE_MEAN_SCALE = 1.5;

/** The row whose typical position is closest to the profile; of equally close ones the first in the pack. */
export function nearestRow(profile: ClusterProfile, pack: NamePack): NameRow {
  const candidates = pack.map(row => ({ row, distance: squashedDistance(profile, row.at) }));
  return candidates.reduce((best, candidate) => (candidate.distance < best.distance ? candidate : best)).row;
}

function squashedDistance(a: ClusterProfile, b: ClusterProfile): number {
  const recency = RECENCY_WEIGHT * (Math.tanh(a.recency / RECENCY_SCALE) - Math.tanh(b.recency / RECENCY_SCALE));
  return Math.hypot(recency, squash(a.frequency) - squash(b.frequency), squash(a.value) - squash(b.value));
}

/** To -1..1, so that a cluster 14 standard deviations out is "very high" and no more than that. */
function squash(z: number): number {
  return Math.tanh(z / (z < 0 ? BELOW_MEAN_SCALE : ABOVE_MEAN_SCALE));
}
