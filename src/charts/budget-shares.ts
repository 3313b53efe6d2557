/** Where a budget would go: three bars per segment, its share of customers, of revenue and of the revenue at stake. */
import { type BudgetView, mostAtStake, type SegmentBudget } from '../core/insight/budget.ts';
import { count, money, percent } from '../core/words/numbers.ts';
import type { ChartBuilder } from './chart.ts';
import { currencyOf, framed, nameAxis, percentAxis, rowHeight, rowNames, segmentNames, shortName } from './look.ts';
import { readableOn, segmentColours, tint } from './palette.ts';

const NAME_WIDTH = 190;
const HEADER_HEIGHT = 130;
const BARS_HEIGHT = 96;
/** Of more segments than fit into a picture of usual size. */
const LOW_BARS_HEIGHT = 78;
const MOST_HIGH = 6;
const BAR = { borderRadius: 3, barPercentage: 0.92, categoryPercentage: 0.8 } as const;

export const budgetShares: ChartBuilder = ({ report }) => {
  const view = report.insight?.budget;
  if (view === undefined || view.segments.length === 0) return null;
  const currency = currencyOf(report);
  const names = segmentNames(report.segments);
  const rows = rowNames(names, NAME_WIDTH);
  const bars = barsOf(view, segmentColours(report.segments), currency);
  const height = rowHeight(rows, rows.length <= MOST_HIGH ? BARS_HEIGHT : LOW_BARS_HEIGHT);
  return framed({
    id: 'budget-shares',
    title: title(view, names, currency),
    subtitle: 'From pale to full: share of customers, of revenue, and of the revenue at stake.',
    altText: altText(view, names, currency),
    height: HEADER_HEIGHT + height * rows.length,
    type: 'bar',
    data: {
      labels: rows,
      datasets: bars.map(({ label, shares, colours }) => ({ label, data: shares, backgroundColor: colours, ...BAR })),
    },
    options: {
      indexAxis: 'y',
      scales: { x: { ...percentAxis(), min: 0, max: axisEnd(bars.flatMap(({ shares }) => shares)) }, y: nameAxis() },
    },
    attachments: {
      hide: ['legend', 'x'],
      labels: bars.map(({ texts, colours }, dataset) => ({
        ...{ kind: 'bars' as const, dataset, place: 'end' as const, size: 14 },
        texts,
        inside: colours.map(readableOn),
      })),
    },
  });
};

interface Bars {
  readonly label: string;
  readonly shares: readonly number[];
  readonly colours: readonly string[];
  readonly texts: readonly string[];
}

const barsOf = ({ segments }: BudgetView, colours: readonly string[], currency: string | null): readonly Bars[] => {
  const bars = (
    label: string,
    strength: number,
    share: (row: SegmentBudget) => number,
    text: (row: SegmentBudget) => string,
  ) => ({
    label,
    shares: segments.map(row => Math.round(share(row) * 1e4) / 1e4),
    colours: colours.map(colour => tint(colour, strength)),
    texts: segments.map(row => `${percent(share(row))} ${text(row)}`),
  });
  return [
    bars(
      'Share of customers',
      0.3,
      row => row.customerShare,
      row => `of customers · ${count(row.customers)}`,
    ),
    bars(
      'Share of revenue',
      0.6,
      row => row.revenueShare,
      row => `of revenue · ${money(row.revenue, currency)}`,
    ),
    bars(
      'Share of the revenue at stake',
      1,
      row => row.atStakeShare,
      row => `of what is at stake · ${money(row.revenueAtStake, currency)}`,
    ),
  ];
};

/** A round end a little beyond the longest bar, so that its label often fits behind it. */
const axisEnd = (shares: readonly number[]): number =>
  Math.min(1, Math.max(0.1, Math.ceil(Math.max(...shares) * 13) / 10));

const title = (view: BudgetView, names: readonly string[], currency: string | null): string => {
  const most = mostAtStake(view);
  if (most === undefined) return 'No revenue is at stake: nobody who used to order is slipping away';
  const name = shortName(names[view.segments.indexOf(most)]!);
  return `${percent(view.shareAtStake)} of revenue is at stake (${money(view.revenueAtStake, currency)}), ${percent(most.atStakeShare)} of it in ${name}`;
};

const altText = (view: BudgetView, names: readonly string[], currency: string | null): string => {
  const rows = view.segments.map(
    (row, place) =>
      `${names[place]} ${percent(row.customerShare)} of customers, ${percent(row.revenueShare)} of revenue, ${percent(row.atStakeShare)} of what is at stake (${money(row.revenueAtStake, currency)})`,
  );
  return `Bars of each segment's share of customers, of revenue and of the revenue at stake. ${rows.join('; ')}.`;
};
