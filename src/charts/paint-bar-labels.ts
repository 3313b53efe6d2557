/** Text on the bars of one dataset. */
import type { BarElement, Chart as ChartJs } from 'chart.js';
import { setFont, write } from './brush.ts';
import { INK } from './look.ts';

export interface BarLabels {
  readonly kind: 'bars';
  readonly dataset: number;
  /**
   * `end`: behind the end of a horizontal bar, or inside it where there is no room. `opposite`: on the other side of the
   * zero line, which is always free. `tip`: inside the end of a horizontal bar. `middle`: in the middle of the bar.
   */
  readonly place: 'end' | 'opposite' | 'tip' | 'middle';
  /** One per bar; '' for none. */
  readonly texts: readonly string[];
  /** Text colours inside the bars, one per bar. */
  readonly inside?: readonly string[];
  readonly size?: number;
  readonly weight?: 400 | 600;
}

const GAP = 7;

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly base: number;
  /** The bar points to the right. */
  readonly right: boolean;
  readonly inside: string;
  readonly limit: number;
}

export function paintBarLabels(chart: ChartJs, labels: BarLabels): void {
  const meta = chart.getDatasetMeta(labels.dataset);
  const limit = chart.chartArea.right;
  labels.texts.forEach((text, index) => {
    const element = meta.data[index] as BarElement | undefined;
    if (text === '' || element === undefined) return;
    const { x, y, base } = element.getProps(['x', 'y', 'base'], true);
    // The library's types allow for bars that were never laid out.
    if (x === null || y === null) return;
    const bar = { x, y, base, right: x >= base, inside: labels.inside?.[index] ?? INK, limit };
    PLACES[labels.place](chart, text, bar, labels);
  });
}

type Place = (chart: ChartJs, text: string, bar: Bar, labels: BarLabels) => void;

const writeAtEnd: Place = (chart, text, bar, { size, weight }) => {
  const lettering = { ...(size && { size }), ...(weight && { weight }) };
  setFont(chart, lettering);
  if (bar.x + GAP + chart.ctx.measureText(text).width <= bar.limit) {
    write(chart, text, bar.x + GAP, bar.y, lettering);
  } else {
    write(chart, text, bar.x - GAP, bar.y, { ...lettering, align: 'right', colour: bar.inside });
  }
};

const writeOpposite: Place = (chart, text, bar, { size, weight }) =>
  write(chart, text, bar.base + (bar.right ? -GAP : GAP), bar.y, {
    ...(size && { size }),
    ...(weight && { weight }),
    align: bar.right ? 'right' : 'left',
  });

const writeAtTip: Place = (chart, text, bar, { size, weight }) =>
  write(chart, text, bar.x + (bar.right ? -GAP : GAP), bar.y, {
    ...(size && { size }),
    ...(weight && { weight }),
    align: bar.right ? 'right' : 'left',
    colour: bar.inside,
  });

const writeInMiddle: Place = (chart, text, bar, { size, weight }) =>
  write(chart, text, bar.x, (bar.y + bar.base) / 2, {
    ...(size && { size }),
    ...(weight && { weight }),
    align: 'center',
    colour: bar.inside,
  });

const PLACES: Readonly<Record<BarLabels['place'], Place>> = {
  end: writeAtEnd,
  opposite: writeOpposite,
  tip: writeAtTip,
  middle: writeInMiddle,
};
