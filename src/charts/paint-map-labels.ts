/** Names of the points of one dataset, with a white halo, placed so that they stay apart. */
import type { Chart as ChartJs } from 'chart.js';
import { LINE_HEIGHT, setFont, write } from './brush.ts';
import { AXIS_LINE } from './look.ts';
import { type Anchor, nearestPoint, type Placement, placeLabels, type Rect } from './place-labels.ts';

export interface MapLabels {
  readonly kind: 'map';
  readonly dataset: number;
  /** The lines of each point's name. */
  readonly names: readonly (readonly string[])[];
  /** CSS pixels around every point, or around each of them, that labels keep free. */
  readonly radius: number | readonly number[];
}

/** Tried in this order until every name has a free place. */
const SIZES = [15, 14, 13, 12, 11] as const;
/** A line leads to a label that is further away than this. */
const NEAR = 12;

export function paintMapLabels(chart: ChartJs, labels: MapLabels): void {
  const points = chart.getDatasetMeta(labels.dataset).data;
  const { left, top, width, height } = chart.chartArea;
  const area: Rect = { left: left + 4, top: top + 4, width: width - 8, height: height - 8 };
  const { size, placement } = fitting(chart, labels, area);
  placement.rects.forEach((rect, index) => {
    const point = points[index]!;
    leaderLine(chart, point.x, point.y, rect, radiusOf(labels, index));
  });
  placement.rects.forEach((rect, index) => {
    plate(chart, rect);
    labels.names[index]!.forEach((line, row) => {
      const y = rect.top + (row + 0.5) * size * LINE_HEIGHT;
      write(chart, line, rect.left + rect.width / 2, y, { size, weight: 600, align: 'center', halo: 5 });
    });
  });
}

function fitting(chart: ChartJs, labels: MapLabels, area: Rect): { size: number; placement: Placement } {
  let last: { size: number; placement: Placement } | undefined;
  for (const size of SIZES) {
    last = { size, placement: placeLabels(anchors(chart, labels, size), area) };
    if (last.placement.free) break;
  }
  return last!;
}

const radiusOf = ({ radius }: MapLabels, index: number): number =>
  typeof radius === 'number' ? radius : (radius[index] ?? 0);

function anchors(chart: ChartJs, labels: MapLabels, size: number): Anchor[] {
  setFont(chart, { size, weight: 600 });
  return labels.names.map((lines, index) => {
    const { x, y } = chart.getDatasetMeta(labels.dataset).data[index]!;
    const width = Math.max(...lines.map(line => chart.ctx.measureText(line).width)) + 4;
    return { x, y, radius: radiusOf(labels, index), width, height: lines.length * size * LINE_HEIGHT };
  });
}

/** Thins the dots behind a name out. */
function plate({ ctx }: ChartJs, { left, top, width, height }: Rect): void {
  ctx.fillStyle = '#FFFFFFB8';
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 4);
  ctx.fill();
}

function leaderLine(chart: ChartJs, x: number, y: number, rect: Rect, radius: number): void {
  const end = nearestPoint(x, y, rect);
  const length = Math.hypot(end.x - x, end.y - y);
  if (length <= radius + NEAR) return;
  const { ctx } = chart;
  const start = radius / length;
  for (const [colour, width] of [
    ['#FFFFFF', 4],
    [AXIS_LINE, 1.5],
  ] as const) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(x + (end.x - x) * start, y + (end.y - y) * start);
    ctx.lineTo(end.x, end.y);
    ctx.stroke();
  }
}
