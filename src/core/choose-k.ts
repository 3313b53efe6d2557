import type { ClusterQuality } from './report.ts';
import type { Settings } from './settings.ts';

/** The elbow is looked for in this range of k; beyond it the curve only flattens. */
const LARGEST_ELBOW_K = 8;
/** Two segments rarely tell a marketer more than "good and bad". */
const SMALLEST_CHOSEN_K = 3;
/** Values of k whose distance to the chord is within this share of the largest count as equal; silhouette decides. */
const CLOSE_CALL = 0.02;

export interface Choice {
  readonly k: number;
  /** One sentence, including what silhouette alone would have said. */
  readonly why: string;
}

/**
 * The elbow of the inertia curve: the k whose inertia lies furthest below the straight line (chord) from the first to
 * the last compared k. `quality` is ordered by k and not empty.
 */
export const chooseK = (quality: readonly ClusterQuality[], requested: Settings['k']): Choice => {
  const bySilhouette = best(quality, row => row.silhouette);
  const silhouetteOn = (k: number): string =>
    bySilhouette.k === k
      ? 'silhouette alone says the same'
      : `silhouette alone would say ${bySilhouette.k} (${bySilhouette.silhouette.toFixed(3)})`;
  if (requested !== 'auto') {
    const k = Math.min(requested, quality.at(-1)!.k);
    const capped = k < requested ? `, the most these customers allow (${requested} was asked for)` : ' as asked for';
    return { k, why: `${k} segments${capped}; ${silhouetteOn(k)}.` };
  }
  const elbow = findElbow(quality.filter(row => row.k <= LARGEST_ELBOW_K));
  return { k: elbow.k, why: `${elbow.k} segments: ${elbow.because}; ${silhouetteOn(elbow.k)}.` };
};

const findElbow = (range: readonly ClusterQuality[]): { k: number; because: string } => {
  const candidates = range.filter(row => row.k >= SMALLEST_CHOSEN_K);
  if (candidates.length <= 1) return { k: range.at(-1)!.k, because: 'more would need more different customers' };
  const depth = depthBelowChord(range);
  const deepest = Math.max(...candidates.map(depth));
  const close = candidates.filter(row => depth(row) >= deepest - CLOSE_CALL * Math.abs(deepest));
  const chosen = best(close, row => row.silhouette);
  const because =
    close.length > 1
      ? `the inertia curve bends about equally at ${close.map(row => row.k).join(' and ')}, and ${chosen.k} has the better silhouette`
      : 'the inertia curve bends most there; each further segment explains much less';
  return { k: chosen.k, because };
};

/** Vertical depth below the chord; it ranks as the distance to the chord does, which differs by a constant factor. */
const depthBelowChord = (range: readonly ClusterQuality[]): ((row: ClusterQuality) => number) => {
  const first = range[0]!;
  const last = range.at(-1)!;
  const slope = last.k === first.k ? 0 : (last.inertia - first.inertia) / (last.k - first.k);
  return row => first.inertia + slope * (row.k - first.k) - row.inertia;
};

const best = (rows: readonly ClusterQuality[], figure: (row: ClusterQuality) => number): ClusterQuality =>
  rows.reduce((winner, row) => (figure(row) > figure(winner) ? row : winner));
