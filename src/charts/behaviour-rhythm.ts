/** Days between orders: the middle half of the customers of each segment as a bar, the typical one as a mark in it. */
import type { Rhythm } from '../core/insight/behaviour.ts';
import type { SegmentReport } from '../core/report.ts';
import { OVERDUE_WORDS, rhythmLine } from '../core/words/behaviour.ts';
import { count, decimal, percent } from '../core/words/numbers.ts';
import type { ChartBuilder } from './chart.ts';
import {
  axisTitle,
  framed,
  nameAxis,
  numberAxis,
  QUIET,
  rowHeight,
  rowNames,
  segmentNames,
  shortName,
} from './look.ts';
import { readableOn, segmentColours, tint } from './palette.ts';

const NAME_WIDTH = 180;
const HEADER_HEIGHT = 170;
const PALE = 0.38;
/** Half the width of the mark, as a share of the axis. */
const MARK = 0.004;
/** Room for the words behind the longest bar, as a share of it. */
const WORDS = 1.55;

interface Row {
  readonly name: string;
  readonly colour: string;
  readonly rhythm: Rhythm;
  readonly days: NonNullable<Rhythm['daysBetweenOrders']>;
}

export const behaviourRhythm: ChartBuilder = ({ report }) => {
  const rows = rowsOf(report);
  if (rows.length === 0) return null;
  const names = rowNames(
    rows.map(({ name }) => name),
    NAME_WIDTH,
  );
  const end = roundUp(Math.max(1, ...rows.map(({ days }) => days[2])) * WORDS);
  const pale = rows.map(({ colour }) => tint(colour, PALE));
  return framed({
    id: 'behaviour-rhythm',
    title: title(report),
    subtitle: `Bar: half of the customers; mark: the typical one. Overdue: ${OVERDUE_WORDS}.`,
    altText: `Days between orders by segment: ${rows.map(spoken).join('; ')}.`,
    height: HEADER_HEIGHT + rowHeight(names, 50) * rows.length,
    type: 'bar',
    data: {
      labels: names,
      datasets: [
        {
          label: 'Half of the customers',
          data: rows.map(({ days }) => [days[0], days[2]]),
          backgroundColor: pale,
          ...BARS,
        },
        {
          label: 'Typical customer',
          data: rows.map(({ days }) => [days[1] - end * MARK, days[1] + end * MARK]),
          backgroundColor: rows.map(({ colour }) => colour),
          ...BARS,
          // Drawn last, above the bar.
          order: -1,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      scales: {
        x: {
          ...numberAxis({ precision: 0 }),
          min: 0,
          max: end,
          title: axisTitle('Days between two orders of a customer'),
        },
        y: nameAxis(),
      },
    },
    attachments: {
      hide: ['legend'],
      labels: [
        { kind: 'bars', dataset: 0, place: 'end', texts: rows.map(words), inside: pale.map(readableOn), weight: 600 },
      ],
    },
  });
};

const BARS = {
  grouped: false,
  borderRadius: 3,
  barPercentage: 0.9,
  categoryPercentage: 0.7,
  borderSkipped: false,
} as const;

/** To half of its largest decimal place, so that the axis ends on a tick. */
const roundUp = (days: number): number => {
  const step = 10 ** Math.floor(Math.log10(days)) / 2;
  return Math.ceil(days / step) * step;
};

const rowsOf = (report: SegmentReport): readonly Row[] => {
  const { insight, segments } = report;
  if (!insight?.behaviour) return [];
  const names = segmentNames(segments);
  const colours = segmentColours(segments);
  const groups = [
    ...insight.behaviour.segments.map(({ rhythm }, place) => ({
      name: names[place]!,
      colour: colours[place]!,
      rhythm,
    })),
    { name: 'All customers', colour: QUIET, rhythm: insight.behaviour.all.rhythm },
  ];
  return groups.flatMap(({ rhythm, ...group }) =>
    rhythm?.daysBetweenOrders ? [{ ...group, rhythm, days: rhythm.daysBetweenOrders }] : [],
  );
};

const words = ({ days, rhythm: { overdueShare } }: Row): string =>
  `${decimal(days[1])} days${overdueShare === null ? '' : ` · ${percent(overdueShare)} overdue`}`;

const spoken = (row: Row): string =>
  `${row.name} typically ${words(row)}, half of the customers between ${count(row.days[0])} and ${count(row.days[2])}`;

const title = ({ insight, segments }: SegmentReport): string => {
  const names = segmentNames(segments);
  const nameOf = (id: string): string => shortName(names[segments.findIndex(segment => segment.id === id)]!);
  return rhythmLine(insight!.behaviour!, { nameOf, percent })!.replace(/\.$/, '');
};
