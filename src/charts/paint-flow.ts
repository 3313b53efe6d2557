/** Bands between two stacked bars, the names of their parts beside them, and below what the colours mean. */
import type { BarElement, Chart as ChartJs } from 'chart.js';
import { write } from './brush.ts';
import { AXIS_LINE, INK, LABEL_SIZE, QUIET } from './look.ts';
import { estimatedWidth } from './text.ts';

export interface FlowBand {
  readonly colour: string;
  /** Opacity, 0 to 1. */
  readonly strength: number;
  /** What the colour means; `null` where that needs no word. */
  readonly key: string | null;
  /** Indexes of datasets. */
  readonly moves: readonly { readonly from: number; readonly to: number; readonly customers: number }[];
}

export interface Flow {
  readonly kind: 'flow';
  /** Painted in this order. */
  readonly bands: readonly FlowBand[];
  /** One per dataset; '' for none. */
  readonly labels: readonly { readonly before: string; readonly now: string }[];
}

export function paintFlow(chart: ChartJs, { bands, labels }: Flow): void {
  const [left, right] = [partsOf(chart, 0), partsOf(chart, 1)];
  for (const band of placed(bands, left, right)) paintBand(chart, band);
  paintNames(
    chart,
    left,
    labels.map(({ before }) => before),
    'left',
  );
  paintNames(
    chart,
    right,
    labels.map(({ now }) => now),
    'right',
  );
  paintKey(chart, bands);
}

interface Part {
  readonly top: number;
  readonly height: number;
  /** Edges of the bar. */
  readonly left: number;
  readonly right: number;
}

/** One per dataset. */
const partsOf = (chart: ChartJs, bar: number): readonly Part[] =>
  chart.data.datasets.map((_, dataset) => {
    const element = chart.getDatasetMeta(dataset).data[bar] as BarElement;
    const { x, y, base, width } = element.getProps(['x', 'y', 'base', 'width'], true) as Record<string, number>;
    return { top: y!, height: base! - y!, left: x! - width! / 2, right: x! + width! / 2 };
  });

interface PlacedBand extends Pick<FlowBand, 'colour' | 'strength'> {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly height: number;
}

/** A thinner band would not be seen. */
const THINNEST = 0.8;

/** Bands leave and arrive in the order of their other ends, so that few of them cross. */
function placed(bands: readonly FlowBand[], left: readonly Part[], right: readonly Part[]): readonly PlacedBand[] {
  const moves = bands.flatMap((band, order) => band.moves.map(move => ({ ...move, band, order })));
  const pixels = left.reduce((sum, { height }) => sum + height, 0);
  const customers = moves.reduce((sum, move) => sum + move.customers, 0);
  const heightOf = (many: number): number => (many / customers) * pixels;
  const [leaving, arriving] = [left.map(({ top }) => top), right.map(({ top }) => top)];
  // The last dataset lies at the top.
  const topFirst = moves.toSorted((a, b) => b.from - a.from || b.to - a.to);
  return topFirst
    .map(move => {
      const height = heightOf(move.customers);
      const [from, to] = [left[move.from]!, right[move.to]!];
      const place = {
        from: { x: from.right, y: leaving[move.from]! },
        to: { x: to.left, y: arriving[move.to]! },
      };
      leaving[move.from]! += height;
      arriving[move.to]! += height;
      return { ...place, height: Math.max(height, THINNEST), ...move.band, order: move.order };
    })
    .toSorted((a, b) => a.order - b.order);
}

function paintBand({ ctx }: ChartJs, { from, to, height, colour, strength }: PlacedBand): void {
  const middle = (from.x + to.x) / 2;
  ctx.globalAlpha = strength;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
  ctx.lineTo(to.x, to.y + height);
  ctx.bezierCurveTo(middle, to.y + height, middle, from.y + height, from.x, from.y + height);
  ctx.closePath();
  ctx.fill();
  ctx.globalAlpha = 1;
}

const NAME_LINE = 18;
const NAME_GAP = 10;
/** So far a name may stand from the middle of its part before a line leads to it. */
const NEAR = 6;

function paintNames(chart: ChartJs, parts: readonly Part[], names: readonly string[], side: 'left' | 'right'): void {
  const shown = parts
    .map(({ top, height, ...edges }, index) => ({ ...edges, middle: top + height / 2, name: names[index]! }))
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => a.middle - b.middle);
  const places = apart(
    shown.map(({ middle }) => middle),
    chart.chartArea.bottom,
  );
  shown.forEach(({ middle, name, left, right }, index) => {
    const [edge, away] = side === 'left' ? [left, -1] : [right, 1];
    const y = places[index]!;
    if (Math.abs(y - middle) > NEAR) lead(chart, { edge, away, middle, y });
    write(chart, name, edge + away * NAME_GAP, y, { align: side === 'left' ? 'right' : 'left', colour: INK });
  });
}

/** Heights at least a line apart, moved as little as that takes, none below `bottom`. */
function apart(middles: readonly number[], bottom: number): readonly number[] {
  const down = middles.reduce<number[]>((placed, middle) => {
    placed.push(Math.max(middle, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + NAME_LINE));
    return placed;
  }, []);
  return down.reduceRight<number[]>((placed, y) => {
    placed.unshift(Math.min(y, (placed[0] ?? bottom + NAME_LINE / 2) - NAME_LINE));
    return placed;
  }, []);
}

function lead({ ctx }: ChartJs, line: { edge: number; away: number; middle: number; y: number }): void {
  ctx.strokeStyle = AXIS_LINE;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(line.edge + line.away, line.middle);
  ctx.lineTo(line.edge + line.away * (NAME_GAP - 3), line.y);
  ctx.stroke();
}

const KEY_SIZE = 12;

function paintKey(chart: ChartJs, bands: readonly FlowBand[]): void {
  const { ctx, chartArea } = chart;
  const y = chartArea.bottom + 24;
  let x = chartArea.left;
  for (const { key, colour, strength } of bands.toReversed()) {
    if (key === null) continue;
    ctx.globalAlpha = strength;
    ctx.fillStyle = colour;
    ctx.fillRect(x, y - KEY_SIZE / 2, KEY_SIZE, KEY_SIZE);
    ctx.globalAlpha = 1;
    write(chart, key, x + KEY_SIZE + 6, y, { colour: QUIET });
    x += KEY_SIZE + 22 + estimatedWidth(key, LABEL_SIZE);
  }
}
