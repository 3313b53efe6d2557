import { type Cohort, isOpenCell, REORDER_DAYS, type Retention } from '../../core/insight/retention.ts';
import type { SegmentReport } from '../../core/report.ts';
import { monthAndYear } from '../../core/words/dates.ts';
import { counted } from '../../core/words/numbers.ts';
import { cohortNotes, retentionSentences } from '../../core/words/retention.ts';
import { type Column, hanging, table, WIDTH } from '../layout.ts';
import { count, percent } from '../numbers.ts';
import { heading, type Style } from '../style.ts';

/** Months in a table; the newest ones. */
const SHOWN = 13;

const right = (title: string): Column => ({ title, align: 'right' });
const left = (title: string): Column => ({ title, align: 'left' });

export const retentionText = (retention: Retention, _report: SegmentReport, style: Style): string[] => [
  heading('Do they come back', style),
  ...retentionSentences(retention, percent).flatMap(sentence => hanging('  ', sentence)),
  ...cohortTable(retention, style),
  ...repeatTable(retention, style),
];

const cohortTable = (retention: Retention, style: Style): string[] => {
  const shown = retention.cohorts.slice(-SHOWN);
  const oldest = Math.max(...shown.map(({ activeCustomers }) => activeCustomers.length)) - 1;
  if (oldest < 1 || shown.every(cohort => cohort.retention === null))
    return cohortNotes(retention).flatMap(note => hanging('  ', note).map(style.dim));
  const cells = shown.map(cohort => cellsOf(retention, cohort));
  const columns = Math.min(oldest, fitting(shown, cells.flat()));
  return [
    '',
    heading('New customers by month, and who ordered in the months after', style),
    ...table(
      [left('First order'), right('New'), ...Array.from({ length: columns }, (_, place) => right(`${place + 1} `))],
      shown.map((cohort, row) => [
        monthAndYear(cohort.start),
        count(cohort.customers),
        ...Array.from({ length: columns }, (_, place) => cells[row]![place] ?? ''),
      ]),
    ),
    ...hanging('  ', 'In % of the new customers; 1 is the calendar month after the first order.').map(style.dim),
    ...cohortNotes(retention).flatMap(note => hanging('  ', note).map(style.dim)),
    ...hidden(retention, shown.length, columns < oldest).map(style.dim),
  ];
};

/** From the month after the first order on; a blank stands where others have a mark. */
const cellsOf = ({ lastMonth }: Retention, cohort: Cohort): readonly string[] =>
  (cohort.retention ?? [])
    .map((share, after) => `${Math.round(share * 100)}${isOpenCell(lastMonth, cohort, after) ? '*' : ' '}`)
    .slice(1);

/** Columns of cells that there is room for. */
const fitting = (cohorts: readonly Cohort[], cells: readonly string[]): number => {
  const [month, gap] = ['First order'.length, 2];
  const customers = Math.max(...cohorts.map(cohort => count(cohort.customers).length), 'New'.length);
  const cell = Math.max(...cells.map(({ length }) => length), '12 '.length);
  return Math.floor((WIDTH - 3 * gap - month - customers) / (gap + cell));
};

const hidden = ({ cohorts, earlierCohorts }: Retention, shown: number, later: boolean): string[] => {
  const earlier = cohorts.length + earlierCohorts - shown;
  if (earlier > 0) return [`  In --json: ${counted(earlier, 'earlier month')}.`];
  return later ? ['  In --json: later months.'] : [];
};

const repeatTable = ({ repeat, cohorts }: Retention, style: Style): string[] => {
  const shown = repeat.slice(-SHOWN);
  const cohortOf = new Map(cohorts.map(cohort => [cohort.start, cohort]));
  return [
    '',
    heading('Repeat purchases over time', style),
    ...table(
      [
        left('Until end of'),
        ...['Customers', 'Twice or more', 'Share', 'New', `Again in ${REORDER_DAYS} days`].map(right),
      ],
      shown.map(({ start, complete, customers, repeatCustomers, repeatPurchaseRate }) => {
        const cohort = cohortOf.get(start);
        return [
          `${monthAndYear(start)}${complete ? '' : ' *'}`,
          count(customers),
          count(repeatCustomers),
          rate(repeatPurchaseRate),
          count(cohort?.customers ?? 0),
          rate(cohort?.reorderRate ?? null),
        ];
      }),
    ),
    ...hanging(
      '  ',
      `Customers until then, and how many of them had ordered twice or more. Beside it: new customers of the month, and the share of them with a second order within ${REORDER_DAYS} days, once all of them had that time: these can be compared from month to month, while the other share grows by itself the longer the orders go back.`,
    ).map(style.dim),
  ];
};

const rate = (share: number | null): string => (share === null ? '' : percent(share));
