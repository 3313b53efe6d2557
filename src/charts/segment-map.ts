/** Where the segments lie: days since the last order against spend, one dot per sampled customer. */
import type { SegmentReport } from '../core/report.ts';
import { daysAgo } from '../core/words/dates.ts';
import { counted, money } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartInput, ChartJson, MapPoint } from './chart.ts';
import { evenly } from './evenly.ts';
import { logAxis, recencyScale, type Scale, spendScale, spreadOverDay, ZERO_DAYS } from './log-scale.ts';
import { axisTitle, currencyOf, framed, segmentNames, shortName } from './look.ts';
import { segmentColours } from './palette.ts';
import { segmentKey } from './segment-key.ts';

const HEIGHT = 560;
/** More dots hide each other and take their time. */
const MOST_DOTS = 3000;
const CENTROID_RADIUS = 9;
/** Dots are see-through, so that crowds show as darker. */
const DOT_ALPHA = '80';

export const segmentMap: ChartBuilder = ({ report, points }) => {
  const { segments } = report;
  if (segments.length === 0) return null;
  const currency = currencyOf(report);
  const names = segmentNames(segments);
  const key = segmentKey(names);
  const known = evenly(
    points.filter(point => segments[point.segment] !== undefined),
    MOST_DOTS,
  );
  const days = recencyScale([...known.map(point => point.recencyDays), ...segments.map(s => s.recencyDays.median)]);
  const spend = spendScale([...known.map(point => point.spend), ...segments.map(s => s.spend.median)], currency);
  return framed({
    id: 'segment-map',
    title: title(report, names),
    subtitle: subtitle(known, spend, report.totals.customers),
    altText: altText(report, names, currency),
    height: HEIGHT + key.height,
    type: 'scatter',
    data: { datasets: datasets({ report, points: known }, key.entries, days, spend) },
    options: {
      scales: {
        x: { ...logAxis(days), title: axisTitle('Days since last order (more recent on the left)') },
        y: {
          ...logAxis(spend),
          title: axisTitle(currency === null ? 'Spend per customer' : `Spend per customer (${currency})`),
        },
      },
    },
    attachments: {
      hide: key.isNumbered ? [] : ['legend'],
      unlisted: [0],
      ticks: { x: days.ticks, y: spend.ticks },
      labels: [{ kind: 'map', dataset: 0, radius: CENTROID_RADIUS + 2, names: key.labels }],
    },
  });
};

/** The medians first: Chart.js draws the first dataset last, on top of the dots. */
function datasets({ report, points }: ChartInput, names: readonly string[], days: Scale, spend: Scale): ChartJson[] {
  const { segments } = report;
  const colours = segmentColours(segments);
  const at = (recencyDays: number, amount: number) => ({
    x: days.clamped(recencyDays),
    y: spend.clamped(amount),
  });
  const centroids = {
    label: 'Median of the segment',
    data: segments.map(({ recencyDays, spend: spent }) => at(Math.max(ZERO_DAYS, recencyDays.median), spent.median)),
    pointRadius: CENTROID_RADIUS,
    pointBackgroundColor: colours,
    pointBorderColor: '#FFFFFF',
    pointBorderWidth: 3,
    clip: false,
  };
  const radius = points.length > 2000 ? 2.25 : points.length > 300 ? 3 : 4;
  const dots = segments.map((_, index) => ({
    label: names[index],
    data: points
      .filter(point => point.segment === index)
      .map((point, i) => at(spreadOverDay(point.recencyDays, i), point.spend)),
    pointRadius: radius,
    pointBackgroundColor: `${colours[index]}${DOT_ALPHA}`,
    pointBorderWidth: 0,
  }));
  return [centroids, ...dots];
}

function title({ segments }: SegmentReport, names: readonly string[]): string {
  const order = segments
    .map((_, i) => i)
    .sort((a, b) => segments[a]!.recencyDays.median - segments[b]!.recencyDays.median);
  const [latest, oldest] = [order[0]!, order.at(-1)!];
  const ago = (index: number) => daysAgo(segments[index]!.recencyDays.median);
  if (latest === oldest) return `${shortName(names[latest]!)}: last order ${ago(latest)}`;
  return `Last order: ${shortName(names[latest]!)} ${ago(latest)}, ${shortName(names[oldest]!)} ${ago(oldest)}`;
}

function subtitle(points: readonly MapPoint[], spend: Scale, customers: number): string {
  const sample = points.length < customers ? ` of a sample of ${counted(points.length, 'customer')}` : '';
  const dots = points.length === 0 ? '' : `Small dots: one customer each${sample}. `;
  const floor = spend.atFloor > 0 ? ` Customers without spend are drawn at the bottom.` : '';
  return `${dots}Large dots: the median of each segment.${floor}`;
}

function altText({ segments }: SegmentReport, names: readonly string[], currency: string | null): string {
  const rows = segments.map(
    ({ recencyDays, spend }, index) =>
      `${names[index]} ${daysAgo(recencyDays.median)}, ${money(spend.median, currency)} spent`,
  );
  return `Map of customers by days since the last order and spend, both on logarithmic axes. Medians: ${rows.join('; ')}.`;
}
