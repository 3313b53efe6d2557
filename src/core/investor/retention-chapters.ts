/** Whether customers come back: the rate over time, and cohorts month by month. */
import { monthAndYear } from '../words/dates.ts';
import { cohortNotes } from '../words/retention.ts';
import { type Cell, type Chapter, column, count, named, type PackInput, share, text } from './document.ts';

export const repeatChapter = ({ investor: { retention } }: PackInput): Chapter => {
  const cohorts = new Map(retention.cohorts.map(cohort => [cohort.start, cohort]));
  return {
    id: 'repeat',
    title: 'Repeat purchases',
    tables: [
      {
        title: 'By month',
        columns: [
          named('Until end of'),
          column('customersSoFar'),
          column('repeatCustomers'),
          column('repeatPurchaseRate'),
          column('newCustomers'),
          column('reorderRate'),
        ],
        rows: retention.repeat.map(({ start, customers, repeatCustomers, repeatPurchaseRate }) => [
          text(monthAndYear(start)),
          count(customers),
          count(repeatCustomers),
          share(repeatPurchaseRate),
          count(cohorts.get(start)?.customers ?? 0),
          share(cohorts.get(start)?.reorderRate ?? null),
        ]),
      },
    ],
    notes: retention.lastMonth.complete
      ? []
      : [`${monthAndYear(retention.lastMonth.start)} is not over: its figures are as of the last order.`],
  };
};

/** `null` before anybody had a month to come back in. */
export const cohortsChapter = ({ investor: { retention } }: PackInput): Chapter | null => {
  const { cohorts, newCustomers } = retention;
  const months = Math.max(...cohorts.map(({ activeCustomers }) => activeCustomers.length)) - 1;
  if (months < 1) return null;
  const row = (name: string, customers: number, shares: readonly number[]): readonly Cell[] => [
    text(name),
    count(customers),
    ...Array.from({ length: months }, (_, place) => share(shares[place + 1] ?? null)),
  ];
  return {
    id: 'cohorts',
    title: 'Cohort retention',
    tables: [
      {
        title: 'Share of a month’s new customers who ordered so many months after',
        columns: [
          column('cohort'),
          column('newCustomers', 'Customers'),
          ...Array.from({ length: months }, (_, place) => column('cohortRetention', String(place + 1))),
        ],
        rows: [
          ...cohorts.map(({ start, customers, retention: shares }) =>
            row(monthAndYear(start), customers, shares ?? []),
          ),
          row('New customers together', newCustomers.customers, newCustomers.retention),
        ],
        shadedFrom: 2,
        hasTotal: true,
      },
    ],
    notes: cohortNotes(retention).map(note => note.replace(/^\* /, '')),
  };
};
