import type { FiveCounts, FourCuts } from './report.ts';

/** The cuts are quantiles (type 7: linear interpolation) at these shares of the kept customers. */
export const CUT_SHARES = [0.2, 0.4, 0.6, 0.8] as const;

/** Where most customers ordered once, quantiles coincide; these cuts mean 1; 2; 3-4; 5-7; 8 and more orders. */
export const FIXED_FREQUENCY_CUTS: FourCuts = [1, 2, 4, 7];

/** Score 1 to 5: one more than the number of cuts below the value. Recency is turned round, because small is good. */
export const scoreOf = (value: number, cuts: FourCuts): number => 1 + cuts.filter(cut => cut < value).length;

export const recencyScoreOf = (recencyDays: number, cuts: FourCuts): number => 6 - scoreOf(recencyDays, cuts);

/** Quantile cuts leave scores empty where many customers share a value; then frequency falls back to fixed cuts. */
export const everyScoreOccurs = (counts: FiveCounts): boolean => counts.every(count => count > 0);
