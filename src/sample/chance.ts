/** The next number in [0, 1). */
export type Random = () => number;

/** Running totals of weights, scaled so that the last one is 1. */
export const cumulative = (weights: readonly number[]): Float64Array => {
  const shares = new Float64Array(weights.length);
  let total = 0;
  for (const [index, weight] of weights.entries()) {
    total += weight;
    shares[index] = total;
  }
  return shares.map(share => share / total);
};

/** Index of the first running total above `position` in [0, 1): a choice with the probabilities of the weights. */
export const indexAt = (shares: Float64Array, position: number): number => {
  let low = 0;
  let high = shares.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shares[middle]! > position) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** A whole number from `least` to `most`, both included, each equally likely. */
export const wholeBetween = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));
