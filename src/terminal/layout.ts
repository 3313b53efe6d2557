/** Text in columns, at most 80 characters wide. */
import { stripVTControlCharacters } from 'node:util';

export const WIDTH = 80;

const visibleLength = (text: string): number => stripVTControlCharacters(text).length;

/** "51 %" stays on one line. */
const UNBROKEN_PERCENT = /(?<!\d) |(?<=\d) (?!%)/;

/** Lines of at most `width` characters, broken between words; a longer word is broken where it must be. */
export const wrap = (text: string, width: number = WIDTH): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(UNBROKEN_PERCENT).flatMap(part => pieces(part, width))) {
    if (line !== '' && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
};

const pieces = (word: string, width: number): string[] =>
  word.length <= width
    ? [word]
    : Array.from({ length: Math.ceil(word.length / width) }, (_, i) => word.slice(i * width, (i + 1) * width));

/** A paragraph whose first line starts with `first`, the others with as many blanks. */
export const hanging = (first: string, text: string): string[] =>
  wrap(text, WIDTH - visibleLength(first)).map(
    (line, index) => (index === 0 ? first : ' '.repeat(visibleLength(first))) + line,
  );

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Longer texts continue on the next line. */
  readonly width?: number;
}

/** Rows under titles; columns are as wide as their longest cell unless a width is given. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): string[] => {
  const widths = columns.map(({ title, width }, index) =>
    Math.max(title.length, ...rows.map(row => Math.min(width ?? WIDTH, visibleLength(row[index] ?? '')))),
  );
  const pad = (text: string, index: number): string => {
    const blanks = ' '.repeat(Math.max(0, widths[index]! - visibleLength(text)));
    return columns[index]!.align === 'left' ? text + blanks : blanks + text;
  };
  const line = (cells: readonly string[]): string => `  ${cells.map(pad).join('  ')}`.trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.flatMap(row => tableRow(row, widths, line))];
};

const tableRow = (
  row: readonly string[],
  widths: readonly number[],
  line: (cells: readonly string[]) => string,
): string[] => {
  const cells = row.map((text, index) => (visibleLength(text) > widths[index]! ? wrap(text, widths[index]) : [text]));
  const height = Math.max(...cells.map(lines => lines.length));
  return Array.from({ length: height }, (_, index) => line(cells.map(lines => lines[index] ?? '')));
};
