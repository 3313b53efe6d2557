/** Revenue (bars) and active customers (line) by month. */
import { isCovered } from '../core/periods.ts';
import type { Month, SegmentReport, Totals } from '../core/report.ts';
import { monthAndYear } from '../core/words/dates.ts';
import { counted, money, moneyFormat } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { ACCENT, currencyOf, font, framed, INK, LABEL_SIZE, numberAxis, SECOND_ACCENT } from './look.ts';
import { tint } from './palette.ts';
import { periodLabels } from './period-labels.ts';

const HEIGHT = 460;
/** A longer gap than this is a wrong date rather than a quiet time: it is not drawn as empty months. */
const LONGEST_SPAN = 600;

export const months: ChartBuilder = ({ report }) => {
  if (report.months.length === 0) return null;
  const rows = withoutGaps(report.months);
  const currency = currencyOf(report);
  const partial = partialMonths(rows, report.totals);
  const hasFull = rows.some(({ month }) => !partial.has(month));
  const hasPartial = rows.some(({ month }) => partial.has(month));
  return framed({
    id: 'months',
    title: title(report.months, currency),
    subtitle: period(report.totals),
    altText: altText(report, currency, hasPartial),
    height: HEIGHT,
    type: 'bar',
    data: {
      labels: periodLabels(
        'month',
        rows.map(({ month }) => month),
      ),
      datasets: [
        ...(hasFull ? [bars('Revenue (left axis)', ACCENT, rows, month => !partial.has(month))] : []),
        ...(hasPartial
          ? [
              bars(
                hasFull ? 'Incomplete month' : 'Revenue, month incomplete (left axis)',
                tint(ACCENT, 0.4),
                rows,
                month => partial.has(month),
              ),
            ]
          : []),
        line(rows),
      ],
    },
    options: {
      scales: {
        x: { grid: { display: false }, ticks: { color: INK, font: font(LABEL_SIZE), autoSkip: false, maxRotation: 0 } },
        y: numberAxis({ format: moneyFormat(currency) }),
        customers: {
          ...numberAxis({ precision: 0, format: { notation: 'compact', maximumSignificantDigits: 3 } }),
          position: 'right',
          grid: { display: false },
          grace: '8%',
        },
      },
    },
    attachments: {},
  });
};

const bars = (label: string, colour: string, rows: readonly Month[], shown: (month: string) => boolean): ChartJson => ({
  type: 'bar',
  label,
  data: rows.map(({ month, revenue }) => (shown(month) ? Math.round(revenue * 100) / 100 : null)),
  backgroundColor: colour,
  pointStyle: 'rectRounded',
  yAxisID: 'y',
  order: 2,
  // Complete and incomplete months are two sets for the legend's sake; their bars stand in one row.
  grouped: false,
  maxBarThickness: 90,
  borderRadius: rows.length > 24 ? 0 : 3,
  categoryPercentage: 0.86,
  barPercentage: 0.9,
});

const line = (rows: readonly Month[]): ChartJson => ({
  type: 'line',
  label: 'Active customers (right axis)',
  data: rows.map(({ activeCustomers }) => activeCustomers),
  yAxisID: 'customers',
  order: 1,
  borderColor: SECOND_ACCENT,
  backgroundColor: SECOND_ACCENT,
  borderWidth: 2.5,
  pointStyle: 'circle',
  pointRadius: rows.length > 24 ? 2 : 4.5,
  pointBackgroundColor: SECOND_ACCENT,
  pointBorderColor: '#FFFFFF',
  pointBorderWidth: rows.length > 24 ? 0 : 1.5,
});

/** Months without orders are missing in the report, but not in time. */
function withoutGaps(given: readonly Month[]): readonly Month[] {
  const sorted = [...given].sort((a, b) => (a.month < b.month ? -1 : 1));
  const [first, last] = [monthNumber(sorted[0]!.month), monthNumber(sorted.at(-1)!.month)];
  if (last - first >= LONGEST_SPAN) return sorted;
  const known = new Map(sorted.map(row => [row.month, row]));
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const month = monthOf(first + offset);
    return known.get(month) ?? { month, revenue: 0, orders: 0, activeCustomers: 0, newCustomers: 0 };
  });
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/** The first and the last month where the orders begin late in it, or end early. */
const partialMonths = (rows: readonly Month[], totals: Totals): ReadonlySet<string> =>
  new Set(rows.map(({ month }) => month).filter(month => !isCovered('month', `${month}-01`, totals)));

const day = (instant: string): string => `${Number(instant.slice(8, 10))} ${monthAndYear(instant)}`;

const period = ({ firstOrder, lastOrder }: Totals): string => `Orders from ${day(firstOrder)} to ${day(lastOrder)}.`;

const best = (rows: readonly Month[]): Month => rows.reduce((top, row) => (row.revenue > top.revenue ? row : top));

function title(rows: readonly Month[], currency: string | null): string {
  const top = best(rows);
  const facts = `${money(top.revenue, currency)} revenue from ${counted(top.activeCustomers, 'customer')}`;
  return rows.length === 1 ? `${monthAndYear(top.month)}: ${facts}` : `Best month ${monthAndYear(top.month)}: ${facts}`;
}

function altText({ months: rows, totals }: SegmentReport, currency: string | null, hasPartial: boolean): string {
  const first = rows[0]!;
  const last = rows.at(-1)!;
  const figures = (row: Month) =>
    `${monthAndYear(row.month)} ${money(row.revenue, currency)} from ${counted(row.activeCustomers, 'active customer')}`;
  const note = hasPartial ? ` The first or last month is not complete. ${period(totals)}` : '';
  if (rows.length === 1) return `Revenue and active customers of one month: ${figures(first)}.${note}`;
  return (
    `Revenue (bars) and active customers (line) of ${rows.length} months. ` +
    `First ${figures(first)}; best ${figures(best(rows))}; last ${figures(last)}.${note}`
  );
}
