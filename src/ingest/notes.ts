import { ITEMS_COLUMN } from '../core/joined-files.ts';
import { FIELDS, type Mapping } from '../core/order-file.ts';

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
  ' ': 'blanks',
};

const ENCODING_WORDS = {
  'utf-8': 'UTF-8',
  'latin-1': 'Latin-1',
  'windows-1252': 'Windows-1252',
  'damaged utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
} as const;

export type NotedEncoding = keyof typeof ENCODING_WORDS;

const MOST_NAMES = 8;

/** Nothing where there is no `encoding` to speak of. */
export const dialectNotes = (encoding: NotedEncoding | null, delimiter: string): readonly string[] => {
  if (encoding === null) return [];
  const by = DELIMITER_WORDS[delimiter] ?? `the character ${delimiter}`;
  const notes = [`Read as ${ENCODING_WORDS[encoding]} text, columns separated by ${by}.`];
  if (encoding === 'damaged utf-8') notes.push('A few characters are damaged in the file; they show as \ufffd.');
  return notes;
};

/** What each column is, and what is not used; numbers of rows and items of orders are no column of anybody's. */
export const mappingNotes = (columns: readonly string[], mapping: Mapping, isNumbered: boolean): readonly string[] => {
  const used = new Set(Object.values(mapping));
  const unused = columns.filter(
    (_, column) => !used.has(column) && !(isNumbered && (column === 0 || columns[column] === ITEMS_COLUMN)),
  );
  return [
    ...usedNotes(columns, mapping),
    ...moneyNotes(columns, mapping),
    ...(unused.length > 0 ? [`Not used: ${listed(unused)}.`] : []),
  ];
};

/** Where rows say what they cost in two ways. */
const moneyNotes = (columns: readonly string[], { quantity, price, amount }: Mapping): readonly string[] => {
  if (quantity === undefined || price === undefined || amount === undefined) return [];
  const name = columns[amount]!;
  return [`Money is quantity × price; ${name} does not count. In the terminal, --map amount="${name}" makes it count.`];
};

/** "Customer = CustomerID, order = InvoiceNo, …" */
export const usedNotes = (columns: readonly string[], mapping: Mapping): readonly string[] => {
  const pairs = FIELDS.filter(field => mapping[field] !== undefined).map(
    field => `${field} = ${columns[mapping[field]!]}`,
  );
  return [`${capitalised(pairs.join(', '))}.`];
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const listed = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
