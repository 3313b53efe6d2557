import type { BudgetView, SegmentBudget } from '../../../core/insight/budget.ts';
import { BUDGET_NOTE, budgetSentences } from '../../../core/words/budget.ts';
import { count, decimal, money, percent } from '../../../core/words/numbers.ts';
import type { InsightSaying } from '../../../jobs/sayings/reports.ts';
import { joined, md, mrkdwn, ours } from '../../escape.ts';
import { dataTable, numberCell, type TableColumn, textCell } from '../data-table.ts';
import { context } from '../message.ts';
import type { TopicWords } from './insight.ts';

/** Longer ones have names in them that are no names. */
const LONGEST_SENTENCE = 400;

export const budgetWords = (view: BudgetView, { report, dataset }: InsightSaying): TopicWords => {
  const { segments, totals } = report;
  const names = new Map(segments.map(segment => [segment.id, segment.name]));
  const nameOf = (segment: string): string => names.get(segment) ?? segment;
  const written = { percent, nameOf, money: (value: number): string => money(value, totals.currency) };
  const [first, ...others] = budgetSentences(view, written).map(sentence => mrkdwn(sentence, LONGEST_SENTENCE));
  return {
    title: 'Budget',
    lead: joined([md`*${first!}*`, ...others], ' '),
    lines: view.segments.map(
      row =>
        md`${mrkdwn(nameOf(row.segment))}: ${ours(percent(row.customerShare))} of customers, ${ours(percent(row.revenueShare))} of revenue, ${ours(percent(row.atStakeShare))} of what is at stake`,
    ),
    blocks: [
      dataTable<SegmentBudget>({
        caption: `Segments of ${dataset.name}: what they bring and what is at stake`,
        columns: columns(view, nameOf, written.money),
        rows: view.segments,
        pageSize: view.segments.length,
      }),
      view.segments.length === 0 ? null : context(ours(`${BUDGET_NOTE} Days, orders and spend are medians.`)),
    ],
  };
};

const columns = (
  { revenueAtStake }: BudgetView,
  nameOf: (segment: string) => string,
  amount: (value: number) => string,
): readonly TableColumn<SegmentBudget>[] => {
  const share = (title: string, key: 'customerShare' | 'revenueShare' | 'atStakeShare' | 'suggestedShare') => ({
    title,
    cell: (row: SegmentBudget) => numberCell(row[key] * 100, percent(row[key])),
  });
  return [
    { title: 'Segment', cell: ({ segment }) => textCell(nameOf(segment)) },
    { title: 'Customers', cell: ({ customers }) => numberCell(customers, count(customers)) },
    share('% of customers', 'customerShare'),
    share('% of revenue', 'revenueShare'),
    share('% of what is at stake', 'atStakeShare'),
    { title: 'At stake', cell: row => numberCell(row.revenueAtStake, amount(row.revenueAtStake)) },
    ...(revenueAtStake > 0 ? [share('Start with', 'suggestedShare')] : []),
    {
      title: 'Days since last order',
      cell: ({ median: { recencyDays } }) => numberCell(recencyDays, decimal(recencyDays)),
    },
    { title: 'Orders', cell: ({ median: { ordersPerCustomer: orders } }) => numberCell(orders, decimal(orders)) },
    { title: 'Spend', cell: ({ median: { spend } }) => numberCell(spend, amount(spend)) },
  ];
};
