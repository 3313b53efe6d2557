/** Customers by recency and frequency score, as a heat map with the count in each cell. */
import type { FiveCounts, FourCuts, Scores } from '../core/report.ts';
import { compact, count, counted, percent } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { ACCENT, axisTitle, font, framed, INK, LABEL_SIZE } from './look.ts';
import { readableOn, tint } from './palette.ts';

const HEIGHT = 520;
/** Shades from few to many customers; each but the first covers a fifth of the square root of the largest count. */
const SHADES = [0.06, 0.22, 0.42, 0.66, 1].map(amount => tint(ACCENT, amount));
const EMPTY_CELL = '#F3F4F6';

export const recencyFrequency: ChartBuilder = ({ report }) => {
  const rows = report.scores.recencyByFrequency;
  const customers = rows.flat().reduce((sum, cell) => sum + cell, 0);
  if (customers === 0) return null;
  const largest = Math.max(...rows.flat());
  const { recency, frequency } = scoreRanges(report.scores);
  return framed({
    id: 'recency-frequency',
    title: title(report.scores, customers),
    subtitle: 'Number of customers in each cell. The darker, the more customers.',
    altText: altText(report.scores, customers),
    height: HEIGHT,
    type: 'bar',
    data: {
      labels: frequency,
      datasets: [...shadeLegend(largest), ...rows.map(row => cells(row, largest))],
    },
    options: { scales: scales(recency) },
    attachments: {
      hide: ['legend'],
      labels: rows.map((row, index) => ({
        kind: 'bars' as const,
        dataset: SHADES.length + index,
        place: 'middle' as const,
        size: 17,
        weight: 600 as const,
        texts: row.map(cell => (cell < 100_000 ? count(cell) : compact(cell))),
        inside: row.map(cell => (cell === 0 ? '#7B8794' : readableOn(shade(cell, largest)))),
      })),
    },
  });
};

/** One row of cells: bars of height 1 that stand on those of the rows below. */
const cells = (row: FiveCounts, largest: number): ChartJson => ({
  // The legend explains the shades: a row has neither a symbol nor a word there.
  label: '',
  pointStyle: false,
  data: [1, 1, 1, 1, 1],
  stack: 'cells',
  backgroundColor: row.map(cell => shade(cell, largest)),
  borderColor: '#FFFFFF',
  borderWidth: 2,
  borderSkipped: false,
  barPercentage: 1,
  categoryPercentage: 1,
});

function shade(cell: number, largest: number): string {
  if (cell === 0) return EMPTY_CELL;
  const step = Math.ceil(Math.sqrt(cell / largest) * SHADES.length) - 1;
  return SHADES[Math.max(0, step)]!;
}

/** Datasets without data, for the legend of renderers that cannot write into the cells. */
function shadeLegend(largest: number): ChartJson[] {
  const upTo = (step: number) => Math.floor(largest * ((step + 1) / SHADES.length) ** 2);
  return SHADES.map((backgroundColor, step) => ({
    label: `${count(step === 0 ? 1 : upTo(step - 1) + 1)}–${count(upTo(step))} customers`,
    data: [],
    stack: 'cells',
    backgroundColor,
  }));
}

/** The rows are named by an axis of their own: the one that the bars stand on counts 0 to 5. */
function scales(recency: readonly string[]): ChartJson {
  const plain = { grid: { display: false }, border: { display: false } };
  return {
    x: {
      ...plain,
      stacked: true,
      ticks: { color: INK, font: font(LABEL_SIZE) },
      title: axisTitle('Orders per customer'),
    },
    y: { ...plain, stacked: true, display: false, min: 0, max: 5 },
    rows: {
      ...plain,
      type: 'category',
      axis: 'y',
      position: 'left',
      offset: true,
      labels: [...recency].reverse(),
      ticks: { color: INK, font: font(LABEL_SIZE) },
      title: axisTitle('Days since last order'),
    },
  };
}

/** What each score means, score 1 first: "8–17 days". Both are whole numbers, so ranges do not overlap. */
function scoreRanges({ cuts }: Scores): { recency: string[]; frequency: string[] } {
  return { recency: ranges(cuts.recency, 0).reverse(), frequency: ranges(cuts.frequency, 1) };
}

function ranges(cuts: FourCuts, lowest: number): string[] {
  const ends = cuts.map(Math.floor);
  return [...ends, Number.POSITIVE_INFINITY].map((end, index) => {
    const start = index === 0 ? lowest : ends[index - 1]! + 1;
    if (end === Number.POSITIVE_INFINITY) return `${count(start)} or more`;
    if (start > end) return 'none';
    return start === end ? count(start) : `${count(start)}–${count(end)}`;
  });
}

/** Customers with both scores 4 or 5, the upper right corner, in the words of the cuts that make these scores. */
function title({ recencyByFrequency: rows, cuts }: Scores, customers: number): string {
  const corner = [3, 4].flatMap(r => [3, 4].map(f => rows[r]?.[f] ?? 0)).reduce((sum, cell) => sum + cell, 0);
  const orders = count(Math.floor(cuts.frequency[2]) + 1);
  const days = counted(Math.floor(cuts.recency[1]), 'day');
  return `${percent(corner / customers)} of customers ordered ${orders}+ times, last within ${days}`;
}

function altText(scores: Scores, customers: number): string {
  const rows = scores.recencyByFrequency;
  const { recency, frequency } = scoreRanges(scores);
  const lines = [...rows.keys()].reverse().map(r => `${recency[r]} days: ${rows[r]!.map(count).join(', ')}`);
  return (
    `Heat map of ${count(customers)} customers by days since the last order (rows) and number of orders ` +
    `(columns: ${frequency.join(', ')}). ${title(scores, customers)}. ${lines.join('; ')}.`
  );
}
