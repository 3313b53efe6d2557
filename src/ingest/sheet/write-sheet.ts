import { ExpectedError } from '../../errors.ts';
import { csvField } from '../clean-copy.ts';
import { CopyFile } from '../copy-file.ts';
import { type SheetHead, tableCells } from './sheet-head.ts';
import type { SheetRow } from './sheet-rows.ts';

/** A sheet's rows as a cleaned copy: UTF-8, commas, no header, the number of the row in the sheet in front. */
export interface SheetTable {
  readonly path: string;
  readonly bytes: number;
  readonly columns: readonly string[];
  /** The first rows of data. */
  readonly rows: readonly (readonly string[])[];
  readonly records: number;
  readonly unreadable: { readonly path: string; readonly count: number };
  /** Rows with cells outside of the table. */
  readonly wider: number;
}

/** More than a cell of a spreadsheet program can hold. */
const LONGEST_CELL = 32_767;
/** Of a row, in characters: DuckDB refuses lines of more than 2 MB, and a character has up to four bytes. */
const LONGEST_ROW = 450_000;
const FLUSH_CHARACTERS = 1024 * 1024;
const SHOWN_CHARACTERS = 10_000;

interface Target {
  /** What the person calls the file. */
  readonly name: string;
  readonly lastRow: number;
  readonly path: string;
  readonly unreadablePath: string;
}

/** @throws {ExpectedError} `disk_full`, `workbook_damaged` */
export const writeSheet = async (
  batches: AsyncIterable<readonly SheetRow[]>,
  head: SheetHead,
  { name, lastRow, path, unreadablePath }: Target,
): Promise<SheetTable> => {
  await using copy = await CopyFile.create(path);
  await using unreadable = await CopyFile.create(unreadablePath);
  const writer = new SheetWriter(head);
  let previous = 0;
  for await (const rows of batches) {
    for (const row of rows) {
      // Rejected rows are named by their number: every row has one of its own.
      if (!(row.number > previous && row.number <= lastRow)) throw new ExpectedError('workbook_damaged', { name });
      previous = row.number;
      if (row.number > head.skipTo) writer.add(row);
    }
    await writer.settle(copy, unreadable, FLUSH_CHARACTERS);
  }
  await writer.settle(copy, unreadable, 0);
  const { columns, rows } = head;
  const { records, refused, wider } = writer;
  const refusals = { path: unreadablePath, count: refused };
  return { path, bytes: copy.bytes, columns, rows, records, unreadable: refusals, wider };
};

class SheetWriter {
  records = 0;
  refused = 0;
  wider = 0;
  readonly #head: SheetHead;
  #rows = '';
  #unreadable = '';

  constructor(head: SheetHead) {
    this.#head = head;
  }

  add(row: SheetRow): void {
    const { from, to } = this.#head;
    const cells = tableCells(row, from, to);
    if (row.cells.length > to || row.cells.findIndex(cell => cell !== '') < from) this.wider++;
    if (cells.every(cell => cell.trim() === '')) return;
    this.records++;
    const why = tooLong(cells);
    if (why === null) {
      this.#rows += `${row.number},${cells.map(csvField).join(',')}\n`;
      return;
    }
    this.refused++;
    this.#unreadable += `${row.number},${csvField(why)},${csvField(cells.join(',').slice(0, SHOWN_CHARACTERS))}\n`;
  }

  /** Writes what has gathered, where it is more than `least` characters. */
  async settle(rows: CopyFile, unreadable: CopyFile, least: number): Promise<void> {
    if (this.#rows.length > least) {
      await rows.write(Buffer.from(this.#rows));
      this.#rows = '';
    }
    if (this.#unreadable.length > least) {
      await unreadable.write(Buffer.from(this.#unreadable));
      this.#unreadable = '';
    }
  }
}

const tooLong = (cells: readonly string[]): string | null => {
  let characters = 0;
  for (const cell of cells) {
    if (cell.length > LONGEST_CELL) return 'a cell of more than 32,767 characters';
    characters += cell.length;
  }
  return characters > LONGEST_ROW ? 'the row is too long' : null;
};
