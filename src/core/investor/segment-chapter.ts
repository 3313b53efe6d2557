import { type Chapter, column, count, decimal, money, named, type PackInput, share, text } from './document.ts';
import { isComplete, quarterName } from './quarters-chapter.ts';

/** `null` where there are no segments. */
export const bestSegmentChapter = ({ report, investor }: PackInput): Chapter | null => {
  const place = report.segments.findIndex(({ id }) => id === investor.bestSegment);
  const best = report.segments[place];
  if (best === undefined) return null;
  return {
    id: 'best-segment',
    title: `Best segment: ${best.name}`,
    tables: [
      {
        title: 'Whole period',
        columns: [
          column('customers'),
          column('customerShare'),
          column('revenue'),
          column('revenueShare'),
          column('ordersPerCustomer'),
          column('spendPerCustomer'),
          column('averageOrderValue'),
        ],
        rows: [
          [
            count(best.customers),
            share(best.customerShare),
            money(best.revenue),
            share(best.revenueShare),
            decimal(best.ordersPerCustomer.mean),
            money(best.spend.mean),
            money(best.averageOrderValue),
          ],
        ],
      },
      {
        title: 'By quarter',
        columns: [
          named('Quarter'),
          column('activeCustomers'),
          column('revenue'),
          column('revenueShare'),
          column('orders'),
          column('complete'),
        ],
        rows: investor.quarters.map(quarter => {
          const { activeCustomers, revenue, orders } = quarter.segments[place]!;
          return [
            text(quarterName(quarter)),
            count(activeCustomers),
            money(revenue),
            share(quarter.revenue > 0 ? revenue / quarter.revenue : null),
            count(orders),
            isComplete(quarter),
          ];
        }),
      },
    ],
    figures: ['bestSegment', 'segment'],
    notes: [],
  };
};
