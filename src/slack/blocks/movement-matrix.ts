/** A movement from → to as tables: once in customers, once in revenue. */
import type { DataTableBlock } from '@slack/types';
import type { Movement } from '../../core/changes.ts';
import type { MovedFigures } from '../../core/moved.ts';
import { type MovementMatrix, movementMatrix } from '../../core/movement-matrix.ts';
import { fromName, toName } from '../../core/words/movement.ts';
import { count, money } from '../../core/words/numbers.ts';
import { dataTable, numberCell, textCell } from './data-table.ts';

interface Row {
  readonly name: string;
  /** One per column, then the total. */
  readonly figures: readonly MovedFigures[];
}

/** Of at most twelve rows, a total, and as many columns: some 2,000 of the 10,000 characters that tables may have. */
export const matrixTables = (movement: Movement, currency: string | null): readonly (DataTableBlock | null)[] => {
  const matrix = movementMatrix(movement);
  if (matrix.rows.length === 0) return [];
  return [
    matrixTable(matrix, 'Customers from ↓ to →', ({ customers }) => numberCell(customers, orDash(customers, count))),
    matrixTable(matrix, 'Revenue from ↓ to →', ({ revenue }) =>
      numberCell(
        revenue,
        orDash(revenue, value => money(value, currency)),
      ),
    ),
  ];
};

/** Most cells are empty: zeros would hide the others. */
const orDash = (value: number, words: (value: number) => string): string => (value === 0 ? '–' : words(value));

const matrixTable = (
  { columns, rows, totals, total }: MovementMatrix,
  title: string,
  cell: (figures: MovedFigures) => ReturnType<typeof numberCell>,
): DataTableBlock | null => {
  const all: readonly Row[] = [
    ...rows.map(({ from, cells, total: sum }) => ({ name: fromName(from), figures: [...cells, sum] })),
    { name: 'Now', figures: [...totals, total] },
  ];
  return dataTable({
    caption: `${title}: a row says where customers were then, a column where they are now`,
    columns: [
      { title, cell: ({ name }) => textCell(name) },
      ...[...columns.map(toName), 'Then'].map((name, index) => ({
        title: name,
        cell: ({ figures }: Row) => cell(figures[index]!),
      })),
    ],
    rows: all,
    pageSize: all.length,
  });
};
