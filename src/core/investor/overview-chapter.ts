import { definitionOf, type Figure } from './definitions.ts';
import { type Cell, type Chapter, count, decimal, money, named, type PackInput, share, text } from './document.ts';

/** The figures that are asked for first, each beside what it means. */
export const overviewChapter = ({ report, investor }: PackInput): Chapter => {
  const { totals, segments, run } = report;
  const { concentration, retention } = investor;
  const best = segments.find(({ id }) => id === investor.bestSegment);
  const row = (figure: Figure, value: Cell, name?: string): readonly Cell[] => {
    const { title, text: meaning } = definitionOf(figure, run.settings);
    return [text(name ?? title), value, text(meaning)];
  };
  const bestRows = best
    ? [
        row('bestSegment', text(best.name)),
        row('customerShare', share(best.customerShare), `${best.name}: share of customers`),
        row('revenueShare', share(best.revenueShare), `${best.name}: share of revenue`),
      ]
    : [];
  return {
    id: 'overview',
    title: 'Overview',
    tables: [
      {
        title: 'Key figures, whole period',
        columns: [named('Figure'), named('Value'), named('Definition')],
        rows: [
          row('revenue', money(totals.revenue)),
          row('orders', count(totals.orders)),
          row('customers', count(totals.customers)),
          row('averageOrderValue', money(totals.averageOrderValue)),
          row('repeatPurchaseRate', share(retention.repeat.at(-1)?.repeatPurchaseRate ?? null)),
          row('reorderRate', share(retention.newCustomers.reorderRate)),
          ...concentration.top.map(({ percent, revenueShare }) =>
            row('topShare', share(revenueShare), `Revenue of the largest ${percent} % of customers`),
          ),
          row('gini', decimal(concentration.gini)),
          ...bestRows,
        ],
      },
    ],
    notes: report.warnings,
  };
};
