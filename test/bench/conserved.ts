/** Whether all of a mutated file is still there after it was imported, by readers that share nothing with ours. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { OrderFile } from '../../src/core/order-file.ts';

/** A file before and after it was imported. */
export interface Imported {
  readonly bytes: Uint8Array;
  /** As it was found to be at first, before a copy of it was made. */
  readonly seen: OrderFile;
  /** As it was loaded in the end. */
  readonly file: OrderFile;
  /** Of the receipt. */
  readonly rows: number;
}

/** How often each check could be made. */
export type CheckedBy = 'csv-parse' | 'characters' | 'lines';

export interface Verdict {
  readonly by: CheckedBy;
  /** What is lost; `null` where nothing is. */
  readonly lost: string | null;
}

/**
 * Where csv-parse reads the file strictly, and no row of it is unreadable for us, it counts the same rows. Else, of a
 * copy, every character that is neither blank nor part of the quoting is in the copy or among the unreadable
 * rows. Else there are at most as many rows as lines.
 */
export const conserved = (imported: Imported): Verdict => {
  const records = imported.seen.cleaned === null ? strictRecords(imported) : null;
  const same = imported.rows === records;
  if (records !== null && (same || !isRepaired(imported))) {
    return { by: 'csv-parse', lost: same ? null : `${imported.rows} rows, csv-parse reads ${records}` };
  }
  return imported.file.cleaned === null ? byLines(imported) : byCharacters(imported);
};

/** Lines of which two stray quotes make one field for csv-parse were told apart again. */
const isRepaired = ({ file }: Imported): boolean => (file.cleaned?.unreadable.count ?? 0) > 0;

/** `null` where csv-parse cannot read the file as it is. */
const strictRecords = ({ bytes, seen }: Imported): number | null => {
  try {
    const how = {
      bom: true,
      delimiter: seen.delimiter,
      quote: seen.quote ?? false,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    };
    return parse(textOf(bytes), how).length - (seen.header ? 1 : 0);
  } catch {
    return null;
  }
};

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const byLines = ({ bytes, rows }: Imported): Verdict => {
  const lines = textOf(bytes)
    .split(/\r\n|\r|\n/)
    .filter(line => line !== '').length;
  return { by: 'lines', lost: rows > lines ? `${rows} rows of ${lines} lines` : null };
};

/** A field is cut at 64 KB, and the text of an unreadable row at 10,000 characters: what may be longer proves nothing. */
const CUT = 9_000;

const byCharacters = (imported: Imported): Verdict => {
  const { file, bytes, rows, seen } = imported;
  const records = [file.path, file.cleaned!.unreadable.path].flatMap((path, place) => copied(path, 1 + place));
  const cells = records.flat();
  // Text above the table belongs to no row.
  if (cells.some(cell => cell.length > CUT) || seen.notes.some(note => note.startsWith('Skipped'))) {
    return byLines(imported);
  }
  if (records.length !== rows) return { by: 'characters', lost: `${rows} rows, ${records.length} in the copy` };
  const kept = countsOf([...cells, ...namesOf(seen)].join(''));
  const gone = [...countsOf(textOf(bytes))].filter(([character, count]) => count > (kept.get(character) ?? 0));
  const lost = gone.map(([character, count]) => `${character} ${count - (kept.get(character) ?? 0)} times`);
  return { by: 'characters', lost: lost.length > 0 ? `gone: ${lost.slice(0, 5).join(', ')}` : null };
};

/** Rows of a copy without the columns that it adds: the number of the row, and why it is unreadable. */
const copied = (path: string, added: number): readonly (readonly string[])[] => {
  if (path === '') return [];
  const records: string[][] = parse(readFileSync(path, 'latin1'), { relax_column_count: true });
  return records.map(cells => cells.slice(added));
};

/** The names of the columns stand in the file, and in no row. */
const namesOf = ({ columns, notes }: OrderFile): readonly string[] =>
  notes.some(note => note.startsWith('The first line holds no column names')) ? [] : columns;

/** Of ASCII: other letters may change their encoding. Quotes, blanks and delimiters are how a row is written, not what it says. */
const countsOf = (text: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [character] of text.matchAll(/[!-~]/g)) {
    if (/["',;|]/.test(character)) continue;
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
};
