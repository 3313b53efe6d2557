/** A figure above each point of a line, or before it. */
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
  /** Left of the point, where a line that rises ever more steeply leaves room. */
  readonly isBefore?: boolean;
}

const RISE = 18;
/** A steep line from the left would run through the figure: it moves aside. */
const STEEP = 24;
const ASIDE = 14;
const BEFORE = 14;

export function paintPointLabels(chart: ChartJs, labels: PointLabels): void {
  const points = chart.getDatasetMeta(labels.dataset).data;
  labels.texts.forEach((text, index) => {
    const point = points[index];
    if (text === '' || point === undefined) return;
    const weight = index === labels.strong ? 600 : 400;
    const place = labels.isBefore ? beforePoint(point) : abovePoint(point, points[index - 1]);
    write(chart, text, place.x, place.y, { halo: 4, size: 14, colour: labels.colour, weight, align: place.align });
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const beforePoint = ({ x, y }: Point) => ({ x: x - BEFORE, y, align: 'right' }) as const;

const abovePoint = ({ x, y }: Point, before: Point | undefined) => {
  const aside = before !== undefined && before.y < y - STEEP ? ASIDE : 0;
  return { x: x + aside, y: y - RISE, align: 'center' } as const;
};
