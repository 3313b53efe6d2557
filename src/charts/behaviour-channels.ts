/** Where orders come from: shares of the channels in each segment, as one bar of 100 %. */
import type { Habits } from '../core/insight/behaviour.ts';
import type { SegmentReport } from '../core/report.ts';
import { percent } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { framed, nameAxis, numberAxis, rowHeight, rowNames, segmentNames, shortName } from './look.ts';
import { PALETTE, readableOn } from './palette.ts';
import { printable } from './text.ts';

const NAME_WIDTH = 180;
const HEADER_HEIGHT = 170;
const OTHERS = '#C4CBD3';
/** A smaller part has no room for its figure. */
const SMALLEST_LABELLED = 0.06;
const LONGEST_NAME = 190;

interface Row {
  readonly name: string;
  readonly channels: NonNullable<Habits['channels']>;
}

export const behaviourChannels: ChartBuilder = ({ report }) => {
  const all = report.insight?.behaviour?.all.channels;
  const rows = rowsOf(report);
  if (!all || rows.length === 0) return null;
  const parts = [
    ...all.parts.map(({ name }, place) => ({
      label: shortName(printable(name, `Channel ${place + 1}`), LONGEST_NAME),
      colour: PALETTE[place % PALETTE.length]!,
      shares: rows.map(row => row.channels.parts.find(part => part.name === name)?.share ?? 0),
    })),
    ...(rows.some(({ channels }) => channels.others > 0)
      ? [{ label: 'Others', colour: OTHERS, shares: rows.map(({ channels }) => channels.others) }]
      : []),
  ];
  const names = rowNames(
    rows.map(({ name }) => name),
    NAME_WIDTH,
  );
  return framed({
    id: 'behaviour-channels',
    title: title(rows, parts),
    subtitle: 'Share of the orders by channel.',
    altText: `Bars of the channels that orders come by. ${rows.map((row, place) => spoken(row.name, parts, place)).join('; ')}.`,
    height: HEADER_HEIGHT + rowHeight(names, 48) * rows.length,
    type: 'bar',
    data: { labels: names, datasets: parts.map(bars) },
    options: {
      indexAxis: 'y',
      scales: {
        x: {
          ...numberAxis({ format: { style: 'percent', minimumFractionDigits: 0, maximumFractionDigits: 0 } }),
          ...{ stacked: true, min: 0, max: 1 },
        },
        y: { ...nameAxis(), stacked: true },
      },
    },
    attachments: {
      hide: ['x'],
      labels: parts.map(({ colour, shares }, dataset) => ({
        ...{ kind: 'bars' as const, dataset, place: 'tip' as const },
        texts: shares.map(share => (share < SMALLEST_LABELLED ? '' : percent(share))),
        inside: shares.map(() => readableOn(colour)),
      })),
    },
  });
};

interface Part {
  readonly label: string;
  readonly colour: string;
  readonly shares: readonly number[];
}

const bars = ({ label, colour, shares }: Part): ChartJson => ({
  label,
  data: shares.map(share => Math.round(share * 1e4) / 1e4),
  backgroundColor: colour,
  pointStyle: 'rectRounded',
  barPercentage: 0.9,
  categoryPercentage: 0.74,
});

const rowsOf = ({ insight, segments }: SegmentReport): readonly Row[] => {
  if (!insight?.behaviour) return [];
  const names = segmentNames(segments);
  const groups = [
    ...insight.behaviour.segments.map(({ channels }, place) => ({ name: names[place]!, channels })),
    { name: 'All customers', channels: insight.behaviour.all.channels },
  ];
  return groups.flatMap(({ name, channels }) => (channels ? [{ name, channels }] : []));
};

const title = ([first]: readonly Row[], parts: readonly Part[]): string => {
  const most = parts.reduce((best, part) => (part.shares[0]! > best.shares[0]! ? part : best));
  return `${shortName(first!.name)}: ${percent(most.shares[0]!)} of the orders come by ${most.label}`;
};

const spoken = (name: string, parts: readonly Part[], row: number): string =>
  `${name}: ${parts.map(({ label, shares }) => `${label} ${percent(shares[row]!)}`).join(', ')}`;
