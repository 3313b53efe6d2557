import type { BudgetView } from '../../core/insight/budget.ts';
import type { SegmentReport } from '../../core/report.ts';
import { BUDGET_NOTE, budgetSentences } from '../../core/words/budget.ts';
import { type Column, hanging, table } from '../layout.ts';
import { median, money, percent, shortMoney } from '../numbers.ts';
import { heading, type Style } from '../style.ts';

const right = (title: string): Column => ({ title, align: 'right' });
const name: Column = { title: 'Segment', align: 'left', wrapped: { most: 30, least: 12 } };

export const budgetText = (view: BudgetView, { segments }: SegmentReport, style: Style): string[] => {
  const names = new Map(segments.map(segment => [segment.id, segment.name]));
  const nameOf = (segment: string): string => names.get(segment) ?? segment;
  return [
    heading('Where a budget would go', style),
    ...budgetSentences(view, { percent, money, nameOf }).flatMap(sentence => hanging('  ', sentence)),
    ...(view.segments.length === 0 ? [] : tables(view, nameOf, style)),
  ];
};

const tables = (view: BudgetView, nameOf: (segment: string) => string, style: Style): string[] => {
  const planned = view.revenueAtStake > 0;
  return [
    '',
    ...table(
      [name, ...['Customers', 'Revenue', 'At stake', 'Money at stake', ...(planned ? ['Budget'] : [])].map(right)],
      view.segments.map(row => [
        nameOf(row.segment),
        percent(row.customerShare),
        percent(row.revenueShare),
        percent(row.atStakeShare),
        shortMoney(row.revenueAtStake),
        ...(planned ? [percent(row.suggestedShare)] : []),
      ]),
    ),
    ...hanging('  ', BUDGET_NOTE).map(style.dim),
    '',
    heading('Where the customers of a segment stand', style),
    ...table(
      [name, ...['Days since last order', 'Orders', 'Spend'].map(right)],
      view.segments.map(({ segment, median: { recencyDays, ordersPerCustomer, spend } }) => [
        nameOf(segment),
        median(recencyDays),
        median(ordersPerCustomer),
        money(spend),
      ]),
    ),
    ...hanging('  ', 'Medians: the customer in the middle of each segment.').map(style.dim),
  ];
};
