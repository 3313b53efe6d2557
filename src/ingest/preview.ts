/** A look at a table for the person who is to say what its columns mean. */
import { type DateAssumption, FIELDS, type Mapping, type ReadingHints } from '../core/order-file.ts';
import { type Columns, findColumn, missingFields } from './columns.ts';
import { detectDateFormat } from './date-format.ts';
import { guessColumns, guessMoney, isDates, isNumbers } from './map-suggestion.ts';
import { mappingOf } from './presets/recognise.ts';
import { readTable, type TableRequest } from './read-table.ts';
import { sampleColumns } from './samples.ts';

export type PreviewRequest = TableRequest;

export interface TablePreview {
  readonly columns: readonly string[];
  /** Of a workbook: names of the sheets that may be meant. */
  readonly sheets: readonly string[];
  /** Up to three data rows, each as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
  /** What was recognised by names, and what the cells of other columns look like. */
  readonly guess: Mapping;
  /** False where no column looks like dates, or none like money. */
  readonly looksLikeOrders: boolean;
  /** Cells of the guessed date column with two readings; empty where day and month can be told apart. */
  readonly dateExamples: readonly string[];
  /** The likelier reading of them. */
  readonly dateGuess: DateAssumption['order'] | null;
}

const SHOWN_ROWS = 3;

/** Throws `file_empty`, `header_only` and `not_a_table`, but for no columns, however strange. */
export const previewTable = async (request: PreviewRequest): Promise<TablePreview> => {
  const { text, head, sheets } = await readTable(request);
  const columns = await sampleColumns(text, head);
  const guess = guessAll(columns, request.hints.map);
  const continental = head.dialect.delimiter === ';';
  const dates = detectDateFormat(columns.cells[guess.date ?? -1] ?? [], { hint: request.hints.dates, continental });
  return {
    columns: columns.names,
    sheets,
    rows: head.rows.slice(0, SHOWN_ROWS).map(row => columns.names.map((_, column) => row[column] ?? '')),
    guess,
    looksLikeOrders: hasDates(columns, guess) && hasMoney(columns, guess),
    dateExamples: dates?.assumption?.examples ?? [],
    dateGuess: dates?.assumption?.order ?? null,
  };
};

/** Hints that name no column of this file are passed over. */
const guessAll = (columns: Columns, hints: ReadingHints['map']): Mapping => {
  const known = FIELDS.filter(field => findColumn(columns.names, hints[field] ?? '') !== undefined);
  const found = mappingOf(columns, Object.fromEntries(known.map(field => [field, hints[field]])));
  return { ...found, ...guessColumns(columns, found, missingFields(found)) };
};

const hasDates = ({ cells }: Columns, { date }: Mapping): boolean => date !== undefined || cells.some(isDates);

/** Among what is no date and nothing else that was recognised: a column of ids is no money. */
const hasMoney = ({ names, cells }: Columns, { quantity, price, amount, ...others }: Mapping): boolean => {
  const recognised = [price, amount].filter(column => column !== undefined);
  if (recognised.some(column => isNumbers(cells[column]!))) return true;
  const taken = new Set([...Object.values(others), quantity]);
  const free = names.map((_, column) => column).filter(column => !taken.has(column) && !isDates(cells[column]!));
  return guessMoney(free, cells) !== undefined;
};
