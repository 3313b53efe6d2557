/** A dashed line across the plot with a word beside its foot. */
import type { Chart as ChartJs } from 'chart.js';
import { setFont, write } from './brush.ts';
import { INK } from './look.ts';

export interface Guide {
  readonly kind: 'guide';
  /** Id of the horizontal axis. */
  readonly axis: string;
  /** Position on that axis: an index on an axis of categories. */
  readonly at: number;
  readonly text: string;
  readonly dashed: boolean;
  readonly colour: string;
}

const GAP = 8;

export function paintGuide(chart: ChartJs, { axis, at, text, dashed, colour }: Guide): void {
  const { ctx, chartArea } = chart;
  const x = Math.round(chart.scales[axis]!.getPixelForValue(at));
  ctx.setLineDash(dashed ? [5, 4] : []);
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  if (text === '') return;
  setFont(chart, { weight: 600 });
  const fitsRight = x + GAP + ctx.measureText(text).width <= chartArea.right;
  const align = fitsRight ? 'left' : 'right';
  write(chart, text, fitsRight ? x + GAP : x - GAP, chartArea.bottom - 14, {
    align,
    weight: 600,
    colour: INK,
    halo: 4,
  });
}
