import type { Settings } from '../settings.ts';
import { CLASSIC } from './classic.ts';
import { LIFECYCLE } from './lifecycle.ts';
import type { NamePack } from './pack.ts';
import { VIP } from './vip.ts';

/** The packs by the value of the setting `names`. */
export const NAME_PACKS: Readonly<Record<Settings['names'], NamePack>> = {
  lifecycle: LIFECYCLE,
  classic: CLASSIC,
  vip: VIP,
};
