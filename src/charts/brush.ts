/** Text on a chart's canvas, in CSS pixels. */
import type { Chart as ChartJs } from 'chart.js';
import { FONT_FAMILY, INK, LABEL_SIZE } from './look.ts';

export interface Lettering {
  readonly size?: number;
  readonly weight?: 400 | 600;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** A white outline of this width keeps text readable on dots and lines. */
  readonly halo?: number;
}

export const LINE_HEIGHT = 1.2;

export function setFont(chart: ChartJs, { size = LABEL_SIZE, weight = 400 }: Lettering): void {
  chart.ctx.font = `${weight} ${size}px ${FONT_FAMILY}`;
}

/** Writes one line, vertically centred at `y`. */
export function write(chart: ChartJs, text: string, x: number, y: number, lettering: Lettering = {}): void {
  const { ctx } = chart;
  setFont(chart, lettering);
  ctx.textAlign = lettering.align ?? 'left';
  ctx.textBaseline = 'middle';
  if (lettering.halo !== undefined) {
    ctx.lineJoin = 'round';
    ctx.lineWidth = lettering.halo;
    ctx.strokeStyle = '#FFFFFF';
    ctx.strokeText(text, x, y);
  }
  ctx.fillStyle = lettering.colour ?? INK;
  ctx.fillText(text, x, y);
}
