/** Rows of the sample store. */
export const SMALLEST_SAMPLE = 1_000;
export const LARGEST_SAMPLE = 12_000_000;
export const DEFAULT_SAMPLE_ROWS = 50_000;
