import type { Concentration } from '../../core/insight/concentration.ts';
import type { SegmentReport } from '../../core/report.ts';
import { concentrationNote, concentrationSentences } from '../../core/words/concentration.ts';
import { type Column, hanging, table } from '../layout.ts';
import { count, money, percent } from '../numbers.ts';
import { heading, type Style } from '../style.ts';

export const concentrationText = (concentration: Concentration, report: SegmentReport, style: Style): string[] => {
  const note = concentrationNote(concentration);
  return [
    heading('How much hangs on how few', style),
    ...concentrationSentences(concentration, percent).flatMap(sentence => hanging('  ', sentence)),
    ...topTable(concentration, report),
    ...(note === null ? [] : hanging('  ', note).map(style.dim)),
  ];
};

const topTable = ({ top }: Concentration, { totals }: SegmentReport): string[] => {
  if (top.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'Best customers', align: 'left' },
    ...['Customers', 'Revenue', 'Share of revenue'].map((title): Column => ({ title, align: 'right' })),
  ];
  const rows = [...top, { percent: 100, customers: totals.customers, revenue: totals.revenue, revenueShare: 1 }];
  return [
    '',
    ...table(
      columns,
      rows.map(row => [
        row.percent === 100 ? 'All' : `Best ${row.percent} %`,
        count(row.customers),
        money(row.revenue),
        percent(row.revenueShare),
      ]),
    ),
  ];
};
