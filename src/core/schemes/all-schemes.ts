/** Segment maps that others publish, to be laid beside Tranche's RFM groups. */
import { BRAZE } from './braze.ts';
import { KLAVIYO } from './klaviyo.ts';
import { PUTLER } from './putler.ts';
import { R_RFM } from './r-rfm.ts';
import type { Scheme } from './scheme.ts';

const ALL = [KLAVIYO, R_RFM, PUTLER, BRAZE] as const satisfies readonly Scheme[];

export type PublishedSchemeId = (typeof ALL)[number]['id'];

export type PublishedScheme = Scheme & { readonly id: PublishedSchemeId };

export const SCHEMES: readonly PublishedScheme[] = ALL;

export const SCHEME_IDS: readonly PublishedSchemeId[] = SCHEMES.map(({ id }) => id);
