import { createHash } from 'node:crypto';
import type { Settings } from '../core/settings.ts';

/** Twelve hex digits that stand for the loaded orders and the settings: the same of both give the same id. */
export const runId = (ordersFingerprint: string, asOf: string, settings: Settings): string => {
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([1, ordersFingerprint, asOf, sorted]))
    .digest('hex')
    .slice(0, 12);
};
