import type { Preset } from './preset.ts';
import { SHOPIFY } from './shopify.ts';
import { STRIPE } from './stripe.ts';

/** The first whose signature a file has. */
export const PRESETS: readonly Preset[] = [SHOPIFY, STRIPE];
