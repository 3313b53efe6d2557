import type { Quarter } from '../insight/investor.ts';
import {
  type Cell,
  type Chapter,
  change,
  column,
  count,
  money,
  named,
  type PackInput,
  type PackTable,
  text,
} from './document.ts';

/** "Q4 2010" of the quarter that begins on the day. */
export const quarterName = ({ start }: Pick<Quarter, 'start'>): string =>
  `Q${Math.ceil(Number(start.slice(5, 7)) / 3)} ${start.slice(0, 4)}`;

export const isComplete = ({ complete }: Pick<Quarter, 'complete'>): Cell => text(complete ? 'yes' : 'no');

export const quartersChapter = (input: PackInput): Chapter => ({
  id: 'quarters',
  title: 'Revenue by quarter',
  tables: [allCustomers(input), ...bySegment(input)],
  notes: [],
});

const allCustomers = ({ investor: { quarters } }: PackInput): PackTable => ({
  title: 'All customers',
  columns: [
    named('Quarter'),
    column('revenue'),
    column('changeOnYear'),
    column('orders'),
    column('averageOrderValue'),
    column('activeCustomers'),
    column('newCustomers'),
    column('complete'),
  ],
  rows: quarters.map(quarter => [
    text(quarterName(quarter)),
    money(quarter.revenue),
    change(quarter.changeOnYear),
    count(quarter.orders),
    money(quarter.averageOrderValue),
    count(quarter.activeCustomers),
    count(quarter.newCustomers),
    isComplete(quarter),
  ]),
});

/** A column per segment, largest revenue first. */
const bySegment = ({ report, investor: { quarters } }: PackInput): readonly PackTable[] => {
  if (report.segments.length === 0) return [];
  const rows = quarters.map(quarter => [
    text(quarterName(quarter)),
    ...quarter.segments.map(({ revenue }) => money(revenue)),
    money(quarter.revenue),
  ]);
  const total = [
    text('Whole period'),
    ...report.segments.map(({ revenue }) => money(revenue)),
    money(report.totals.revenue),
  ];
  return [
    {
      title: 'Revenue by segment',
      columns: [
        named('Quarter'),
        ...report.segments.map(({ name }) => column('segment', name)),
        column('revenue', 'All'),
      ],
      rows: [...rows, total],
      hasTotal: true,
    },
  ];
};
