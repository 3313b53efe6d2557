/** The months of the orders. */
import type { DataTableBlock } from '@slack/types';
import type { Month, SegmentReport } from '../../core/report.ts';
import { monthAndYear } from '../../core/words/dates.ts';
import { count, counted, money, percent } from '../../core/words/numbers.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';
import { dataTable, numberCell, textCell } from './data-table.ts';
import { header, type Message, message, section } from './message.ts';
import { runContext } from './report.ts';

const SHOWN_MONTHS = 36;
const PAGE = 12;

export const trendsMessage = ({ report, dataset }: SayingOf<'trends'>): Message => {
  const newestFirst = report.months.toReversed().slice(0, SHOWN_MONTHS);
  const lines = joined([changeText(report), ...customersText(report)], ' ');
  return message(
    [md`${mrkdwn(dataset.name)}: ${lines}`, ...newestFirst.slice(0, PAGE).map(month => monthLine(month, report))],
    [
      header(`Trends of ${dataset.name}`),
      section(lines),
      monthTable(newestFirst, report, dataset.name),
      runContext(report),
    ],
  );
};

/** A month that the report does not cover to its end would look like a fall. */
const wholeMonths = ({ months, run }: SegmentReport): readonly Month[] =>
  months.filter(({ month }) => month < run.asOf.slice(0, 7));

const changeText = (report: SegmentReport): Mrkdwn => {
  const [before, last] = wholeMonths(report).slice(-2);
  if (!before || !last) return md`There is no second whole month yet to compare with.`;
  const { currency } = report.totals;
  return md`*Revenue in ${mrkdwn(monthAndYear(last.month))} was ${ours(money(last.revenue, currency))}, ${ours(changeWords(before.revenue, last.revenue))} ${mrkdwn(monthAndYear(before.month))}* (${ours(money(before.revenue, currency))}).`;
};

const changeWords = (before: number, now: number): string => {
  if (before <= 0) return 'after';
  const change = now / before - 1;
  if (Math.abs(change) < SAME) return 'about as much as in';
  return `${percent(Math.abs(change))} ${change > 0 ? 'more than' : 'less than'} in`;
};

/** A change of less than half a percent reads as none. */
const SAME = 0.005;

const customersText = (report: SegmentReport): readonly Mrkdwn[] => {
  const last = wholeMonths(report).at(-1);
  return last
    ? [
        md`${ours(counted(last.activeCustomers, 'customer'))} ordered, ${ours(count(last.newCustomers))} of them for the first time.`,
      ]
    : [];
};

const monthLine = (month: Month, { totals }: SegmentReport): Mrkdwn =>
  md`${mrkdwn(monthAndYear(month.month))}: ${ours(money(month.revenue, totals.currency))}, ${ours(counted(month.orders, 'order'))}, ${ours(counted(month.activeCustomers, 'customer'))} (${ours(count(month.newCustomers))} new)`;

const monthTable = (months: readonly Month[], { totals }: SegmentReport, name: string): DataTableBlock | null =>
  dataTable({
    caption: `Months of ${name}, newest first`,
    columns: [
      { title: 'Month', cell: ({ month }) => textCell(month) },
      { title: 'Revenue', cell: ({ revenue }) => numberCell(revenue, money(revenue, totals.currency)) },
      { title: 'Orders', cell: ({ orders }) => numberCell(orders, count(orders)) },
      { title: 'Customers who ordered', cell: ({ activeCustomers: all }) => numberCell(all, count(all)) },
      { title: 'New customers', cell: ({ newCustomers }) => numberCell(newCustomers, count(newCustomers)) },
    ],
    rows: months,
    pageSize: PAGE,
  });
