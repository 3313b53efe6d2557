/** Worker of the piscina pool: draws a chart off the main thread, which 50 ms of drawing would otherwise block. */
import { move } from 'piscina';
import type { Chart } from '../charts/chart.ts';
import { drawLocally } from '../charts/draw-local.ts';

/** PNG bytes, handed over without a copy. */
export default async function draw(chart: Chart): Promise<ReturnType<typeof move>> {
  return move(await drawLocally(chart));
}
