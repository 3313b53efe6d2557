import type { Behaviour, Habits, Quartiles, SegmentHabits, Shares } from '../../core/insight/behaviour.ts';
import { FEWEST_CUSTOMERS, FEWEST_ORDERS } from '../../core/insight/behaviour.ts';
import type { SegmentReport } from '../../core/report.ts';
import { behaviourHeadlines, OVERDUE_WORDS, sharesWords, WEEKDAYS } from '../../core/words/behaviour.ts';
import { dayWords } from '../../core/words/dates.ts';
import { missingDetailsLine } from '../../core/words/missing-details.ts';
import { type Column, hanging, table } from '../layout.ts';
import { count, median, money, percent } from '../numbers.ts';
import { heading, printable, type Style } from '../style.ts';
import { shadedWeek } from './shaded-week.ts';

/** Countries and channels beside each other; the others are one figure. */
const PARTS = 4;

const right = (title: string): Column => ({ title, align: 'right' });
const SEGMENT: Column = { title: 'Segment', align: 'left', wrapped: { most: 28, least: 12 } };
const words = (title: string): Column => ({ title, align: 'left', wrapped: { most: 48, least: 30 } });

/** A row of a table: a segment by its name, or all customers. */
interface Group<H extends Habits = Habits> {
  readonly name: string;
  readonly habits: H;
}

export const behaviourText = (behaviour: Behaviour, report: SegmentReport, style: Style): string[] => {
  const named = behaviour.segments.map(
    (habits, place): Group<SegmentHabits> => ({
      name: report.segments[place]!.name,
      habits,
    }),
  );
  const groups: readonly Group[] = [...named, { name: 'All customers', habits: behaviour.all }];
  const nameOf = (id: string): string => report.segments.find(segment => segment.id === id)!.name;
  const missing = missingDetailsLine(behaviour.missing);
  return [
    heading('Behaviour of each segment', style),
    ...hanging('  ', behaviourHeadlines(behaviour, { nameOf, called: printable, percent }).join(' ')),
    ...rhythmTable(groups, style),
    ...timesTable(groups, style),
    ...sharesTable('Channels', groups, ({ channels }) => channels, style),
    ...favouritesTable('Favourite products', named, 'products', style),
    ...favouritesTable('Favourite categories', named, 'categories', style),
    ...sharesTable('Countries', groups, ({ countries }) => countries, style),
    ...sharesTable('Age', groups, ({ ages }) => ages, style),
    ...signupTable(groups, style),
    ...(missing === null ? [] : ['', ...note(missing, style)]),
  ];
};

const note = (text: string, style: Style): string[] => hanging('  ', text).map(style.dim);

const middle = (quartiles: Quartiles | null): string => (quartiles ? median(quartiles[1]) : '');
const half = (quartiles: Quartiles | null): string =>
  quartiles ? `${count(quartiles[0])} to ${count(quartiles[2])}` : '';

const rhythmTable = (groups: readonly Group[], style: Style): string[] => [
  '',
  heading('How often they order', style),
  ...table(
    [SEGMENT, ...['Days between orders', 'Half of them', 'Overdue', 'Per order'].map(right)],
    groups.map(({ name, habits: { rhythm, averageOrderValue } }) => [
      name,
      middle(rhythm?.daysBetweenOrders ?? null),
      half(rhythm?.daysBetweenOrders ?? null),
      rhythm?.overdueShare == null ? '' : percent(rhythm.overdueShare),
      money(averageOrderValue),
    ]),
  ),
  ...note(
    `Days between orders: the median over customers of what is usual for each; orders of one day count as one. Overdue: of customers who ordered on three days or more, those who have been ${OVERDUE_WORDS}. Nothing is said of fewer than ${FEWEST_CUSTOMERS} customers or ${FEWEST_ORDERS} orders.`,
    style,
  ),
];

const timesTable = (groups: readonly Group[], style: Style): string[] => {
  const { times } = groups.at(-1)!.habits;
  if (!times) return [];
  return [
    '',
    heading('When they order', style),
    ...table(
      [SEGMENT, ...WEEKDAYS.map(day => right(day.slice(0, 3)))],
      groups.map(({ name, habits }) => [name, ...sharesOf(habits.times?.weekdays ?? NO_DAYS)]),
    ),
    ...(times.hours === null
      ? note('The orders have no time of day, so nothing is said of hours.', style)
      : ['', ...shadedWeek(times.hours), ...note('All customers; the darker, the more orders in that hour.', style)]),
  ];
};

const NO_DAYS = WEEKDAYS.map(() => 0);

const sharesOf = (counts: readonly number[]): readonly string[] => {
  const all = counts.reduce((sum, each) => sum + each, 0);
  return counts.map(each => (all === 0 ? '' : percent(each / all)));
};

const sharesTable = (
  title: string,
  groups: readonly Group[],
  sharesIn: (habits: Habits) => (Shares & { readonly oneChannelShare?: number | null }) | null,
  style: Style,
): string[] => {
  const all = sharesIn(groups.at(-1)!.habits);
  if (!all) return [];
  const isChannel = all.oneChannelShare !== undefined;
  const most = title === 'Age' ? all.parts.length : PARTS;
  return [
    '',
    heading(title, style),
    ...table(
      [SEGMENT, words(isChannel ? 'Of their orders' : 'Of the customers'), ...(isChannel ? [right('One only')] : [])],
      groups.map(({ name, habits }) => {
        const shares = sharesIn(habits);
        const single = shares?.oneChannelShare;
        return [
          name,
          shares ? printable(sharesWords(shares, most, percent)) : '',
          ...(isChannel ? [single == null ? '' : percent(single)] : []),
        ];
      }),
    ),
    ...(isChannel
      ? note('One only: of customers with two orders or more, those who use a single channel.', style)
      : []),
  ];
};

const favouritesTable = (
  title: string,
  groups: readonly Group<SegmentHabits>[],
  kind: 'products' | 'categories',
  style: Style,
): string[] => {
  const rows = groups.flatMap(({ name, habits }) =>
    habits[kind].map((favourite, place) => [
      place === 0 ? name : '',
      printable(favourite.name),
      percent(favourite.share),
      percent(favourite.shareOfAll),
      `${favourite.lift.toFixed(1)} ×`,
    ]),
  );
  if (rows.length === 0) return [];
  return [
    '',
    heading(title, style),
    ...table(
      [
        SEGMENT,
        { ...words('Name'), wrapped: { most: 34, least: 20 } },
        ...['Buy it', 'Of all', 'More often'].map(right),
      ],
      rows,
    ),
    ...note(
      'Share of the customers who bought it, in the segment and of all; only what chance does not explain. Whoever orders more has bought more of everything.',
      style,
    ),
  ];
};

const signupTable = (groups: readonly Group[], style: Style): string[] => {
  if (!groups.at(-1)!.habits.signup) return [];
  return [
    '',
    heading('From sign-up to the first order', style),
    ...table(
      [SEGMENT, ...['Days', 'Half of them', 'Ordered before', 'Half signed up by'].map(right)],
      groups.map(({ name, habits: { signup } }) => [
        name,
        middle(signup?.daysToFirstOrder ?? null),
        half(signup?.daysToFirstOrder ?? null),
        signup ? count(signup.before) : '',
        signup ? dayWords(signup.medianDay) : '',
      ]),
    ),
    ...note(
      'Ordered before: customers whose first order is older than their sign-up; they are not in the days.',
      style,
    ),
  ];
};
