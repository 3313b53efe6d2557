/** What the buttons of the question carry, checked on the way back like anything from outside. */
import { z } from 'zod';
import type { Placement } from '../../jobs/job.ts';

export interface PlaceValue {
  /** Stands for the waiting file. */
  readonly question: string;
  readonly placement: Placement;
}

export const toPlaceValue = (value: PlaceValue): string => JSON.stringify(value);

/** `null` for anything else. */
export const fromPlaceValue = (text: string): PlaceValue | null => {
  try {
    return VALUE.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const VALUE: z.ZodType<PlaceValue> = z.strictObject({
  question: z.string(),
  placement: z.union([
    z.strictObject({ to: z.literal('new') }),
    z.strictObject({ to: z.literal('add'), dataset: z.string() }),
    z.strictObject({ to: z.literal('replace'), dataset: z.string() }),
  ]),
});
