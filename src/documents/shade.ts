/** Colours of a heat map's cells. */
import { ACCENT } from '../charts/look.ts';
import { readableOn, tint } from '../charts/palette.ts';

/** The darkest cell is not darker, so that all figures can be read. */
const DARKEST = 0.85;
/** More steps nobody can tell apart, and a workbook keeps a style for each. */
const STEPS = 20;

export const shadeOf = (share: number): { readonly ground: string; readonly ink: string } => {
  const ground = tint(ACCENT, (Math.round(Math.min(1, Math.max(0, share)) * STEPS) / STEPS) * DARKEST);
  return { ground, ink: readableOn(ground) };
};
