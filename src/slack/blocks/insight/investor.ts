import type { Investor, Quarter } from '../../../core/insight/investor.ts';
import { REORDER_DAYS } from '../../../core/insight/retention.ts';
import type { Cell } from '../../../core/investor/document.ts';
import { investorPack } from '../../../core/investor/pack.ts';
import { quarterName } from '../../../core/investor/quarters-chapter.ts';
import type { SegmentReport } from '../../../core/report.ts';
import { count, counted, money, percent } from '../../../core/words/numbers.ts';
import type { InsightSaying } from '../../../jobs/sayings/reports.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours } from '../../escape.ts';
import { dataTable, numberCell, textCell } from '../data-table.ts';
import { context, section } from '../message.ts';
import type { TopicWords } from './insight.ts';

const SHOWN_QUARTERS = 20;
const PAGE = 8;
/** Segments beside the figures of all customers. */
const SEGMENT_COLUMNS = 6;

export const investorWords = (investor: Investor, { report, dataset }: InsightSaying): TopicWords => {
  const lines = keyFigures(investor, report);
  return {
    title: 'Figures for investors',
    lead: lead(investor, report),
    lines,
    blocks: [section(joined(lines, '\n')), quarterTable(investor, report, dataset.name), context(FILES)],
  };
};

const FILES = md`Whoever asked got these and all other figures, with definitions, as a PDF and a workbook in a direct message.`;

const lead = ({ retention, concentration }: Investor, { totals, segments }: SegmentReport): Mrkdwn => {
  const [best] = segments;
  const repeatRate = retention.repeat.at(-1)?.repeatPurchaseRate ?? null;
  const again = repeatRate === null ? '' : `; ${percent(repeatRate)} of them ordered more than once`;
  const whole = md`*${ours(money(totals.revenue, totals.currency))} revenue from ${ours(counted(totals.customers, 'customer'))}${ours(again)}.*`;
  const { reorderRate } = retention.newCustomers;
  const top = concentration.top.find(({ percent: share }) => share === 10);
  return joined(
    [
      whole,
      ...(reorderRate === null
        ? []
        : [md`${ours(percent(reorderRate))} of new customers order again within ${ours(String(REORDER_DAYS))} days.`]),
      ...(best
        ? [
            md`${mrkdwn(best.name)}: ${ours(percent(best.customerShare))} of customers, ${ours(percent(best.revenueShare))} of revenue.`,
          ]
        : []),
      ...(top ? [md`The largest 10% bring ${ours(percent(top.revenueShare))}.`] : []),
    ],
    ' ',
  );
};

const keyFigures = (investor: Investor, report: SegmentReport): readonly Mrkdwn[] =>
  investorPack({ report, investor }).chapters[0]!.tables[0]!.rows.map(
    ([name, value]) => md`${cellWords(name!, report)}: *${cellWords(value!, report)}*`,
  );

const cellWords = (cell: Cell, { totals }: SegmentReport): Mrkdwn => {
  if (cell.kind === 'text') return mrkdwn(cell.value);
  return ours(cell.value === null ? '–' : NUMBERS[cell.kind](cell.value, totals.currency));
};

const signedPercent = (change: number): string => `${change > 0 ? '+' : ''}${percent(change)}`;

const NUMBERS = { money, count, share: percent, change: signedPercent, decimal: (value: number) => value.toFixed(2) };

const quarterTable = ({ quarters }: Investor, { segments, totals: { currency } }: SegmentReport, name: string) =>
  dataTable<Quarter>({
    caption: `Quarters of ${name}, newest first; segments as they are today`,
    columns: [
      { title: 'Quarter', cell: each => textCell(`${quarterName(each)}${each.complete ? '' : ' (not complete)'}`) },
      { title: 'Revenue', cell: ({ revenue }) => numberCell(revenue, money(revenue, currency)) },
      {
        title: 'On the year before',
        cell: ({ changeOnYear: change }) =>
          numberCell((change ?? 0) * 100, change === null ? '–' : signedPercent(change)),
      },
      { title: 'Orders', cell: ({ orders }) => numberCell(orders, count(orders)) },
      { title: 'Customers who ordered', cell: ({ activeCustomers: all }) => numberCell(all, count(all)) },
      { title: 'New customers', cell: ({ newCustomers }) => numberCell(newCustomers, count(newCustomers)) },
      ...segments.slice(0, SEGMENT_COLUMNS).map((segment, place) => ({
        title: `Revenue: ${segment.name}`,
        cell: (quarter: Quarter) => {
          const revenue = quarter.segments[place]?.revenue ?? 0;
          return numberCell(revenue, money(revenue, currency));
        },
      })),
    ],
    rows: quarters.toReversed().slice(0, SHOWN_QUARTERS),
    pageSize: PAGE,
  });
