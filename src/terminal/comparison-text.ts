/** What moved since so many days ago, for a terminal of 80 columns. */
import type { Movement } from '../core/changes.ts';
import { movementMatrix } from '../core/movement-matrix.ts';
import type { Totals } from '../core/report.ts';
import { lastDayWords } from '../core/words/dates.ts';
import { enteredLines, fromName, toName } from '../core/words/movement.ts';
import { counted } from '../core/words/numbers.ts';
import type { Comparison } from './comparison.ts';
import { hanging, table, visibleLength, WIDTH } from './layout.ts';
import { count, money, percent } from './numbers.ts';
import type { Style } from './style.ts';

export const comparisonText = ({ days, movement }: Comparison, { firstOrder }: Totals, style: Style): string => {
  const heading = style.bold(`WHAT MOVED IN ${count(days)} ${days === 1 ? 'DAY' : 'DAYS'}`);
  const body =
    movement === null
      ? hanging('  ', `There are no orders as old as that: the first one is of ${firstOrder.slice(0, 10)}.`)
      : movementText(movement, style);
  return `${[heading, ...body].join('\n')}\n`;
};

const movementText = (movement: Movement, style: Style): readonly string[] => [
  ...hanging('  ', changedWords(movement)),
  ...enteredLines(movement, { amount: money, percent }).flatMap(({ group, words }) =>
    hanging('  ', `${style.bold(`${group}:`)} ${words}`),
  ),
  '',
  ...customersMatrix(movement),
  '',
  ...revenueMatrix(movement),
  '',
  ...hanging('  ', EXPLANATION).map(style.dim),
];

const changedWords = ({ moves, since, until }: Movement): string => {
  const sum = (some: Movement['moves']): number => some.reduce((all, { customers }) => all + customers, 0);
  const changed = sum(moves.filter(({ from, to }) => from !== null && from !== to));
  const joined = sum(moves.filter(({ from }) => from === null));
  return (
    `From ${lastDayWords(since)} to ${lastDayWords(until)}: of ${count(sum(moves) - joined)} customers then, ` +
    `${count(changed)} are in another RFM group now. ${counted(joined, 'customer')} ordered first since then.`
  );
};

const EXPLANATION =
  'A row says in which group customers were then, a column in which they are now; the columns are numbered like the ' +
  'rows. Both days are scored with the limits of the later one. Revenue is what the customers have spent up to now.';

interface Figures {
  readonly customers: number;
  readonly revenue: number;
}

/** Eleven names would not fit side by side: columns have the numbers of their rows. */
const matrixLines = (movement: Movement, title: string, cell: (figures: Figures) => string): readonly string[] => {
  const { columns, rows, totals, total } = movementMatrix(movement);
  const numberOf = (group: (typeof columns)[number]): string =>
    group === null ? toName(null) : String(columns.indexOf(group) + 1);
  const shown = (figures: Figures): string => (figures.customers === 0 ? '·' : cell(figures));
  const lines = rows.map(({ from, cells, total: sum }) => [
    from === null ? fromName(null) : `${numberOf(from)} ${fromName(from)}`,
    ...cells.map(shown),
    shown(sum),
  ]);
  const titles = [title, ...columns.map(numberOf), 'Then'];
  return table(
    titles.map((text, index) => ({ title: text, align: index === 0 ? 'left' : 'right' })),
    [...lines, ['Now', ...totals.map(cell), cell(total)]],
  );
};

const customersMatrix = (movement: Movement): readonly string[] => {
  const counts = matrixLines(movement, 'Customers', ({ customers }) => count(customers));
  if (counts.every(line => visibleLength(line) <= WIDTH)) return counts;
  const { total } = movementMatrix(movement);
  return matrixLines(movement, 'Customers, %', ({ customers }) => shareOf(customers, total.customers));
};

/** In percent: money would not fit. */
const revenueMatrix = (movement: Movement): readonly string[] => {
  const { total } = movementMatrix(movement);
  return matrixLines(movement, 'Revenue, %', ({ revenue }) => shareOf(revenue, total.revenue));
};

/** Percent in three characters: 0.4, 7.1, 12, 100. */
const shareOf = (part: number, all: number): string => {
  const value = all > 0 ? (100 * part) / all : 0;
  return value.toFixed(value < 9.95 ? 1 : 0);
};
