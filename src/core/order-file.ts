/**
 * Contract: an order file whose reading has been decided. Whoever loads it takes these facts as they are and guesses
 * nothing; `notes` tell the person what was detected and what was assumed.
 */
import type { ExportRules } from './export-rules.ts';
import type { JoinedFiles } from './joined-files.ts';

/**
 * What a column can mean. `amount` is money per row: a line total, or an order's amount where rows are orders. `product`
 * is what tells products apart, `title` what people call them where that is another column; `age` (a range or a number
 * of years) and `signup` (a date) are of the customer.
 */
export const FIELDS = [
  'customer',
  'order',
  'date',
  'quantity',
  'price',
  'amount',
  'product',
  'title',
  'category',
  'country',
  'channel',
  'status',
  'currency',
  'age',
  'signup',
] as const;
export type Field = (typeof FIELDS)[number];

/** What the figures of a segmentation do not need, and trends and the behaviour of segments do. */
export const DETAILS = ['product', 'title', 'category', 'country', 'channel', 'age', 'signup'] as const;
export type Detail = (typeof DETAILS)[number];

/** What can be said of the items of an order. */
export type ItemDetail = Extract<Detail, 'product' | 'title' | 'category'>;

/** 0-based column index of every field that was found. */
export type Mapping = Readonly<Partial<Record<Field, number>>>;

export interface DateReading {
  /** strptime formats, tried in this order; `iso` stands for the engine's own ISO 8601 parser. */
  readonly formats: readonly string[];
  /** How texts in none of the formats are read; missing where they are not. */
  readonly others?: OtherDates;
  /** For people: `M/D/YYYY H:MM`. */
  readonly label: string;
  /** For people: "Dates read as month/day/year (12/1/2010 8:26)." */
  readonly note: string;
}

/** Ways of writing a date beside the formats of the file, each with one meaning. */
export const OTHER_DATES = [
  'epoch_seconds',
  'epoch_milliseconds',
  'serial',
  'compact',
  'year_first',
  'numeric',
  'turned',
  'named',
] as const;
export type OtherDate = (typeof OTHER_DATES)[number];

export interface OtherDates {
  /** Of dates in numbers with the year at the end. */
  readonly order: 'dmy' | 'mdy' | 'ymd';
  /** A date that is none in that order, but one in the other order of day and month, is read so (`turned`). */
  readonly turn: boolean;
}

export interface DateFormat extends DateReading {
  /** Set where day and month cannot be told apart in what was seen. */
  readonly assumption: DateAssumption | null;
  /** What the person should know about dates of both orders in one column. */
  readonly mixed?: string;
}

export interface DateAssumption {
  /** What was assumed and why. */
  readonly note: string;
  readonly order: 'dmy' | 'mdy';
  /** Earlier files of the same orders, or of the same shop system, are written so: nobody needs to be asked. */
  readonly isKnown: boolean;
  /** A few cells that have both readings. */
  readonly examples: readonly string[];
  /** The other reading. */
  readonly alternative: DateReading;
}

export interface NumberFormat {
  readonly decimal: '.' | ',';
}

/** A table whose bytes and columns are known, whatever it holds. */
export interface TableFile {
  /** What the person calls the file. */
  readonly name: string;
  /** Where the bytes to load are: the file itself or a cleaned copy of it; empty for stored orders, whose file is gone. */
  readonly path: string;
  readonly bytes: number;
  readonly encoding: 'utf-8' | 'latin-1';
  readonly delimiter: string;
  /** The quote character, doubled inside quoted fields; `null` where the file uses none. */
  readonly quote: '"' | "'" | null;
  /** The first line holds column names. */
  readonly header: boolean;
  /** Column names, unique, in file order; `1`, `2`, … where there is no header. */
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  readonly numbers: NumberFormat;
  /** Data records by an independent count of the bytes (header and blank lines not counted). */
  readonly records: number;
  /**
   * The file at `path` is a cleaned copy: a first column, not counted in `columns` and `mapping`, holds each row's number
   * in the original file (from 1, after the header; of a sheet as it shows them), and rows that could not be read stand in `unreadable`.
   */
  readonly cleaned: { readonly unreadable: UnreadableRows } | null;
  /** The last column, not counted in `columns` and `mapping`, holds the items of each order, with these facts of them. */
  readonly items?: readonly ItemDetail[];
  /** Sentences for the person: encoding, delimiter, columns, what was assumed and how to change it; dates have their own. */
  readonly notes: readonly string[];
  /** Of a shop's export that was recognised. */
  readonly export?: ExportRules;
}

export interface OrderFile extends TableFile {
  readonly dates: DateFormat;
  /** Code of the one currency that the person keeps; rows that name another are rejected. */
  readonly onlyCurrency?: string;
  /** What became of the files that belong to it; absent for a file that came alone. */
  readonly joined?: JoinedFiles;
}

/** Rows that a cleaned copy leaves out, as UTF-8 CSV without header: row number, why, the row's text (10,000 characters at most). */
interface UnreadableRows {
  readonly path: string;
  readonly count: number;
}

/** What the person said about the file; everything else is detected. */
export interface ReadingHints {
  /** Field to column name (or number, from 1), or to null where the person says that the file does not hold it. */
  readonly map: Readonly<Partial<Record<Field, string | null>>>;
  /** Order of day and month. */
  readonly dates: 'auto' | 'dmy' | 'mdy' | 'ymd';
  /** How earlier files of the same orders were read; it counts only where this one leaves it open. */
  readonly likelyDates?: 'dmy' | 'mdy';
  readonly decimal: 'auto' | 'point' | 'comma';
  /** Code of the one currency to keep. */
  readonly currency?: string;
  /** Of a workbook: name of the sheet to read, or its number, from 1. */
  readonly sheet?: string;
}

/** Where nobody has said anything. */
export const DETECT_ALL: ReadingHints = { map: {}, dates: 'auto', decimal: 'auto' };
