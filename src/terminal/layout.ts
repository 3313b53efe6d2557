/** Text in columns, at most 80 characters wide. */
import { stripVTControlCharacters } from 'node:util';
import { money, shortMoney } from './numbers.ts';

export const WIDTH = 80;

/** East Asian characters and emoji fill two columns of a terminal, marks that sit on another character none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const MARK = /[\p{Mn}\p{Me}\p{Cf}]/u;

const characterWidth = (character: string): number => {
  if (character <= '~') return 1;
  if (WIDE.test(character)) return 2;
  return MARK.test(character) ? 0 : 1;
};

/** Columns that a text fills on a terminal; colour codes fill none. */
export const visibleLength = (text: string): number =>
  Array.from(stripVTControlCharacters(text)).reduce((sum, character) => sum + characterWidth(character), 0);

/** "51 %" stays on one line. */
const UNBROKEN_PERCENT = /(?<!\d) |(?<=\d) (?!%)/;

/** Lines of at most `width` characters, broken between words; a longer word is broken where it must be. */
export const wrap = (text: string, width: number = WIDTH): string[] => {
  const lines: string[] = [];
  let line = '';
  const words = text.split(UNBROKEN_PERCENT).filter(word => word !== '');
  for (const word of words.flatMap(each => pieces(each, width))) {
    if (line !== '' && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
};

const pieces = (word: string, width: number): string[] => {
  if (visibleLength(word) <= width) return [word];
  const all = [''];
  for (const character of word) {
    if (visibleLength(all.at(-1)! + character) > width) all.push(character);
    else all[all.length - 1] += character;
  }
  return all;
};

/** A paragraph whose first line starts with `first`, the others with as many blanks. */
export const hanging = (first: string, text: string): string[] =>
  wrap(text, WIDTH - visibleLength(first)).map(
    (line, index) => (index === 0 ? first : ' '.repeat(visibleLength(first))) + line,
  );

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Longer texts continue on the next line: at `most` so wide, down to `least` where the line would not fit. */
  readonly wrapped?: { readonly most: number; readonly least: number };
}

/** Rows under titles; columns are as wide as their longest cell unless they are wrapped. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): string[] => {
  const widths = columnWidths(columns, rows);
  const pad = (text: string, index: number): string => {
    const blanks = ' '.repeat(Math.max(0, widths[index]! - visibleLength(text)));
    return columns[index]!.align === 'left' ? text + blanks : blanks + text;
  };
  const line = (cells: readonly string[]): string => `  ${cells.map(pad).join('  ')}`.trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.flatMap(row => tableRow(row, widths, line))];
};

const GAP = 2;

const columnWidths = (columns: readonly Column[], rows: readonly (readonly string[])[]): readonly number[] => {
  const wanted = columns.map(({ title, wrapped }, index) =>
    Math.min(
      wrapped?.most ?? Number.POSITIVE_INFINITY,
      Math.max(visibleLength(title), ...rows.map(row => visibleLength(row[index] ?? ''))),
    ),
  );
  const excess = wanted.reduce((sum, width) => sum + GAP + width, -WIDTH);
  return wanted.map((width, index) => {
    const { wrapped } = columns[index]!;
    return wrapped ? Math.min(width, Math.max(wrapped.least, width - excess)) : width;
  });
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

/** A table with all digits of its money where these fit, else with short money. */
export const fitting = (tableOf: (amount: (value: number) => string) => string[]): string[] => {
  const exact = tableOf(money);
  return exact.every(line => visibleLength(line) <= WIDTH) ? exact : tableOf(shortMoney);
};
