/** Segments in all three dimensions: days since the last order, orders, and spend as the size of the bubble. */
import type { BudgetView } from '../core/insight/budget.ts';
import { daysAgo } from '../core/words/dates.ts';
import { counted, decimal, money } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartInput, ChartJson, MapPoint } from './chart.ts';
import { evenly } from './evenly.ts';
import {
  logAxis,
  ordersScale,
  recencyScale,
  type Scale,
  spreadOverDay,
  spreadOverOrders,
  ZERO_DAYS,
} from './log-scale.ts';
import { axisTitle, currencyOf, framed, segmentNames, shortName } from './look.ts';
import { segmentColours } from './palette.ts';
import { segmentKey } from './segment-key.ts';

const HEIGHT = 580;
/** Of customers; more of them, each as large as its spend, would cover each other. */
const MOST_DOTS = 600;
const LARGEST_BUBBLE = 40;
const SMALLEST_BUBBLE = 8;
const LARGEST_DOT = 9;
const SMALLEST_DOT = 1.5;
const DOT_ALPHA = '59';
const BUBBLE_ALPHA = 'D9';

export const budgetBubbles: ChartBuilder = ({ report, points }) => {
  const view = report.insight?.budget;
  if (view === undefined || view.segments.length === 0) return null;
  const currency = currencyOf(report);
  const names = segmentNames(report.segments);
  const key = segmentKey(names);
  const known = evenly(
    points.filter(point => report.segments[point.segment] !== undefined),
    MOST_DOTS,
  );
  const medians = view.segments.map(({ median }) => median);
  const days = recencyScale([...known, ...medians].map(({ recencyDays }) => recencyDays));
  const orders = ordersScale([...known.map(point => point.orders), ...medians.map(each => each.ordersPerCustomer)]);
  const radii = bubbleRadii(view);
  return framed({
    id: 'budget-bubbles',
    title: title(view, names, currency),
    subtitle: subtitle(known, report.totals.customers),
    altText: altText(view, names, currency),
    height: HEIGHT + key.height,
    type: 'scatter',
    data: { datasets: datasets({ report, points: known }, { view, names: key.entries, radii, days, orders }) },
    options: {
      scales: {
        x: { ...logAxis(days), title: axisTitle('Days since last order (more recent on the left)') },
        y: { ...logAxis(orders), title: axisTitle('Orders per customer') },
      },
    },
    attachments: {
      hide: key.isNumbered ? [] : ['legend'],
      unlisted: [0],
      ticks: { x: days.ticks, y: orders.ticks },
      labels: [{ kind: 'map', dataset: 0, radius: radii.map(radius => radius + 2), names: key.labels }],
    },
  });
};

/** The area of a bubble is the median spend. */
const bubbleRadii = ({ segments }: BudgetView): readonly number[] => {
  const largest = Math.max(...segments.map(({ median }) => median.spend));
  return segments.map(({ median: { spend } }) =>
    Math.max(SMALLEST_BUBBLE, largest > 0 ? rounded(LARGEST_BUBBLE * Math.sqrt(spend / largest)) : 0),
  );
};

const rounded = (radius: number): number => Math.round(radius * 10) / 10;

interface Drawing {
  readonly view: BudgetView;
  readonly names: readonly string[];
  readonly radii: readonly number[];
  readonly days: Scale;
  readonly orders: Scale;
}

/** The bubbles first: Chart.js draws the first dataset last, on top of the dots. */
const datasets = ({ report, points }: ChartInput, drawing: Drawing): readonly ChartJson[] => {
  const { view, names, radii, days, orders } = drawing;
  const colours = segmentColours(report.segments);
  const bubbles = {
    label: 'Median of the segment; the larger, the more spend',
    data: view.segments.map(({ median }) => ({
      x: days.clamped(Math.max(ZERO_DAYS, median.recencyDays)),
      y: orders.clamped(median.ordersPerCustomer),
    })),
    pointRadius: radii,
    pointBackgroundColor: colours.map(colour => `${colour}${BUBBLE_ALPHA}`),
    pointBorderColor: '#FFFFFF',
    pointBorderWidth: 2,
    clip: false,
  };
  const sizeOf = dotSize(points);
  const dots = names.map((label, segment) => {
    const own = points.filter(point => point.segment === segment);
    return {
      label,
      data: own.map((point, place) => ({
        x: days.clamped(spreadOverDay(point.recencyDays, place)),
        y: orders.clamped(spreadOverOrders(point.orders, place)),
      })),
      pointRadius: own.map(sizeOf),
      pointBackgroundColor: `${colours[segment]}${DOT_ALPHA}`,
      pointBorderWidth: 0,
    };
  });
  return [bubbles, ...dots];
};

/** A spend that only one in twenty exceeds is drawn largest: a single one beyond all others would shrink the rest. */
const dotSize = (points: readonly MapPoint[]): ((point: MapPoint) => number) => {
  const spends = points.map(({ spend }) => spend).sort((a, b) => a - b);
  const large = spends[Math.floor(spends.length * 0.95)] ?? 0;
  return ({ spend }) =>
    large <= 0 || spend <= 0
      ? SMALLEST_DOT
      : rounded(Math.min(LARGEST_DOT, Math.max(SMALLEST_DOT, LARGEST_DOT * Math.sqrt(spend / large))));
};

const title = ({ segments }: BudgetView, names: readonly string[], currency: string | null): string => {
  const best = segments.reduce(
    (most, segment, place) => (segment.median.spend > segments[most]!.median.spend ? place : most),
    0,
  );
  const { recencyDays, ordersPerCustomer, spend } = segments[best]!.median;
  return `${shortName(names[best]!)}: ${orderWords(ordersPerCustomer)}, ${money(spend, currency)} spent, the last one ${daysAgo(recencyDays)}`;
};

const orderWords = (orders: number): string => `${decimal(orders)} ${orders === 1 ? 'order' : 'orders'}`;

const subtitle = (points: readonly MapPoint[], customers: number): string => {
  const sample = points.length < customers ? ` of a sample of ${counted(points.length, 'customer')}` : '';
  const dots = points.length === 0 ? '' : ` Small dots: one customer each${sample}.`;
  return `Bubbles: the median of each segment; the larger, the more spend.${dots}`;
};

const altText = ({ segments }: BudgetView, names: readonly string[], currency: string | null): string => {
  const rows = segments.map(
    ({ median: { recencyDays, ordersPerCustomer, spend } }, place) =>
      `${names[place]} ${orderWords(ordersPerCustomer)}, ${money(spend, currency)}, last order ${daysAgo(recencyDays)}`,
  );
  return `Bubble chart of segments by days since the last order and orders, both on logarithmic axes, sized by spend. Medians: ${rows.join('; ')}.`;
};
