import type { Concentration, TopShare } from '../../../core/insight/concentration.ts';
import { concentrationNote, concentrationSentences } from '../../../core/words/concentration.ts';
import { count, counted, money, percent } from '../../../core/words/numbers.ts';
import type { InsightSaying } from '../../../jobs/sayings/reports.ts';
import { joined, md, ours } from '../../escape.ts';
import { dataTable, numberCell, textCell } from '../data-table.ts';
import { context } from '../message.ts';
import type { TopicWords } from './insight.ts';

export const concentrationWords = (concentration: Concentration, { report, dataset }: InsightSaying): TopicWords => {
  const [first, ...others] = concentrationSentences(concentration, percent).map(ours);
  const note = concentrationNote(concentration);
  const { currency } = report.totals;
  return {
    title: 'Concentration',
    lead: joined([md`*${first!}*`, ...others], ' '),
    lines: concentration.top.map(top =>
      ours(
        `Best ${top.percent}%: ${counted(top.customers, 'customer')}, ${percent(top.revenueShare)} of revenue (${money(top.revenue, currency)})`,
      ),
    ),
    blocks: [
      dataTable<TopShare>({
        caption: `Best customers of ${dataset.name} by revenue`,
        columns: [
          { title: 'Best customers', cell: top => textCell(`Best ${top.percent}%`) },
          { title: 'Customers', cell: ({ customers }) => numberCell(customers, count(customers)) },
          { title: 'Revenue', cell: ({ revenue }) => numberCell(revenue, money(revenue, currency)) },
          {
            title: 'Share of revenue',
            cell: ({ revenueShare }) => numberCell(revenueShare * 100, percent(revenueShare)),
          },
        ],
        rows: concentration.top,
        pageSize: concentration.top.length,
      }),
      note === null ? null : context(ours(note)),
    ],
  };
};
