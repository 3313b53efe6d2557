import { FEWEST_CUSTOMERS } from '../insight/concentration.ts';
import { type Chapter, column, count, decimal, money, named, type PackInput, share, text } from './document.ts';

export const concentrationChapter = ({ report, investor: { concentration } }: PackInput): Chapter => {
  const { customers, gini, half, top } = concentration;
  const tables = [
    {
      title: 'The largest customers',
      columns: [named('Largest'), column('customers'), column('revenue'), column('topShare', 'Share of revenue')],
      rows: [
        ...top.map(({ percent, ...best }) => [
          text(`${percent} %`),
          count(best.customers),
          money(best.revenue),
          share(best.revenueShare),
        ]),
        [text('All'), count(customers), money(report.totals.revenue), share(1)],
      ],
      hasTotal: true,
    },
    {
      title: 'How even it is',
      columns: [column('gini'), column('half'), column('customerShare')],
      rows: [[decimal(gini), count(half?.customers ?? null), share(half?.customerShare ?? null)]],
    },
  ];
  return {
    id: 'concentration',
    title: 'Concentration of revenue',
    tables: gini === null ? [] : tables,
    notes:
      gini === null
        ? [
            `Fewer than ${FEWEST_CUSTOMERS} customers, or no revenue: one customer more or less would change these figures.`,
          ]
        : [],
  };
};
