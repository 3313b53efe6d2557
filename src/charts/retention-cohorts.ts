/** New customers by month of their first order, and the share of them that ordered in the months after, as a heat map. */
import { type Cohort, isOpenCell, type Retention, SMALLEST_COHORT } from '../core/insight/retention.ts';
import { monthAndYear } from '../core/words/dates.ts';
import { count, counted, percent } from '../core/words/numbers.ts';
import type { ChartBuilder } from './chart.ts';
import { cellRow, heatScales, LEGEND_ENTRIES, shadeLegend, shadeOf } from './heat-map.ts';
import { framed, QUIET } from './look.ts';
import { readableOn } from './palette.ts';

/** Rows and columns that can still be read. */
const MOST_COHORTS = 13;
const MOST_MONTHS = 12;
const FRAME_HEIGHT = 190;
const ROW_HEIGHT = 32;
const TEXT_SIZE = 14;
/** Shades follow the shares as they are. */
const ROOT = 1;
const NO_CELL = '#FFFFFF';

export const retentionCohorts: ChartBuilder = ({ report }) => {
  const retention = report.insight?.retention;
  if (retention === undefined) return null;
  const cohorts = retention.cohorts.filter(({ activeCustomers }) => activeCustomers.length > 1).slice(-MOST_COHORTS);
  if (cohorts.every(cohort => cohort.retention === null)) return null;
  const months = Math.min(MOST_MONTHS, Math.max(...cohorts.map(({ activeCustomers }) => activeCustomers.length - 1)));
  // The lowest row is the first dataset: the others stand on it.
  const rows = cohorts.toReversed().map(cohort => cellsOf(retention, cohort, months));
  const largest = Math.max(...rows.flat().map(cell => cell?.share ?? 0));
  return framed({
    id: 'retention-cohorts',
    title: title(retention),
    subtitle: subtitle(retention, cohorts),
    altText: altText(retention, cohorts),
    height: FRAME_HEIGHT + ROW_HEIGHT * cohorts.length,
    type: 'bar',
    data: {
      labels: Array.from({ length: months }, (_, place) => String(place + 1)),
      datasets: [
        ...shadeLegend((from, to) => `${from}–${to}%`, largest * 100, ROOT),
        ...rows.map(cells => cellRow(cells.map(cell => colourOf(cell, largest)))),
      ],
    },
    options: {
      scales: heatScales({
        rows: cohorts.map(({ start, customers }) => `${monthAndYear(start)} · ${count(customers)}`),
        rowsTitle: 'First order · new customers',
        columnsTitle: 'Months after the first order',
      }),
    },
    attachments: {
      hide: ['legend'],
      labels: rows.map((cells, row) => ({
        ...{ kind: 'bars' as const, place: 'middle' as const, size: TEXT_SIZE, weight: 600 as const },
        dataset: LEGEND_ENTRIES + row,
        texts: cells.map(cell => cell?.text ?? ''),
        inside: cells.map(cell => (cell && cell.share > 0 ? readableOn(colourOf(cell, largest)) : QUIET)),
      })),
    },
  });
};

interface Cell {
  /** That decides about the shade; 0 where the month is not over, so that nobody takes it for a fall. */
  readonly share: number;
  readonly text: string;
}

/** From the month after the first order on: in its own month everybody ordered. */
const cellsOf = ({ lastMonth }: Retention, cohort: Cohort, months: number): readonly (Cell | null)[] =>
  Array.from({ length: months }, (_, place) => {
    const share = cohort.retention?.[place + 1];
    if (share === undefined) return null;
    return isOpenCell(lastMonth, cohort, place + 1)
      ? { share: 0, text: `${percent(share)}*` }
      : { share, text: percent(share) };
  });

const colourOf = (cell: Cell | null, largest: number): string =>
  cell === null ? NO_CELL : shadeOf(cell.share, largest, ROOT);

/** A month whose share stands for the time after: the first of these that is known. */
const LATER_MONTHS = [
  [12, 'twelfth'],
  [6, 'sixth'],
  [3, 'third'],
] as const;

const title = ({ newCustomers: { retention } }: Retention): string => {
  const [next] = retention.slice(1);
  if (next === undefined) return 'Who came back, by the month of the first order';
  const [month, name] = LATER_MONTHS.find(([after]) => retention[after] !== undefined) ?? [];
  const then = month === undefined ? '' : `, ${percent(retention[month]!)} in the ${name}`;
  return `${percent(next)} of new customers order again in the next month${then}`;
};

const subtitle = ({ lastMonth, cohorts: all }: Retention, cohorts: readonly Cohort[]): string =>
  [
    'Share of the new customers of a month who ordered in each month after it.',
    ...(lastMonth.complete ? [] : [`* ${monthAndYear(lastMonth.start)} is not over.`]),
    ...(cohorts[0] === all[0] && cohorts.length > 1
      ? [`${monthAndYear(cohorts[0]!.start)} also holds customers from before.`]
      : []),
    ...(cohorts.some(({ retention }) => retention === null)
      ? [`Months with fewer than ${SMALLEST_COHORT} new customers are left empty.`]
      : []),
  ].join(' ');

const SPOKEN_COHORTS = 6;

const altText = (retention: Retention, cohorts: readonly Cohort[]): string => {
  const spoken = cohorts
    .filter(cohort => cohort.retention !== null)
    .slice(0, SPOKEN_COHORTS)
    .map(cohort => {
      const shares = cellsOf(retention, cohort, MOST_MONTHS).filter(cell => cell !== null);
      return `${monthAndYear(cohort.start)} (${count(cohort.customers)}) ${shares.map(({ text }) => text).join(', ')}`;
    });
  return `Heat map of ${counted(cohorts.length, 'month')} of new customers and the share of them who ordered in each month after. ${title(retention)}. Month by month: ${spoken.join('; ')}.`;
};
