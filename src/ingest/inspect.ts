import { FIELDS, type Field, type Mapping, type OrderFile, type ReadingHints } from '../core/order-file.ts';
import { ExpectedError } from '../errors.ts';
import { asCleaned, writeCopy } from './clean-copy.ts';
import { type Columns, mapColumns, missingFields } from './columns.ts';
import { detectDateFormat, unreadableDates } from './date-format.ts';
import { suggestMap } from './map-suggestion.ts';
import { dialectNotes, mappingNotes, usedNotes } from './notes.ts';
import { detectNumberFormat, unreadableNumbers } from './numbers.ts';
import { exportNotes, type KnownExport, recogniseExport, requireCustomers } from './presets/recognise.ts';
import { readTable, type TableRequest } from './read-table.ts';
import { sampleColumns } from './samples.ts';
import { unsureColumns } from './unsure-columns.ts';

export interface InspectRequest extends TableRequest {
  /** Throws `columns_unsure` where several columns may mean a field that is needed. */
  readonly askWhenUnsure?: boolean;
  /**
   * Of a table that was made of others, with row numbers as its first column: the delimiter of the file that its rows come
   * from, which says something about how numbers and dates are written there.
   */
  readonly writtenWith?: string;
}

/**
 * Decides how a delimited file is to be read, from all of its bytes (encoding, records), its first part (dialect, header)
 * and rows from all over it (columns, dates, numbers). Whatever was assumed stands in `notes`. A file that no strict
 * reader could take as it is (columns by runs of blanks, text above the header) comes back as a cleaned copy.
 */
export const inspectOrderFile = async (request: InspectRequest): Promise<OrderFile> => {
  const { name, hints, scratch } = request;
  const { text, head, encoding, start, records, notes: sourceNotes, cleaned } = await readTable(request);
  const { columns: names, dialect, header } = head;
  const columns = await sampleColumns(text, head);
  const { writtenWith } = request;
  const known = writtenWith === undefined ? recogniseExport(names, hints.map) : null;
  if (known !== null) requireCustomers(name, known);
  const { mapping, dates, numbers, notes } = readMeaning(columns, {
    request,
    delimiter: writtenWith ?? dialect.delimiter,
    known,
  });
  const dialectIs = writtenWith === undefined ? dialectNotes(encoding, dialect.delimiter) : [];
  if (request.askWhenUnsure && known === null) refuseUnsure(columns, mapping, hints.map);
  const file: OrderFile = {
    name,
    path: text.path,
    bytes: text.bytes,
    encoding: text.encoding,
    ...dialect,
    header,
    columns: names,
    mapping,
    dates,
    numbers,
    ...(hints.currency === undefined ? {} : { onlyCurrency: hints.currency }),
    ...(known === null ? {} : { export: known.rules }),
    records,
    cleaned,
    notes: [...sourceNotes, ...dialectIs, ...head.notes, ...notes],
  };
  if (head.plain) return file;
  const mapped = new Set(Object.values(mapping));
  return asCleaned(file, await writeCopy({ ...file, start, columns: names.length, mapped }, scratch));
};

const refuseUnsure = (columns: Columns, mapping: Mapping, map: ReadingHints['map']): void => {
  const unsure = unsureColumns(columns, mapping, map);
  if (unsure === null) return;
  const candidates = unsure.candidates.map(column => columns.names[column]!);
  throw new ExpectedError('columns_unsure', { field: unsure.field, candidates });
};

type Meaning = Pick<OrderFile, 'mapping' | 'dates' | 'numbers' | 'notes'>;

interface MeaningContext {
  readonly request: InspectRequest;
  /** Of the file that the rows come from. */
  readonly delimiter: string;
  readonly known: KnownExport | null;
}

/** What the columns mean and how their cells are written. Throws for what cannot be found or read. */
const readMeaning = (columns: Columns, { request, delimiter, known }: MeaningContext): Meaning => {
  const { name, hints, writtenWith } = request;
  const found = known?.mapping ?? mapColumns(columns, hints.map);
  const missing = missingFields(found);
  if (missing.length > 0) {
    const suggestion = suggestMap(columns, found, missing);
    throw new ExpectedError('missing_columns', { name, missing, found: foundColumns(columns, found), suggestion });
  }
  const mapping = withNumbersOnly(columns, found, known === null ? hints.map : found);
  const money = [mapping.quantity, mapping.price, mapping.amount].flatMap(column => columns.cells[column ?? -1] ?? []);
  const { numbers, note } = detectNumberFormat(money, hints.decimal, delimiter);
  const continental = delimiter === ';' || numbers.decimal === ',';
  const dates = readDates(columns, mapping, { request, known, continental });
  const isNumbered = writtenWith !== undefined;
  const meaning =
    known === null
      ? mappingNotes(columns.names, mapping, isNumbered)
      : [...exportNotes(known), ...usedNotes(columns.names, mapping)];
  return { mapping, dates, numbers, notes: [...meaning, ...(note === null ? [] : [note]), ...currencyNotes(hints)] };
};

interface DateQuestion extends Pick<MeaningContext, 'request' | 'known'> {
  readonly continental: boolean;
}

const readDates = (
  { names, cells }: Columns,
  { date = -1 }: Mapping,
  { request, known, continental }: DateQuestion,
): OrderFile['dates'] => {
  const { dates: hint, likelyDates: likely } = request.hints;
  const times = cells[known?.rules.timeOfDay ?? -1];
  const texts = (cells[date] ?? []).map((day, row) => (day.trim() === '' ? '' : `${day} ${times?.[row] ?? ''}`.trim()));
  const usual = known?.preset.dateOrder;
  const dates = detectDateFormat(texts, { hint, likely, usual, continental });
  if (dates !== null) return dates;
  throw new ExpectedError('date_unreadable', { column: names[date] ?? '', examples: unreadableDates(texts, hint) });
};

const currencyNotes = ({ currency }: ReadingHints): readonly string[] =>
  currency === undefined
    ? []
    : [`Rows in ${currency} are kept, as you said, and rows that name no currency; those in others are left out.`];

/** Every column of the file, with what it was taken for, or where columns have no names with its first cell. */
const foundColumns = ({ names, cells }: Columns, mapping: Mapping): readonly string[] =>
  names.map((name, column) => {
    const field = FIELDS.find(candidate => mapping[candidate] === column);
    if (field !== undefined) return name.trim().toLowerCase() === field ? name : `${name} (${field})`;
    const example = cells[column]?.find(cell => cell.trim() !== '')?.slice(0, 30);
    return /^\d+$/.test(name) && example !== undefined ? `${name} (for example ${example})` : name;
  });

/** A needed column that is no number is an error; one that only its name suggested, and that is not needed, is let go. */
const withNumbersOnly = (
  columns: Columns,
  mapping: Mapping,
  certain: Readonly<Partial<Record<Field, unknown>>>,
): Mapping => {
  let kept = mapping;
  for (const field of ['quantity', 'price', 'amount'] as const) {
    const column = mapping[field];
    const examples = column === undefined ? [] : unreadableNumbers(columns.cells[column] ?? []);
    if (examples.length === 0) continue;
    const { [field]: _dropped, ...without } = kept;
    if (certain[field] !== undefined || missingFields(without).length > 0) {
      throw new ExpectedError('number_unreadable', { column: columns.names[column ?? -1] ?? '', examples });
    }
    kept = without;
  }
  return kept;
};
