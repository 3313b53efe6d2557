import type { DataTableBlock } from '@slack/types';
import type { Segment, SegmentReport } from '../../core/report.ts';
import { count, decimal, money, percent } from '../../core/words/numbers.ts';
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import { md } from '../escape.ts';
import { dataTable, numberCell, type TableColumn, textCell } from './data-table.ts';
import { context } from './message.ts';

/** All segments on one page, by revenue; `null` where there are none. */
export const segmentTable = (report: SegmentReport, dataset: DatasetName): DataTableBlock | null =>
  dataTable({
    caption: `Segments of ${dataset.name}, by revenue`,
    columns: columns(report.totals.currency),
    rows: report.segments,
    pageSize: report.segments.length,
  });

export const TABLE_NOTE = context(md`Days since last order, orders and spend are those of the median customer.`);

const columns = (currency: string | null): readonly TableColumn<Segment>[] => [
  { title: 'Segment', cell: ({ name }) => textCell(name) },
  { title: 'Customers', cell: ({ customers }) => numberCell(customers, count(customers)) },
  { title: '% of customers', cell: ({ customerShare }) => numberCell(customerShare * 100, percent(customerShare)) },
  { title: 'Revenue', cell: ({ revenue }) => numberCell(revenue, money(revenue, currency)) },
  { title: '% of revenue', cell: ({ revenueShare }) => numberCell(revenueShare * 100, percent(revenueShare)) },
  {
    title: 'Days since last order',
    cell: ({ recencyDays: { median } }) => numberCell(median, decimal(median)),
  },
  { title: 'Orders', cell: ({ ordersPerCustomer: { median } }) => numberCell(median, decimal(median)) },
  { title: 'Spend', cell: ({ spend: { median } }) => numberCell(median, money(median, currency)) },
];
