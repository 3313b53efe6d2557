/** Who the customers are against where the money comes from: two bars per segment. */
import type { Segment } from '../core/report.ts';
import { count, money, percent } from '../core/words/numbers.ts';
import type { ChartBuilder } from './chart.ts';
import { currencyOf, framed, nameAxis, percentAxis, rowHeight, rowNames, segmentNames, shortName } from './look.ts';
import { readableOn, segmentColours, tint } from './palette.ts';

const NAME_WIDTH = 190;
const HEADER_HEIGHT = 124;
const MOST_ROWS_WIDE = 6;

export const segmentSizes: ChartBuilder = ({ report }) => {
  const { segments } = report;
  const first = segments[0];
  if (first === undefined) return null;
  const currency = currencyOf(report);
  const names = segmentNames(segments);
  const colours = segmentColours(segments);
  const pale = colours.map(colour => tint(colour, 0.38));
  const rows = rowNames(names, NAME_WIDTH);
  const height = rowHeight(rows, segments.length <= MOST_ROWS_WIDE ? 76 : 60);
  return framed({
    id: 'segment-sizes',
    title: title(first, names[0]!),
    subtitle: 'Pale bar: share of customers. Full bar: share of revenue.',
    altText: altText(segments, names, currency),
    height: HEADER_HEIGHT + height * segments.length,
    type: 'bar',
    data: {
      labels: rows,
      datasets: [
        { label: 'Share of customers', data: shares(segments, 'customerShare'), backgroundColor: pale, ...BARS },
        { label: 'Share of revenue', data: shares(segments, 'revenueShare'), backgroundColor: colours, ...BARS },
      ],
    },
    options: {
      indexAxis: 'y',
      scales: {
        x: {
          ...percentAxis(),
          min: 0,
          max: axisEnd(segments),
        },
        y: nameAxis(),
      },
    },
    attachments: {
      hide: ['legend', 'x'],
      labels: [
        { kind: 'bars', dataset: 0, place: 'end', texts: segments.map(customersText), inside: pale.map(readableOn) },
        {
          kind: 'bars',
          dataset: 1,
          place: 'end',
          weight: 600,
          texts: segments.map(
            segment => `${percent(segment.revenueShare)} of revenue · ${money(segment.revenue, currency)}`,
          ),
          inside: colours.map(readableOn),
        },
      ],
    },
  });
};

function title({ customerShare, revenueShare }: Segment, name: string): string {
  const shown = shortName(name);
  const lead = shown.includes(':') ? `${shown} –` : `${shown}:`;
  return `${lead} ${percent(customerShare)} of customers, ${percent(revenueShare)} of revenue`;
}

const BARS = { borderRadius: 3, barPercentage: 0.9, categoryPercentage: 0.74 } as const;

const shares = (segments: readonly Segment[], key: 'customerShare' | 'revenueShare'): number[] =>
  segments.map(segment => (Number.isFinite(segment[key]) ? Math.round(segment[key] * 1e4) / 1e4 : 0));

const customersText = (segment: Segment): string =>
  `${percent(segment.customerShare)} of customers · ${count(segment.customers)}`;

/** A round end a little beyond the longest bar, so that its label often fits behind it. */
function axisEnd(segments: readonly Segment[]): number {
  const longest = Math.max(...shares(segments, 'customerShare'), ...shares(segments, 'revenueShare'));
  return Math.min(1, Math.max(0.1, Math.ceil(longest * 13) / 10));
}

function altText(segments: readonly Segment[], names: readonly string[], currency: string | null): string {
  const rows = segments.map(
    (segment, index) =>
      `${names[index]} ${percent(segment.customerShare)} of customers (${count(segment.customers)}) and ` +
      `${percent(segment.revenueShare)} of revenue (${money(segment.revenue, currency)})`,
  );
  return `Bar chart of ${segments.length} segments, their share of customers against their share of revenue: ${rows.join('; ')}.`;
}
