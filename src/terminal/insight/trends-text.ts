import {
  FEWEST_ORDERS,
  lastWhole,
  type Period,
  revenueChange,
  type Seller,
  type Trends,
} from '../../core/insight/trends.ts';
import type { SegmentReport } from '../../core/report.ts';
import { missingDetailsLine } from '../../core/words/missing-details.ts';
import { counted } from '../../core/words/numbers.ts';
import { changeWords, newOnesWords, periodInSentence, periodWords } from '../../core/words/periods.ts';
import { type Column, hanging, table } from '../layout.ts';
import { count, money, percent, shortMoney } from '../numbers.ts';
import { heading, printable, type Style } from '../style.ts';

/** Periods in the table; the newest ones. */
const SHOWN = 13;
/** Periods beside each other in 80 columns. */
const BESIDE = 5;

const right = (title: string): Column => ({ title, align: 'right' });
const name = (title: string): Column => ({ title, align: 'left', wrapped: { most: 30, least: 12 } });

export const trendsText = (trends: Trends, report: SegmentReport, style: Style): string[] => {
  const missing = missingDetailsLine(trends.missing);
  return [
    heading(`Trends by ${trends.unit}`, style),
    ...hanging('  ', lastChange(trends)),
    '',
    ...periodTable(trends, style),
    ...segmentTable(trends, report, style),
    ...sellerTable('What sells best', trends.products, trends, style),
    ...sellerTable('Categories', trends.categories, trends, style),
    ...(missing === null ? [] : ['', ...hanging('  ', missing).map(style.dim)]),
  ];
};

const lastChange = (trends: Trends): string => {
  const [before, last] = lastWhole(trends);
  if (!before || !last) return `There is no second whole ${trends.unit} yet to compare with.`;
  const change = changeWords(revenueChange(before, last), percent);
  const named = ({ start }: Period): string => periodInSentence(trends.unit, start);
  return `Revenue in ${named(last)} was ${money(last.revenue)}, ${change} ${named(before)} (${money(before.revenue)}). ${counted(last.activeCustomers, 'customer')} ordered, ${newOnesWords(last.newCustomers)} for the first time.`;
};

/** "Aug 2011", "2011-08-15" of a week, marked where the period is not complete. */
const label = (unit: Trends['unit'], { start, complete }: Period): string =>
  `${unit === 'month' ? periodWords(unit, start) : start}${complete ? '' : ' *'}`;

const periodTable = (trends: Trends, style: Style): string[] => {
  const shown = trends.periods.slice(-SHOWN);
  const earlier = trends.periods.length - shown.length;
  return [
    ...table(
      [
        { title: trends.unit === 'month' ? 'Month' : 'Week from', align: 'left' },
        ...['Revenue', 'Orders', 'Per order', 'Customers', 'New'].map(right),
      ],
      shown.map(period => [
        label(trends.unit, period),
        money(period.revenue),
        count(period.orders),
        period.averageOrderValue === null ? '' : money(period.averageOrderValue),
        count(period.activeCustomers),
        count(period.newCustomers),
      ]),
    ),
    ...(shown.every(({ complete }) => complete)
      ? []
      : [style.dim(`  * not complete: the orders do not cover all of it.`)]),
    ...(earlier > 0 ? [style.dim(`  In --json: ${counted(earlier, `earlier ${trends.unit}`)}.`)] : []),
  ];
};

const segmentTable = (trends: Trends, { segments }: SegmentReport, style: Style): string[] => {
  const shown = trends.periods.slice(-BESIDE);
  if (segments.length === 0) return [];
  return [
    '',
    heading('Revenue by segment', style),
    ...table(
      [name('Segment'), ...shown.map(period => right(label(trends.unit, period)))],
      segments.map((segment, place) => [
        segment.name,
        ...shown.map(period => shortMoney(period.segments[place]?.revenue ?? 0)),
      ]),
    ),
    ...hanging('  ', 'The segments are those of today: what the same customers bought then.').map(style.dim),
  ];
};

const sellerTable = (title: string, sellers: readonly Seller[], { unit }: Trends, style: Style): string[] =>
  sellers.length === 0
    ? []
    : [
        '',
        heading(title, style),
        ...table(
          [name('Name'), ...['Revenue', 'Share', 'Orders', 'Customers', `Last ${unit}`].map(right)],
          sellers.map(seller => [
            printable(seller.name),
            money(seller.revenue),
            percent(seller.revenueShare),
            count(seller.orders),
            count(seller.customers),
            seller.change === null ? '' : signedPercent(seller.change),
          ]),
        ),
        ...hanging(
          '  ',
          `Last ${unit}: revenue of the last complete ${unit} against the one before; nothing is said of fewer than ${FEWEST_ORDERS} orders a ${unit}.`,
        ).map(style.dim),
      ];

const signedPercent = (change: number): string => `${change > 0 ? '+' : ''}${percent(change)}`;
