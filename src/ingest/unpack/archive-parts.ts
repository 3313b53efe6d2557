/** Which part of an archive is the table. */
import { ExpectedError } from '../../errors.ts';
import type { ZipPart } from './zip.ts';

export interface ChosenPart {
  readonly part: ZipPart;
  readonly notes: readonly string[];
}

const TABLE = /\.(csv|tsv|tab|xlsx|xlsm|xls|xlsb|ods|numbers)(\.gz)?$/i;
/** Only where there is no other: archives often bring a text that explains them. */
const TEXT = /\.txt(\.gz)?$/i;
/** What systems put into archives unasked. */
const UNASKED = /(^|\/)(__MACOSX\/|\.(?!\.?\/)|Thumbs\.db$|desktop\.ini$)|\/$/i;
const MOST_NAMES = 5;
const LONGEST_NAME = 80;

/** @throws {ExpectedError} `archive_no_table`, `archive_many_tables` */
export const tablePart = (parts: readonly ZipPart[], name: string): ChosenPart => {
  const { tables, skipped } = tableParts(parts);
  const [part, ...others] = tables;
  if (part === undefined) throw new ExpectedError('archive_no_table', { name, found: namesOf(skipped) });
  if (others.length > 0) throw new ExpectedError('archive_many_tables', { name, tables: namesOf(tables) });
  return { part, notes: [`Read "${partName(part)}" from the archive.`, ...skippedNotes(skipped)] };
};

/** Whatever may be a table; of the others, what systems have not put there unasked. */
export const tableParts = (
  parts: readonly ZipPart[],
): { readonly tables: readonly ZipPart[]; readonly skipped: readonly ZipPart[] } => {
  const files = parts.filter(part => !UNASKED.test(part.name.replaceAll('\\', '/')));
  const found = [TABLE, TEXT].map(kind => files.filter(part => kind.test(part.name))).find(each => each.length > 0);
  const tables = found ?? (files.length === 1 ? files : []);
  return { tables, skipped: files.filter(file => !tables.includes(file)) };
};

export const skippedNotes = (skipped: readonly ZipPart[]): readonly string[] =>
  skipped.length === 0 ? [] : [`Not read from the archive: ${namesOf(skipped).join(', ')}.`];

export const namesOf = (parts: readonly ZipPart[]): readonly string[] => {
  const names = parts.slice(0, MOST_NAMES).map(partName);
  return parts.length > MOST_NAMES ? [...names, `${parts.length - MOST_NAMES} more`] : names;
};

/** The name as a person may read it: of one line, and no longer than a name is. */
export const partName = ({ name }: ZipPart): string =>
  name
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .replace(/[\ud800-\udbff]$/, '');
