/** Customers by recency and frequency score, as a heat map with the count in each cell. */
import type { FourCuts, Scores } from '../core/report.ts';
import { compact, count, counted, percent } from '../core/words/numbers.ts';
import type { ChartBuilder } from './chart.ts';
import { cellRow, heatScales, LEGEND_ENTRIES, shadeLegend, shadeOf } from './heat-map.ts';
import { framed } from './look.ts';
import { readableOn } from './palette.ts';

const HEIGHT = 520;

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
      datasets: [
        ...shadeLegend((from, to) => `${count(from)}–${count(to)} customers`, largest),
        ...rows.map(row => cellRow(row.map(cell => shadeOf(cell, largest)))),
      ],
    },
    options: {
      scales: heatScales({
        rows: recency.toReversed(),
        rowsTitle: 'Days since last order',
        columnsTitle: 'Orders per customer',
      }),
    },
    attachments: {
      hide: ['legend'],
      labels: rows.map((row, index) => ({
        kind: 'bars' as const,
        dataset: LEGEND_ENTRIES + index,
        place: 'middle' as const,
        size: 17,
        weight: 600 as const,
        texts: row.map(cell => (cell < 100_000 ? count(cell) : compact(cell))),
        inside: row.map(cell => (cell === 0 ? '#7B8794' : readableOn(shadeOf(cell, largest)))),
      })),
    },
  });
};

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
