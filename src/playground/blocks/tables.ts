/** Tables: equal rows, a limited number of cells, and of characters over the whole message. */
import {
  add,
  all,
  boolean,
  byType,
  type Check,
  integer,
  isRecord,
  list,
  number,
  object,
  oneOf,
  problem,
  string,
} from './check.ts';
import { plainOf, RICH_TEXT } from './rich-text.ts';

const COLUMNS = 20;
const DATA_ROWS = 100;
/** Of all cells in a message, in tables of both kinds. */
const CHARACTERS = 10_000;

const cellText = string(CHARACTERS);
const rawText = object({ type: oneOf('raw_text'), text: cellText });
const rawNumber = object({ type: oneOf('raw_number'), value: number, text: cellText });

const hasText: Check = (value, at, found) => {
  if (plainOf(value) === '') problem(found, at, 'must be more than 0 characters');
};

const richCell = all(object(RICH_TEXT), hasText);
const anyCell = byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richCell });
const headerCell = byType({ raw_text: rawText, raw_number: rawNumber });

const rowsOf = (value: unknown): readonly unknown[] => (isRecord(value) && Array.isArray(value.rows) ? value.rows : []);

const widthOf = (row: unknown): number => (Array.isArray(row) ? row.length : 0);

const sameWidth: Check = (value, at, found) => {
  const rows = rowsOf(value);
  for (const [index, row] of rows.entries())
    if (widthOf(row) !== widthOf(rows[0]))
      problem(found, `${at}/rows/${index}`, `must have ${widthOf(rows[0])} cells as the first row`);
};

const fewCharacters: Check = (value, at, found) => {
  const cells = rowsOf(value).flat();
  const characters = cells.reduce<number>((total, cell) => total + plainOf(cell).length, 0);
  if (add(found.characters, 'tables', characters) > CHARACTERS)
    problem(found, at, `no more than ${CHARACTERS} characters in all tables of a message`);
};

const headerFirst: Check = (value, at, found) => {
  list(list(anyCell, 1, COLUMNS), 2, DATA_ROWS + 1)(value, at, found);
  if (Array.isArray(value) && Array.isArray(value[0]))
    for (const [index, cell] of value[0].entries()) headerCell(cell, `${at}/0/${index}`, found);
};

const rowHeader: Check = (value, at, found) => {
  const column = isRecord(value) ? value.row_header_column_index : undefined;
  if (typeof column === 'number' && column >= widthOf(rowsOf(value)[0]))
    problem(found, `${at}/row_header_column_index`, 'must be a column of the table');
};

/** The caption has no known limit of its own; it is read out as a heading is. */
const CAPTION = 3000;

export const dataTable = (block: Readonly<Record<string, Check>>): Check =>
  all(
    object(
      { type: oneOf('data_table'), rows: headerFirst, caption: string(CAPTION) },
      { page_size: integer(1, 100), row_header_column_index: integer(0, COLUMNS - 1), ...block },
    ),
    sameWidth,
    rowHeader,
    fewCharacters,
  );

const columnSetting: Check = (value, at, found) => {
  if (value !== null) object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean })(value, at, found);
};

export const table = (block: Readonly<Record<string, Check>>): Check =>
  all(
    object(
      { type: oneOf('table'), rows: list(list(anyCell, 1, COLUMNS), 1, DATA_ROWS) },
      { column_settings: list(columnSetting, 1, COLUMNS), ...block },
    ),
    sameWidth,
    fewCharacters,
  );
