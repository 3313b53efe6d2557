import type { DataTableBlock } from '@slack/types';
import type { Behaviour, Habits, Quartiles, SegmentHabits, Shares } from '../../../core/insight/behaviour.ts';
import type { SegmentReport } from '../../../core/report.ts';
import { behaviourHeadlines, busiestTimes, hourWords, OVERDUE_WORDS, WEEKDAYS } from '../../../core/words/behaviour.ts';
import { count, decimal, money, percent } from '../../../core/words/numbers.ts';
import type { InsightSaying } from '../../../jobs/sayings/reports.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours, plain } from '../../escape.ts';
import { dataTable, numberCell, type TableColumn, textCell } from '../data-table.ts';
import { context } from '../message.ts';
import type { TopicWords } from './insight.ts';

const PAGE = 12;
const LONGEST_NAME = 60;
const LONGEST_SENTENCE = 300;

/** A row of the table: a segment by its name, or all customers. */
interface Group {
  readonly name: string;
  readonly habits: Habits;
}

export const behaviourWords = (behaviour: Behaviour, { report, dataset }: InsightSaying): TopicWords => {
  const groups = [
    ...behaviour.segments.map((habits, place) => ({ name: report.segments[place]!.name, habits })),
    { name: 'All customers', habits: behaviour.all },
  ];
  return {
    title: 'Behaviour',
    lead: lead(behaviour, report),
    lines: groups.map(group => groupLine(group, report)),
    blocks: [
      habitsTable(groups, report, dataset.name),
      favouritesTable('products', behaviour.segments, report),
      favouritesTable('categories', behaviour.segments, report),
      context(
        md`Days between orders: the median over customers of what is usual for each. Overdue: of customers who ordered on three days or more, those ${ours(OVERDUE_WORDS)}.${noHours(behaviour)}`,
      ),
    ],
  };
};

const noHours = ({ all: { times } }: Behaviour): Mrkdwn =>
  times && times.hours === null ? md` The orders have no time of day, so nothing is said of hours.` : md``;

const lead = (behaviour: Behaviour, { segments }: SegmentReport): Mrkdwn => {
  const nameOf = (id: string): string => segments.find(segment => segment.id === id)!.name;
  const [first, ...others] = behaviourHeadlines(behaviour, {
    nameOf: id => plain(nameOf(id), LONGEST_NAME),
    called: name => plain(name, LONGEST_NAME),
    percent,
  }).map(sentence => mrkdwn(sentence, LONGEST_SENTENCE));
  if (first === undefined) return md`Too few customers came back to speak of their habits.`;
  return joined([md`*${first}*`, ...others], ' ');
};

const groupLine = ({ name, habits }: Group, { totals }: SegmentReport): Mrkdwn => {
  const { rhythm, averageOrderValue } = habits;
  const days = rhythm?.daysBetweenOrders;
  const often = days ? md`an order every ${ours(decimal(days[1]))} days, ` : md``;
  return md`${mrkdwn(name)}: ${often}${ours(money(averageOrderValue, totals.currency))} per order`;
};

const NOTHING = '–';

const middle = (quartiles: Quartiles | null | undefined) =>
  quartiles ? numberCell(quartiles[1], decimal(quartiles[1])) : numberCell(0, NOTHING);

const share = (value: number | null | undefined) =>
  value == null ? numberCell(0, NOTHING) : numberCell(value * 100, percent(value));

/** "Website 61%" */
const main = (shares: Shares | null) => {
  const most = shares?.parts.reduce((best, part) => (part.count > best.count ? part : best));
  return textCell(most ? `${plain(most.name, 40)} ${percent(most.share)}` : NOTHING);
};

const habitsTable = (
  groups: readonly Group[],
  { totals: { currency } }: SegmentReport,
  name: string,
): DataTableBlock | null => {
  const { channels, countries, ages, signup, times } = groups.at(-1)!.habits;
  const column = (title: string, cell: (habits: Habits) => ReturnType<TableColumn<Group>['cell']>) => ({
    title,
    cell: (group: Group) => cell(group.habits),
  });
  return dataTable<Group>({
    caption: `How the customers of ${name} buy, by segment`,
    columns: [
      { title: 'Segment', cell: group => textCell(group.name) },
      column('Days between orders', ({ rhythm }) => middle(rhythm?.daysBetweenOrders)),
      column('Half of them', ({ rhythm }) => textCell(half(rhythm?.daysBetweenOrders))),
      column('Overdue', ({ rhythm }) => share(rhythm?.overdueShare)),
      column('Per order', ({ averageOrderValue: value }) => numberCell(value, money(value, currency))),
      column('Busiest day', habits => textCell(busiestDay(habits))),
      ...(times?.hours ? [column('Busiest hour', habits => textCell(busiestHour(habits)))] : []),
      ...(channels ? [column('Main channel', habits => main(habits.channels))] : []),
      ...(channels ? [column('One channel only', habits => share(habits.channels?.oneChannelShare))] : []),
      ...(countries ? [column('Main country', habits => main(habits.countries))] : []),
      ...(ages ? [column('Most frequent age', habits => main(habits.ages))] : []),
      ...(signup
        ? [column('Days from sign-up to first order', habits => middle(habits.signup?.daysToFirstOrder))]
        : []),
    ],
    rows: groups,
    pageSize: PAGE,
  });
};

const half = (quartiles: Quartiles | null | undefined): string =>
  quartiles ? `${count(quartiles[0])} to ${count(quartiles[2])}` : NOTHING;

const busiestDay = ({ times }: Habits): string => {
  if (!times) return NOTHING;
  const { weekday, weekdayShare, dayStandsOut } = busiestTimes(times);
  return dayStandsOut ? `${WEEKDAYS[weekday]} ${percent(weekdayShare)}` : NOTHING;
};

const busiestHour = ({ times }: Habits): string => {
  if (!times) return NOTHING;
  const { hour, hourStandsOut } = busiestTimes(times);
  return hour !== null && hourStandsOut ? hourWords(hour) : NOTHING;
};

const favouritesTable = (
  kind: 'products' | 'categories',
  habits: readonly SegmentHabits[],
  { segments }: SegmentReport,
): DataTableBlock | null => {
  const rows = habits.flatMap((each, place) =>
    each[kind].map(favourite => ({ segment: segments[place]!.name, favourite })),
  );
  return dataTable<(typeof rows)[number]>({
    caption: `Favourite ${kind}: bought more often than by all customers, beyond chance`,
    columns: [
      { title: 'Segment', cell: ({ segment }) => textCell(segment) },
      { title: 'Favourite', cell: ({ favourite }) => textCell(favourite.name) },
      { title: 'Of the segment', cell: ({ favourite }) => share(favourite.share) },
      { title: 'Of all', cell: ({ favourite }) => share(favourite.shareOfAll) },
      { title: 'More often', cell: ({ favourite: { lift } }) => numberCell(lift, `${lift.toFixed(1)}×`) },
    ],
    rows,
    pageSize: PAGE,
  });
};
