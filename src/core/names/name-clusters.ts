import type { ClusterProfile } from '../profile.ts';
import { nearestRow } from './nearest-row.ts';
import type { NamePack, NameRow } from './pack.ts';
import { largestDifference, qualifiers, type ValueWord } from './qualifiers.ts';

export interface NamedCluster {
  /** Slug of the name, unique in the run: `champions`, `loyal-higher-spend`. */
  readonly id: string;
  /** Unique in the run: "Champions", "Loyal · higher spend". */
  readonly name: string;
  readonly row: NameRow;
}

interface Cluster {
  readonly index: number;
  readonly profile: ClusterProfile;
}

/**
 * A name for each cluster, in the order of the input, by what its customers are like and never by its number. Each
 * cluster takes the nearest row of the pack. Of several clusters on one row the most typical keeps the plain name, the
 * others say how they differ from it. Names and ids are unique and do not depend on the order of the clusters.
 */
export function nameClusters(
  profiles: readonly ClusterProfile[],
  pack: NamePack,
  valueWord: ValueWord = 'spend',
): readonly NamedCluster[] {
  const clusters = profiles.map((profile, index) => ({ profile, index }));
  const byRow = Map.groupBy(clusters, ({ profile }) => nearestRow(profile, pack));
  const named = [...byRow].flatMap(([row, namesakes]) => nameNamesakes(row, namesakes, valueWord));
  return named.sort((a, b) => a.index - b.index).map(({ cluster }) => cluster);
}

function nameNamesakes(row: NameRow, namesakes: readonly Cluster[], valueWord: ValueWord) {
  const plain = mostTypical(namesakes, row);
  const named = [{ index: plain.index, cluster: { id: row.id, name: row.name, row } }];
  const taken = new Set<string>();
  for (const other of mostDifferentFirst(namesakes, plain)) {
    const free = qualifiers(other.profile, plain.profile, valueWord).find(qualifier => !taken.has(qualifier));
    // A number says nothing, but identical clusters have nothing to say, and more than seven namesakes that all differ
    // in the same directions use up the combinations of three dimensions.
    const qualifier = free ?? String(named.length + 1);
    taken.add(qualifier);
    named.push({ index: other.index, cluster: qualifiedCluster(row, qualifier) });
  }
  return named;
}

/**
 * Typical in plain z units: squashed, a handful of extreme customers 20 standard deviations out would sit as close to
 * the row as the ordinary ones and could take the plain name from them.
 */
function mostTypical(namesakes: readonly Cluster[], { at }: NameRow): Cluster {
  const distance = ({ profile }: Cluster) =>
    Math.hypot(profile.recency - at.recency, profile.frequency - at.frequency, profile.value - at.value);
  return namesakes.toSorted((a, b) => distance(a) - distance(b) || byProfile(a, b))[0]!;
}

/** Whoever has most of a quality is named after it: of two clusters with higher spend, the one with the highest. */
function mostDifferentFirst(namesakes: readonly Cluster[], plain: Cluster): readonly Cluster[] {
  const difference = ({ profile }: Cluster) => largestDifference(profile, plain.profile);
  const others = namesakes.filter(({ index }) => index !== plain.index);
  return others.toSorted((a, b) => difference(b) - difference(a) || byProfile(a, b));
}

/** Breaks ties without looking at the numbers of the clusters: the better customers first. */
function byProfile({ profile: a }: Cluster, { profile: b }: Cluster): number {
  return b.value - a.value || b.frequency - a.frequency || a.recency - b.recency;
}

function qualifiedCluster(row: NameRow, qualifier: string): NamedCluster {
  const slug = qualifier.replaceAll(/[^a-z0-9]+/g, '-');
  return { id: `${row.id}-${slug}`, name: `${row.name} · ${qualifier}`, row };
}
