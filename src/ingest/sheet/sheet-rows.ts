/** The rows of a sheet, as it is read. */

import { decimalEvidence } from '../numbers.ts';
import { numberText, timeText, unescaped } from './cell-text.ts';
import type { TimeFormat } from './number-formats.ts';
import { type Attributes, decoded, readXml } from './xml.ts';

export interface SheetRow {
  /** As the spreadsheet program shows it, from 1. */
  readonly number: number;
  /** By column; blank cells are '' or missing at the end. */
  readonly cells: readonly string[];
}

/** What cells refer to. */
export interface CellContext {
  readonly shared: { readonly at: (index: number) => string };
  /** By number of the cell's style. */
  readonly formats: readonly (TimeFormat | null)[];
  readonly dates1904: boolean;
  readonly columns: number;
  /** How numbers are written; they are stored with a point. */
  readonly decimal: '.' | ',';
}

/** How the numbers of a column are written: those in text, and how many stored ones have decimals. */
export interface ColumnNumbers {
  comma: number;
  point: number;
  stored: number;
}

/** Cells and rows that do not hold what one would think. */
export interface SheetOddities {
  errors: number;
  formulasWithoutResult: number;
  hiddenRows: number;
  readonly mergedDown: { readonly firstRow: number; readonly rows: number }[];
}

export class SheetReader {
  readonly oddities: SheetOddities = { errors: 0, formulasWithoutResult: 0, hiddenRows: 0, mergedDown: [] };
  readonly numbers: ColumnNumbers[] = [];
  readonly #context: CellContext;
  #rows: SheetRow[] = [];
  #row: string[] = [];
  #rowNumber = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #isText = false;
  #isFormula = false;
  #phonetic = 0;

  constructor(context: CellContext) {
    this.#context = context;
  }

  /** Rows with at least one cell that is not blank, as many at a time as a chunk of bytes holds. */
  async *read(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<readonly SheetRow[]> {
    const handlers = {
      open: (tag: string, attributes: Attributes) => this.#open(tag, attributes),
      text: (text: string) => {
        if (this.#isText) this.#value += text;
      },
      close: (tag: string) => this.#close(tag),
    };
    for await (const _ of readXml(bytes, name, handlers)) {
      const rows = this.#rows;
      this.#rows = [];
      if (rows.length > 0) yield rows;
    }
  }

  #open(tag: string, attributes: Attributes): void {
    if (tag === 'c') this.#openCell(attributes);
    else if (tag === 'v' || (tag === 't' && this.#phonetic === 0)) this.#isText = true;
    else if (tag === 'row') this.#openRow(attributes);
    else if (tag === 'f') this.#isFormula = true;
    else if (tag === 'rPh') this.#phonetic++;
    else if (tag === 'mergeCell') this.#merge(attributes.ref ?? '');
  }

  #close(tag: string): void {
    if (tag === 'c') this.#closeCell();
    else if (tag === 'v' || tag === 't') this.#isText = false;
    else if (tag === 'row') this.#closeRow();
    else if (tag === 'rPh') this.#phonetic--;
  }

  #openRow({ r, hidden }: Attributes): void {
    this.#rowNumber = r === undefined ? this.#rowNumber + 1 : Number(r);
    this.#row = [];
    this.#column = -1;
    if (hidden === '1' || hidden === 'true') this.oddities.hiddenRows++;
  }

  #closeRow(): void {
    if (this.#row.some(cell => cell.trim() !== '')) this.#rows.push({ number: this.#rowNumber, cells: this.#row });
  }

  #openCell({ r, t, s }: Attributes): void {
    const named = r === undefined ? -1 : columnOf(r);
    this.#column = named < 0 ? this.#column + 1 : named;
    this.#type = t ?? 'n';
    this.#style = s === undefined ? 0 : Number(s);
    this.#value = '';
    this.#isFormula = false;
  }

  #closeCell(): void {
    const text = this.#cellText();
    if (text === '' || this.#column >= this.#context.columns) return;
    while (this.#row.length < this.#column) this.#row.push('');
    this.#row[this.#column] = text;
  }

  #cellText(): string {
    const value = decoded(this.#value);
    const { shared, formats, dates1904 } = this.#context;
    if (value === '') {
      if (this.#isFormula) this.oddities.formulasWithoutResult++;
      return '';
    }
    if (this.#type === 's') return this.#counted(shared.at(Number(value)));
    if (this.#type === 'n') {
      const format = formats[this.#style];
      return format ? timeText(value, format, dates1904) : this.#stored(numberText(value));
    }
    if (this.#type === 'e') {
      this.oddities.errors++;
      return '';
    }
    if (this.#type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return this.#counted(unescaped(value));
  }

  #stored(number: string): string {
    if (!number.includes('.')) return number;
    this.#numbersOf(this.#column).stored++;
    return this.#context.decimal === '.' ? number : number.replace('.', ',');
  }

  #counted(text: string): string {
    if (text.length > LONGEST_NUMBER || !DECIMALS.test(text)) return text;
    const evidence = decimalEvidence(text);
    if (evidence === 'point' || evidence === 'comma') this.#numbersOf(this.#column)[evidence]++;
    return text;
  }

  #numbersOf(column: number): ColumnNumbers {
    this.numbers[column] ??= { comma: 0, point: 0, stored: 0 };
    return this.numbers[column];
  }

  #merge(ref: string): void {
    const [first = 0, last = first] = ref.match(/\d+/g)?.map(Number) ?? [];
    if (last > first) this.oddities.mergedDown.push({ firstRow: first, rows: last - first });
  }
}

const LONGEST_NUMBER = 24;
/** Spares most texts a closer look. */
const DECIMALS = /\d[.,]\d/;

/** 0-based: B7 is 1; -1 without letters. */
const columnOf = (ref: string): number => {
  let column = 0;
  for (let at = 0; at < ref.length; at++) {
    const letter = ref.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
};
