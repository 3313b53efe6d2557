import type { DataTableBlock } from '@slack/types';
import { lastWhole, type Period, revenueChange, type Seller, type Trends } from '../../../core/insight/trends.ts';
import type { PeriodUnit } from '../../../core/periods.ts';
import type { SegmentReport } from '../../../core/report.ts';
import { count, counted, money, percent } from '../../../core/words/numbers.ts';
import { changeWords, newOnesWords, periodInSentence, periodWords } from '../../../core/words/periods.ts';
import type { InsightSaying } from '../../../jobs/sayings/reports.ts';
import { type Mrkdwn, md, mrkdwn, ours } from '../../escape.ts';
import { dataTable, numberCell, textCell } from '../data-table.ts';
import type { TopicWords } from './insight.ts';

const SHOWN_PERIODS = 36;
const PAGE = 12;

export const trendsWords = (trends: Trends, { report, dataset }: InsightSaying): TopicWords => {
  const newestFirst = trends.periods.toReversed().slice(0, SHOWN_PERIODS);
  const { currency } = report.totals;
  return {
    title: 'Trends',
    lead: lead(trends, currency),
    lines: newestFirst.slice(0, PAGE).map(period => periodLine(period, trends.unit, currency)),
    blocks: [
      periodTable(newestFirst, trends, report, dataset.name),
      sellerTable(`Best products of ${dataset.name}`, 'Product', trends.products, trends.unit, currency),
      sellerTable(`Best categories of ${dataset.name}`, 'Category', trends.categories, trends.unit, currency),
    ],
  };
};

const lead = (trends: Trends, currency: string | null): Mrkdwn => {
  const { unit } = trends;
  const [before, last] = lastWhole(trends);
  if (!before || !last) return md`There is no second whole ${ours(unit)} yet to compare with.`;
  const change = changeWords(revenueChange(before, last), percent);
  const named = ({ start }: Period): Mrkdwn => mrkdwn(periodInSentence(unit, start));
  return md`*Revenue in ${named(last)} was ${ours(money(last.revenue, currency))}, ${ours(change)} ${named(before)}* (${ours(money(before.revenue, currency))}). ${ours(counted(last.activeCustomers, 'customer'))} ordered, ${ours(newOnesWords(last.newCustomers))} for the first time.`;
};

const periodName = (unit: PeriodUnit, { start, complete }: Period): string =>
  `${unit === 'month' ? start.slice(0, 7) : start}${complete ? '' : ' (not complete)'}`;

const periodLine = (period: Period, unit: PeriodUnit, currency: string | null): Mrkdwn =>
  md`${mrkdwn(periodWords(unit, period.start))}${period.complete ? md`` : md` (not complete)`}: ${ours(money(period.revenue, currency))}, ${ours(counted(period.orders, 'order'))}, ${ours(counted(period.activeCustomers, 'customer'))} (${ours(count(period.newCustomers))} new)`;

/** Segments beside the figures of all customers, as many as stand side by side. */
const SEGMENT_COLUMNS = 6;

const periodTable = (
  periods: readonly Period[],
  { unit }: Trends,
  { segments, totals: { currency } }: SegmentReport,
  name: string,
): DataTableBlock | null =>
  dataTable<Period>({
    caption: `${unit === 'month' ? 'Months' : 'Weeks'} of ${name}, newest first; segments as they are today`,
    columns: [
      { title: unit === 'month' ? 'Month' : 'Week from', cell: period => textCell(periodName(unit, period)) },
      { title: 'Revenue', cell: ({ revenue }) => numberCell(revenue, money(revenue, currency)) },
      { title: 'Orders', cell: ({ orders }) => numberCell(orders, count(orders)) },
      {
        title: 'Per order',
        cell: ({ averageOrderValue: value }) => numberCell(value ?? 0, value === null ? '–' : money(value, currency)),
      },
      { title: 'Customers who ordered', cell: ({ activeCustomers: all }) => numberCell(all, count(all)) },
      { title: 'New customers', cell: ({ newCustomers }) => numberCell(newCustomers, count(newCustomers)) },
      ...segments.slice(0, SEGMENT_COLUMNS).map((segment, place) => ({
        title: `Revenue: ${segment.name}`,
        cell: (period: Period) => {
          const revenue = period.segments[place]?.revenue ?? 0;
          return numberCell(revenue, money(revenue, currency));
        },
      })),
    ],
    rows: periods,
    pageSize: PAGE,
  });

const sellerTable = (
  caption: string,
  title: string,
  sellers: readonly Seller[],
  unit: PeriodUnit,
  currency: string | null,
): DataTableBlock | null =>
  dataTable<Seller>({
    caption: `${caption}; change: last whole ${unit} against the one before`,
    columns: [
      { title, cell: ({ name }) => textCell(name) },
      { title: 'Revenue', cell: ({ revenue }) => numberCell(revenue, money(revenue, currency)) },
      { title: 'Share', cell: ({ revenueShare }) => numberCell(revenueShare * 100, percent(revenueShare)) },
      { title: 'Orders', cell: ({ orders }) => numberCell(orders, count(orders)) },
      { title: 'Customers', cell: ({ customers }) => numberCell(customers, count(customers)) },
      {
        title: 'Change',
        cell: ({ change }) =>
          numberCell((change ?? 0) * 100, change === null ? '–' : `${change > 0 ? '+' : ''}${percent(change)}`),
      },
    ],
    rows: sellers,
    pageSize: PAGE,
  });
