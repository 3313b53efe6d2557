import type { DataTableBlock } from '@slack/types';
import {
  type Cohort,
  isOpenCell,
  REORDER_DAYS,
  type RepeatPoint,
  type Retention,
} from '../../../core/insight/retention.ts';
import { monthAndYear } from '../../../core/words/dates.ts';
import { count, counted, percent } from '../../../core/words/numbers.ts';
import { cohortNotes, retentionSentences } from '../../../core/words/retention.ts';
import type { InsightSaying } from '../../../jobs/sayings/reports.ts';
import { joined, type Mrkdwn, md, ours } from '../../escape.ts';
import { dataTable, numberCell, textCell } from '../data-table.ts';
import { context } from '../message.ts';
import type { TopicWords } from './insight.ts';

/** Months of a table, newest first, and months after the first order beside each other. */
const SHOWN = 24;
const PAGE = 13;
const COLUMNS = 12;

export const retentionWords = (retention: Retention, { dataset }: InsightSaying): TopicWords => {
  const [first, ...others] = retentionSentences(retention, percent).map(ours);
  const notes = cohortNotes(retention).map(ours);
  const newest = retention.cohorts.toReversed().slice(0, SHOWN);
  return {
    title: 'Retention',
    lead: joined([md`*${first!}*`, ...others], ' '),
    lines: newest.slice(0, PAGE).map(cohort => cohortLine(retention, cohort)),
    blocks: [
      cohortTable(newest, retention, dataset.name),
      notes.length === 0 ? null : context(joined(notes, ' ')),
      repeatTable(retention, dataset.name),
    ],
  };
};

/** Read aloud, a month that is not over would need words of its own. */
const SPOKEN_MONTHS = [1, 3, 6, 12] as const;

const cohortLine = (retention: Retention, cohort: Cohort): Mrkdwn => {
  const after = SPOKEN_MONTHS.filter(month => !isOpenCell(retention.lastMonth, cohort, month));
  const shares = after.flatMap(month => {
    const share = cohort.retention?.[month];
    return share === undefined ? [] : [`${percent(share)} after ${counted(month, 'month')}`];
  });
  return ours(
    `${monthAndYear(cohort.start)}: ${counted(cohort.customers, 'new customer')}${shares.map(share => `, ${share}`).join('')}`,
  );
};

const cellText = ({ lastMonth }: Retention, cohort: Cohort, after: number): string => {
  const share = cohort.retention?.[after];
  if (share === undefined) return '–';
  return `${percent(share)}${isOpenCell(lastMonth, cohort, after) ? ' *' : ''}`;
};

const cohortTable = (rows: readonly Cohort[], retention: Retention, name: string): DataTableBlock | null => {
  const oldest = Math.max(...rows.map(({ activeCustomers }) => activeCustomers.length)) - 1;
  if (oldest < 1 || rows.every(({ retention: shares }) => shares === null)) return null;
  return dataTable<Cohort>({
    caption: `New customers of ${name} by month, and how many of them ordered in the months after`,
    columns: [
      { title: 'First order', cell: ({ start }) => textCell(start.slice(0, 7)) },
      { title: 'New customers', cell: ({ customers }) => numberCell(customers, count(customers)) },
      ...Array.from({ length: Math.min(oldest, COLUMNS) }, (_, place) => ({
        title: `Month ${place + 1}`,
        cell: (cohort: Cohort) =>
          numberCell((cohort.retention?.[place + 1] ?? 0) * 100, cellText(retention, cohort, place + 1)),
      })),
    ],
    rows,
    pageSize: PAGE,
  });
};

const repeatTable = ({ repeat, cohorts }: Retention, name: string): DataTableBlock | null => {
  const rate = (share: number | null) => numberCell((share ?? 0) * 100, share === null ? '–' : percent(share));
  const cohortOf = new Map(cohorts.map(cohort => [cohort.start, cohort]));
  return dataTable<RepeatPoint>({
    caption: `Repeat purchases of ${name} until the end of each month, newest first`,
    columns: [
      {
        title: 'Until the end of',
        cell: ({ start, complete }) => textCell(`${start.slice(0, 7)}${complete ? '' : ' (not over)'}`),
      },
      { title: 'Customers', cell: ({ customers }) => numberCell(customers, count(customers)) },
      {
        title: 'Ordered more than once',
        cell: ({ repeatCustomers }) => numberCell(repeatCustomers, count(repeatCustomers)),
      },
      { title: 'Share', cell: ({ repeatPurchaseRate }) => rate(repeatPurchaseRate) },
      {
        title: `New ones: again within ${REORDER_DAYS} days`,
        cell: ({ start }) => rate(cohortOf.get(start)?.reorderRate ?? null),
      },
    ],
    rows: repeat.toReversed().slice(0, SHOWN),
    pageSize: PAGE,
  });
};
