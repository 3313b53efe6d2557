import { type PublishedSchemeId, SCHEME_IDS } from './schemes/all-schemes.ts';

/** What a person can choose about a segmentation. Defaults and meanings: README, "Settings". */
export interface Settings {
  /** Number of clusters; `auto` takes the elbow of the inertia curve. */
  readonly k: 'auto' | number;
  /** `rfa` replaces monetary (the sum) by the average order value. */
  readonly features: 'rfm' | 'rfa';
  /** `log`: log1p, then z-score; `standard`: z-score. Population standard deviations. */
  readonly scaling: 'log' | 'standard';
  /** `net` keeps refund lines: they lower the customer's spend (not below 0), but are no order and no recency. */
  readonly refunds: 'drop' | 'net';
  /** `drop` rejects exact repeats of a whole row. */
  readonly duplicates: 'keep' | 'drop';
  /** `iqr` leaves customers outside the 1.5 IQR fences out of the fit; `cap` cuts features at their 1 % and 99 % quantiles. */
  readonly outliers: 'keep' | 'iqr' | 'cap';
  /** Pack of segment names. */
  readonly names: 'lifecycle' | 'classic' | 'vip';
  /** A published segment map to lay beside the RFM groups, which stay; `tranche`: none. */
  readonly scheme: 'tranche' | PublishedSchemeId;
  /** `YYYY-MM-DD`: customers are looked at from 00:00 of that day (UTC). `null`: the last kept order plus 24 hours. */
  readonly asOf: string | null;
  readonly seed: number;
}

export const DEFAULT_SETTINGS: Settings = {
  k: 'auto',
  features: 'rfm',
  scaling: 'log',
  refunds: 'drop',
  duplicates: 'keep',
  outliers: 'keep',
  names: 'lifecycle',
  scheme: 'tranche',
  asOf: null,
  seed: 1,
};

/** The values each named setting takes, default first: one table for the parser, the help and the error words. */
export const SETTING_CHOICES = {
  features: ['rfm', 'rfa'],
  scaling: ['log', 'standard'],
  refunds: ['drop', 'net'],
  duplicates: ['keep', 'drop'],
  outliers: ['keep', 'iqr', 'cap'],
  names: ['lifecycle', 'classic', 'vip'],
  scheme: ['tranche', ...SCHEME_IDS],
} as const satisfies { [K in keyof Settings]?: readonly Settings[K][] };

export const SMALLEST_K = 2;
/** Largest number of clusters a person may ask for. */
export const LARGEST_K = 12;
/** Quality is shown for every k from `SMALLEST_K` up to this one. */
export const LARGEST_COMPARED_K = 10;
