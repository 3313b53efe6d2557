/** What the receipt says about a workbook: what was read, what was not, and what is odd about it. */
import type { SheetChoice } from './open-sheet.ts';
import type { SheetOddities } from './sheet-rows.ts';
import type { Workbook } from './workbook.ts';
import type { SheetTable } from './write-sheet.ts';

interface ReadSheet {
  readonly choice: SheetChoice;
  /** All sheets that were looked at and hold a table. */
  readonly tables: readonly SheetChoice[];
  readonly workbook: Workbook;
  readonly table: SheetTable;
  readonly oddities: SheetOddities;
}

const MOST_NAMES = 5;

export const sheetNotes = (read: ReadSheet): readonly string[] => [
  readNote(read),
  ...read.choice.head.notes,
  ...othersNotes(read),
  ...oddityNotes(read),
];

const readNote = ({ choice: { sheet, head } }: ReadSheet): string => {
  const names = head.headerRow === null ? '' : `, column names in row ${head.headerRow.toLocaleString('en-US')}`;
  return `Read the ${sheet.hidden ? 'hidden sheet' : 'sheet'} "${sheet.name}" of the workbook${names}.`;
};

const othersNotes = ({ choice, tables, workbook }: ReadSheet): readonly string[] => {
  const others = workbook.sheets.filter(sheet => sheet !== choice.sheet);
  const alike = new Set(tables.filter(({ head }) => head.looksLikeOrders).map(({ sheet }) => sheet));
  const orders = others.filter(sheet => alike.has(sheet));
  const rest = others.filter(sheet => !alike.has(sheet));
  const notes: string[] = [];
  if (orders.length > 0) {
    const [which, were] =
      orders.length === 1
        ? ['The sheet', 'looks like orders, too, and was']
        : ['The sheets', 'look like orders, too, and were'];
    notes.push(
      `${which} ${namesOf(orders)} ${were} not read: one sheet is read from a workbook. To have another one read, put it first in the workbook. ` +
        `In the terminal, --sheet "${orders[0]!.name}" reads that one.`,
    );
  }
  if (rest.length > 0) notes.push(`Not read: ${rest.length === 1 ? 'the sheet' : 'the sheets'} ${namesOf(rest)}.`);
  return notes;
};

const namesOf = (sheets: Workbook['sheets']): string => {
  const names = sheets.slice(0, MOST_NAMES).map(({ name, hidden }) => `"${name}"${hidden ? ' (hidden)' : ''}`);
  return sheets.length > MOST_NAMES ? `${names.join(', ')} and ${sheets.length - MOST_NAMES} more` : names.join(', ');
};

const oddityNotes = ({ choice, table, oddities }: ReadSheet): readonly string[] => {
  const merged = oddities.mergedDown.filter(({ firstRow }) => firstRow > choice.head.skipTo);
  const hidden = oddities.hiddenRows;
  const counted: readonly (readonly [number, string, string])[] = [
    [table.wider, 'row has cells outside of the table, which were', 'rows have cells outside of the table, which were'],
    [oddities.errors, 'cell holds an error such as #N/A and was', 'cells hold errors such as #N/A and were'],
    [
      oddities.formulasWithoutResult,
      'formula has no stored result and was',
      'formulas have no stored results and were',
    ],
    [
      merged.length,
      'merged cell counts for its first row only: the other rows were',
      'merged cells count for their first rows only: the others were',
    ],
  ];
  const ends = [
    'not read.',
    'taken as blank.',
    'taken as blank: open the workbook, save it and use it again.',
    'taken as blank.',
  ];
  const notes = counted.flatMap(([count, one, many], index) =>
    count === 0 ? [] : [`${count.toLocaleString('en-US')} ${count === 1 ? one : many} ${ends[index]}`],
  );
  if (hidden > 0)
    notes.push(`${hidden.toLocaleString('en-US')} hidden ${hidden === 1 ? 'row was' : 'rows were'} read, too.`);
  return notes;
};
