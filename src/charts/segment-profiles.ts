/** What sets each segment apart from the average customer: recency, frequency and money side by side. */
import type { Segment, SegmentReport } from '../core/report.ts';
import { compact, money, moneyTick, signed } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import {
  AXIS_LINE,
  bold,
  currencyOf,
  framed,
  GRID,
  INK,
  LABEL_SIZE,
  nameAxis,
  QUIET,
  rowHeight,
  rowNames,
  segmentNames,
  shortName,
} from './look.ts';
import { readableOn, segmentColours } from './palette.ts';

const NAME_WIDTH = 180;
const HEADER_HEIGHT = 174;
const MOST_ROWS_WIDE = 6;
/** Space at both sides of a panel, as a share of the longest bar: keeps the words of neighbours apart. */
const PANEL_MARGIN = 0.14;
/** Bars end here, in standard deviations: one extreme segment must not flatten all others. */
const LONGEST_BAR = 3;

interface Dimension {
  readonly heading: string;
  readonly worse: string;
  readonly better: string;
  /** Standard deviations from the average customer, turned so that more is better. */
  readonly z: (segment: Segment) => number;
  /** The figure of the segment's typical customer, in its own unit. */
  readonly figure: (segment: Segment) => string;
}

export const segmentProfiles: ChartBuilder = ({ report }) => {
  const { segments } = report;
  if (segments.length === 0) return null;
  const dimensions = dimensionsOf(report);
  const names = segmentNames(segments);
  const rows = rowNames(names, NAME_WIDTH);
  const colours = segmentColours(segments);
  const widest = Math.max(...dimensions.flatMap(({ z }) => segments.map(segment => Math.abs(z(segment)))));
  const limit = Math.min(LONGEST_BAR, Math.max(1, Math.ceil(widest * 10) / 10));
  return framed({
    id: 'segment-profiles',
    title: title(report, names),
    subtitle: subtitle(report, widest > limit),
    altText: altText(segments, names, dimensions),
    height: HEADER_HEIGHT + segments.length * rowHeight(rows, segments.length <= MOST_ROWS_WIDE ? 58 : 48),
    type: 'bar',
    data: {
      labels: rows,
      datasets: dimensions.map(({ heading, z }, index) => ({
        label: heading,
        data: segments.map(segment => Math.max(-limit, Math.min(limit, round(z(segment))))),
        xAxisID: `x${index}`,
        grouped: false,
        backgroundColor: colours,
        barPercentage: 0.9,
        categoryPercentage: 0.62,
      })),
    },
    options: { indexAxis: 'y', scales: scales(dimensions, limit), plugins: { legend: { display: false } } },
    attachments: {
      ticks: Object.fromEntries(dimensions.map((dimension, index) => [`x${index}`, sides(dimension, limit)])),
      labels: dimensions.flatMap(({ z, figure }, dataset) => [
        { kind: 'bars' as const, dataset, place: 'opposite' as const, texts: segments.map(figure) },
        {
          kind: 'bars' as const,
          dataset,
          place: 'tip' as const,
          size: 14,
          weight: 600 as const,
          texts: segments.map(segment => cutMark(z(segment), limit)),
          inside: colours.map(readableOn),
        },
      ]),
    },
  });
};

/** What a bar that was cut stands for, written into its end. */
function cutMark(z: number, limit: number): string {
  if (Math.abs(z) <= limit) return '';
  return z > 0 ? `${signed(z)} ›` : `‹ ${signed(z)}`;
}

const round = (value: number): number => (Number.isFinite(value) ? Math.round(value * 1e3) / 1e3 || 0 : 0);

function dimensionsOf(report: SegmentReport): Dimension[] {
  const currency = currencyOf(report);
  return [
    {
      heading: 'Days since last order',
      worse: 'longer ago',
      better: 'recent',
      z: ({ centroid }) => -centroid.recency,
      figure: ({ recencyDays }) => compact(recencyDays.median),
    },
    {
      heading: 'Orders',
      worse: 'fewer',
      better: 'more',
      z: ({ centroid }) => centroid.frequency,
      figure: ({ ordersPerCustomer }) => compact(ordersPerCustomer.median),
    },
    {
      heading: usesAverageValue(report) ? 'Order value' : 'Spend',
      worse: 'lower',
      better: 'higher',
      z: ({ centroid }) => ('averageValue' in centroid ? centroid.averageValue : centroid.monetary),
      figure: segment =>
        shortMoney(usesAverageValue(report) ? segment.averageOrderValue : segment.spend.median, currency),
    },
  ];
}

/** There is room for seven characters beside the bars of the neighbouring panel. */
const LONGEST_FIGURE = 7;

function shortMoney(value: number, currency: string | null): string {
  const full = money(value, currency);
  return full.length <= LONGEST_FIGURE ? full : moneyTick(value, currency);
}

const usesAverageValue = ({ segments }: SegmentReport): boolean =>
  segments[0] !== undefined && 'averageValue' in segments[0].centroid;

/** Three panels beside each other over the same rows: one horizontal axis per dimension, on top, as column headings. */
function scales(dimensions: readonly Dimension[], limit: number): ChartJson {
  const panels = dimensions.map(({ heading }, index) => [
    `x${index}`,
    {
      axis: 'x',
      position: 'top',
      stack: 'panels',
      stackWeight: 1,
      min: -limit * (1 + PANEL_MARGIN),
      max: limit * (1 + PANEL_MARGIN),
      grid: { color: [GRID, AXIS_LINE, GRID], drawTicks: false },
      border: { display: false },
      ticks: {
        color: QUIET,
        align: 'inner',
        font: { ...bold(14), weight: 400 },
        padding: 4,
        stepSize: limit,
        includeBounds: false,
        maxRotation: 0,
      },
      title: { display: true, text: heading, color: INK, font: bold(LABEL_SIZE), padding: 2 },
    },
  ]);
  // Boxes on top are laid out from the right.
  return { ...Object.fromEntries(panels.reverse()), y: nameAxis() };
}

const sides = ({ worse, better }: Dimension, limit: number) => [
  { value: -limit, label: worse },
  { value: 0, label: '' },
  { value: limit, label: better },
];

/** The segment with most revenue, in multiples of the average customer; plain where it is not above it. */
function title({ segments, totals }: SegmentReport, names: readonly string[]): string {
  const first = segments[0]!;
  const orders = ratio(first.orders / first.customers, totals.orders / totals.customers);
  const spend = ratio(first.revenueShare, first.customerShare);
  if (orders === null || spend === null) return 'What sets each segment apart';
  return `${shortName(names[0]!)}: ${orders}× average orders, ${spend}× average spend`;
}

function ratio(value: number, base: number): string | null {
  const times = value / base;
  if (!Number.isFinite(times) || times < 1.2) return null;
  return compact(Number(times.toPrecision(2)));
}

function subtitle(report: SegmentReport, cut: boolean): string {
  const money = usesAverageValue(report) ? 'average order value' : 'spend';
  const more = cut ? ' Cut bars go further, as written.' : '';
  return (
    'Bars: distance from the average customer in standard deviations; to the right is better.' +
    `${more} Figures: median days, orders and ${money} of the segment.`
  );
}

function altText(segments: readonly Segment[], names: readonly string[], dimensions: readonly Dimension[]): string {
  const rows = segments.map((segment, index) => {
    const parts = dimensions.map(({ heading, z, figure }) => `${heading} ${figure(segment)} (${signed(z(segment))})`);
    return `${names[index]}: ${parts.join(', ')}`;
  });
  return (
    'Bars of each segment against the average customer, in standard deviations, plus is better. ' +
    `${rows.join('; ')}.`
  );
}
