/** Revenue (bars) and active customers (line) by month. */
import type { Month, SegmentReport, Totals } from '../core/report.ts';
import { monthAndYear, monthName } from '../core/words/dates.ts';
import { counted, money, moneyFormat } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { ACCENT, currencyOf, font, framed, INK, LABEL_SIZE, numberAxis, SECOND_ACCENT } from './look.ts';
import { tint } from './palette.ts';

const HEIGHT = 460;
/** More labels than this touch each other. */
const MOST_LABELS = 13;
const LABEL_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240] as const;
/** A longer gap than this is a wrong date rather than a quiet time: it is not drawn as empty months. */
const LONGEST_SPAN = 600;

export const months: ChartBuilder = ({ report }) => {
  if (report.months.length === 0) return null;
  const rows = withoutGaps(report.months);
  const currency = currencyOf(report);
  const partial = partialMonths(report.totals);
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
      labels: labels(rows),
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

/** "Dec" over "2010" where a year begins; only every so many months where there are many. */
function labels(rows: readonly Month[]): (string | string[])[] {
  const step = LABEL_STEPS.find(each => rows.length / each <= MOST_LABELS) ?? LABEL_STEPS.at(-1)!;
  let year = '';
  return rows.map(({ month }) => {
    if (step > 1 && monthNumber(month) % step !== 0) return '';
    if (step >= 12) return month.slice(0, 4);
    const label = month.slice(0, 4) === year ? monthName(month) : [monthName(month), month.slice(0, 4)];
    year = month.slice(0, 4);
    return label;
  });
}

/** Days without orders at the edge of the data that are still taken for chance. */
const QUIET_DAYS = 2;

/** The first and the last month where the orders begin late in it, or end early. */
function partialMonths({ firstOrder, lastOrder }: Totals): ReadonlySet<string> {
  const partial = new Set<string>();
  if (Number(firstOrder.slice(8, 10)) > 1 + QUIET_DAYS) partial.add(firstOrder.slice(0, 7));
  const daysInMonth = new Date(Date.UTC(Number(lastOrder.slice(0, 4)), Number(lastOrder.slice(5, 7)), 0)).getUTCDate();
  if (Number(lastOrder.slice(8, 10)) < daysInMonth - QUIET_DAYS) partial.add(lastOrder.slice(0, 7));
  return partial;
}

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
