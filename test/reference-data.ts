import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

/** Folder of real order files (`data/`) and independently computed figures (`truth/`); `null` where there is none. */
export const referenceData: string | null = process.env.REFERENCE_DATA || null;

if (referenceData !== null && !existsSync(join(referenceData, 'truth'))) {
  throw new Error(`REFERENCE_DATA names ${referenceData}, but there is no folder "truth" in it.`);
}

/** Tests on real data: skipped where REFERENCE_DATA is not set. */
export const describeWithReference: (name: string, tests: () => void) => void =
  referenceData === null ? describe.skip : describe;

export const referencePath = (...parts: readonly string[]): string => join(referenceData ?? '', ...parts);

export const referenceTruth = (name: string): unknown => JSON.parse(readFileSync(referencePath('truth', name), 'utf8'));
