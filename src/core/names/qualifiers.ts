import type { ClusterProfile } from '../profile.ts';

/** What the features measure: total spend (rfm) or the average order value (rfa). */
export type ValueWord = 'spend' | 'order value';

/** A dimension tells two clusters apart if it differs by this much, in z units ... */
const NOTICEABLE = 0.1;
/** ... and by this share of the largest difference: nobody cares for a week where spending is ten times as high. */
const TELLING_SHARE = 0.2;

interface Difference {
  readonly dimension: keyof ClusterProfile;
  /** z units; negative recency is more recent. */
  readonly delta: number;
}

/**
 * Everything that sets a cluster apart from the namesake that keeps the plain name, best wording first: single
 * dimensions by how much they differ, then two of them, then all three. Dimensions that hardly differ are only used
 * when the others are exhausted, equal ones never: identical profiles have no qualifier.
 */
export function qualifiers(profile: ClusterProfile, plain: ClusterProfile, valueWord: ValueWord): readonly string[] {
  const all = differences(profile, plain);
  const atLeast = (limit: number) => all.filter(({ delta }) => delta !== 0 && Math.abs(delta) >= limit);
  const telling = atLeast(Math.max(NOTICEABLE, TELLING_SHARE * largestDifference(profile, plain)));
  const inOrder = [telling, atLeast(NOTICEABLE), atLeast(0)].flatMap(combinations);
  return [...new Set(inOrder.map(combination => wording(combination, valueWord)))];
}

/** How far two profiles are apart in the dimension that differs most, in z units. */
export function largestDifference(profile: ClusterProfile, plain: ClusterProfile): number {
  return Math.abs(differences(profile, plain)[0].delta);
}

/** Largest first; of equal ones recency before frequency before value. */
function differences(a: ClusterProfile, b: ClusterProfile): readonly [Difference, Difference, Difference] {
  const all: [Difference, Difference, Difference] = [
    { dimension: 'recency', delta: a.recency - b.recency },
    { dimension: 'frequency', delta: a.frequency - b.frequency },
    { dimension: 'value', delta: a.value - b.value },
  ];
  all.sort((x, y) => Math.abs(y.delta) - Math.abs(x.delta));
  return all;
}

/** All subsets of at most three: singles, then pairs, then the triple, keeping the given order. */
function combinations<T>(items: readonly T[]): readonly (readonly T[])[] {
  const pairs = items.flatMap((first, i) => items.slice(i + 1).map(second => [first, second]));
  return [...items.map(item => [item]), ...pairs, ...(items.length === 3 ? [items] : [])];
}

/** "higher spend, longer ago": value, orders, time, so that a combination has a single wording. */
function wording(combination: readonly Difference[], valueWord: ValueWord): string {
  const words: readonly { dimension: keyof ClusterProfile; less: string; more: string }[] = [
    { dimension: 'value', less: `lower ${valueWord}`, more: `higher ${valueWord}` },
    { dimension: 'frequency', less: 'fewer orders', more: 'more orders' },
    { dimension: 'recency', less: 'more recent', more: 'longer ago' },
  ];
  return words
    .flatMap(({ dimension, less, more }) =>
      combination.filter(part => part.dimension === dimension).map(({ delta }) => (delta > 0 ? more : less)),
    )
    .join(', ');
}
