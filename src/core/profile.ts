/**
 * A cluster's centroid in z units of the fitted features. `recency`: negative is more recent. `value`: monetary, or the
 * average order value with the features `rfa`. Log scaling stays within about ±3; standard scaling of skewed spending
 * puts small clusters of big spenders at +10 to +30 and everybody else just below 0.
 */
export interface ClusterProfile {
  readonly recency: number;
  readonly frequency: number;
  readonly value: number;
}

/** The word reaches from the previous row's limit up to `below` (z units). */
interface Band {
  readonly below: number;
  readonly word: string;
}

const RECENCY_BANDS: readonly Band[] = [
  { below: -1.2, word: 'very recent' },
  { below: -0.4, word: 'recent' },
  { below: 0.4, word: 'average recency' },
  { below: 1.2, word: 'long ago' },
  { below: Number.POSITIVE_INFINITY, word: 'very long ago' },
];

// Lopsided on purpose: orders and spending are skewed, so with standard scaling even a customer with a single small
// order is only 0.2 to 0.4 below the mean, while "high" has to mean more than being just above the middle.
const LEVEL_BANDS: readonly Band[] = [
  { below: -0.8, word: 'very low' },
  { below: -0.15, word: 'low' },
  { below: 0.4, word: 'average' },
  { below: 1.5, word: 'high' },
  { below: Number.POSITIVE_INFINITY, word: 'very high' },
];

/** Plain words for a centroid: "Recent, average frequency, high value". */
export function describeProfile(profile: ClusterProfile, valueWord: 'value' | 'order value'): string {
  const recency = bandWord(RECENCY_BANDS, profile.recency);
  const frequency = bandWord(LEVEL_BANDS, profile.frequency);
  const value = bandWord(LEVEL_BANDS, profile.value);
  return `${recency.charAt(0).toUpperCase()}${recency.slice(1)}, ${frequency} frequency, ${value} ${valueWord}`;
}

function bandWord(bands: readonly Band[], z: number): string {
  return bands.find(band => z < band.below)!.word;
}
