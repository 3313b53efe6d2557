/** A figure above each point of a line. */
import type { Chart as ChartJs } from 'chart.js';
import { write } from './brush.ts';

export interface PointLabels {
  readonly kind: 'points';
  readonly dataset: number;
  /** One per point; '' for none. */
  readonly texts: readonly string[];
  readonly colour: string;
  /** Index of the point whose figure is bold. */
  readonly strong: number | null;
}

const RISE = 18;
/** A steep line from the left would run through the figure: it moves aside. */
const STEEP = 24;
const ASIDE = 14;

export function paintPointLabels(chart: ChartJs, { dataset, texts, colour, strong }: PointLabels): void {
  const points = chart.getDatasetMeta(dataset).data;
  texts.forEach((text, index) => {
    const point = points[index];
    if (text === '' || point === undefined) return;
    const weight = index === strong ? 600 : 400;
    const before = points[index - 1];
    const aside = before !== undefined && before.y < point.y - STEEP ? ASIDE : 0;
    write(chart, text, point.x + aside, point.y - RISE, { align: 'center', halo: 4, size: 14, colour, weight });
  });
}
