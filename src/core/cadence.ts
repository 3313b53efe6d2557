/** How often a digest is due; clock times are of the zone that stands beside the cadence. */

/** 1 = Monday … 7 = Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type Cadence = {
  /** 0 … 23 and 0 … 59. */
  readonly hour: number;
  readonly minute: number;
} & (
  | { readonly every: 'day' }
  | { readonly every: 'week'; readonly weekday: Weekday }
  /** 1 … 31; in a shorter month its last day. */
  | { readonly every: 'month'; readonly day: number }
);
