/** What all charts share: sizes, type, quiet colours, and the frame of a Chart.js configuration. */
import type { Segment, SegmentReport } from '../core/report.ts';
import type { Attachments } from './attachments.ts';
import type { Chart, ChartJson } from './chart.ts';
import { balanced, estimatedWidth, printable, wrapped } from './text.ts';

/** CSS pixels. Slack shows pictures about 500 pixels wide: a label of 15 comes out at 10. */
const WIDTH = 720;
export const LABEL_SIZE = 15;
const TITLE_SIZE = 21;
const SUBTITLE_SIZE = 15;
const PADDING = 20;

export const INK = '#1F2933';
export const QUIET = '#52606D';
export const GRID = '#E4E7EB';
export const AXIS_LINE = '#9AA5B1';
/** One colour for what is neither a segment nor an axis: bars of months, the curve over k. */
export const ACCENT = '#0072B2';
export const SECOND_ACCENT = '#D55E00';

/** Two families because the font comes in two files: the second draws what the first lacks (Ł, ş). */
export const FONT_FAMILY = 'Inter, "Inter Ext", sans-serif';

export const font = (size: number, weight: 400 | 600 = 400) => ({ family: FONT_FAMILY, size, weight });

export const bold = (size: number) => font(size, 600);

export interface Frame {
  readonly id: string;
  readonly title: string;
  /** How to read the picture; also the place for what it leaves out. */
  readonly subtitle: string;
  readonly altText: string;
  readonly height: number;
  readonly type: 'bar' | 'line' | 'scatter';
  readonly data: ChartJson;
  /** Chart.js options beside those of the frame; `plugins` are merged. */
  readonly options: ChartJson & { readonly plugins?: ChartJson };
  readonly attachments: Attachments;
}

/** The chart in the common frame: title and subtitle at the left, white ground, no animation, quiet type. */
export function framed({ type, data, options, attachments, ...frame }: Frame): Chart {
  const config = {
    type,
    data,
    options: {
      responsive: false,
      animation: false,
      events: [],
      locale: 'en',
      color: INK,
      font: font(LABEL_SIZE),
      layout: { padding: { top: PADDING - 6, right: PADDING, bottom: PADDING - 4, left: PADDING } },
      ...options,
      plugins: {
        tooltip: { enabled: false },
        legend: LEGEND,
        title: heading(frame.title, TITLE_SIZE, 'bold', { top: 4, bottom: 6 }),
        subtitle: heading(frame.subtitle, SUBTITLE_SIZE, 'regular', { top: 0, bottom: 18 }),
        ...options.plugins,
        tranche: attachments,
      },
    },
  };
  return { id: frame.id, title: frame.title, altText: frame.altText, width: WIDTH, height: frame.height, config };
}

/** Below the plot: above, it would touch the topmost tick. */
export const LEGEND = {
  display: true,
  position: 'bottom',
  align: 'start',
  labels: { color: INK, font: font(LABEL_SIZE), usePointStyle: true, boxWidth: 14, boxHeight: 12, padding: 16 },
} as const;

function heading(text: string, fontSize: number, weight: 'regular' | 'bold', padding: ChartJson): ChartJson {
  return {
    display: text !== '',
    text: balanced(text, { width: WIDTH - 2 * PADDING, fontSize, weight, maxLines: 3 }),
    align: 'start',
    color: weight === 'bold' ? INK : QUIET,
    font: weight === 'bold' ? bold(fontSize) : font(fontSize),
    padding,
  };
}

/** Axis title in plain words. */
export const axisTitle = (text: string): ChartJson => ({
  display: true,
  text,
  color: QUIET,
  font: font(LABEL_SIZE),
  padding: 6,
});

/** An axis of names: no grid, no line, text in ink. */
export const nameAxis = (): ChartJson => ({
  grid: { display: false },
  border: { display: false },
  ticks: { color: INK, font: font(LABEL_SIZE), autoSkip: false, crossAlign: 'far', padding: 10 },
});

/** A quiet axis of numbers. */
export const numberAxis = (ticks: ChartJson = {}): ChartJson => ({
  beginAtZero: true,
  grid: { color: GRID, drawTicks: false },
  border: { display: false },
  ticks: { color: QUIET, font: font(LABEL_SIZE), padding: 8, maxTicksLimit: 6, ...ticks },
});

/** A quiet axis of shares. */
export const percentAxis = (): ChartJson =>
  numberAxis({ format: { style: 'percent', minimumFractionDigits: 0, maximumFractionDigits: 0 } });

/** Names of the segments that the font can draw, in the order of the report. */
export const segmentNames = (segments: readonly Segment[]): string[] =>
  segments.map((segment, index) => printable(segment.name, `Segment ${index + 1}`));

/** The currency as text, or `null` where there is none that could be shown. */
export const currencyOf = (report: SegmentReport): string | null =>
  report.totals.currency === null ? null : printable(report.totals.currency) || null;

/** Cuts a name so that a title stays a title. */
export const shortName = (name: string, width = 300): string =>
  estimatedWidth(name, TITLE_SIZE, 'bold') <= width
    ? name
    : wrapped(name, { width, fontSize: TITLE_SIZE, weight: 'bold', maxLines: 1 })[0]!;

const LINE = 18;

/** Space for a row with this name beside it, at least `least`. */
export const rowHeight = (names: readonly (readonly string[])[], least: number): number =>
  Math.max(least, Math.max(...names.map(lines => lines.length)) * LINE + 10);

/** Names of rows in lines that leave room for the plot. */
export const rowNames = (names: readonly string[], width: number): string[][] =>
  names.map(name => wrapped(name, { width, fontSize: LABEL_SIZE, maxLines: 3 }));
