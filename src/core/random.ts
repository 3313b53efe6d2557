/**
 * Chance with a seed: a function that returns the next number in [0, 1), the same sequence for the same seed.
 *
 * The generator is sfc32 ("small fast counter") from Chris Doty-Humphrey's PractRand 0.95,
 * https://pracrand.sourceforge.net: 128 bits of state, a period of at least 2^32 and 2^127 on average. The first
 * twelve numbers are thrown away, as its author does, so that neighbouring seeds share nothing visible.
 *
 * @param seed any safe integer; all of its bits count
 */
export const seededRandom = (seed: number): (() => number) => {
  let a = 0;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const next = (): number => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return (word >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  return next;
};
