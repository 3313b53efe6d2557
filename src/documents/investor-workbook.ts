/** The investor pack as a workbook: a sheet per theme, then definitions and receipt; numbers are numbers, with formats. */
import { unzipSync, zipSync } from 'fflate';
import writeXlsxFile, { type CellObject, type Row, type Sheet, type SheetOptions } from 'write-excel-file/node';
import type { Cell, Chapter, Pack, PackChapter, PackTable } from '../core/investor/document.ts';
import { EXCEL_FORMATS } from './numbers.ts';
import { shadeOf } from './shade.ts';

/** Excel takes 31 characters at most, and no two of the same name. */
const SHEET_NAMES: Readonly<Record<Chapter['id'], string>> = {
  overview: 'Overview',
  quarters: 'Revenue by quarter',
  'best-segment': 'Best segment',
  repeat: 'Repeat purchases',
  cohorts: 'Cohort retention',
  concentration: 'Concentration',
  receipt: 'Receipt',
};

type WorkbookSheet = Pick<SheetOptions<never>, 'columns' | 'orientation'> & {
  readonly sheet: string;
  readonly data: Row[];
};

/** The same pack gives the same bytes. */
export const investorWorkbook = async (pack: Pack): Promise<Uint8Array> => {
  const chapters = pack.chapters.map(chapter => chapterSheet(pack, chapter));
  // The receipt stands last.
  const sheets = [...chapters.slice(0, -1), definitionsSheet(pack), ...chapters.slice(-1)].map(withHeights);
  return withoutDates(await writeXlsxFile(sheets as Sheet<never>[], { fontFamily: 'Arial', fontSize: 10 }).toBuffer());
};

/** The library writes the time of day into the archive. */
const withoutDates = (workbook: Uint8Array): Uint8Array =>
  zipSync(unzipSync(workbook), { mtime: new Date(1980, 0, 1) });

/** Points of a line of 10 point text. */
const LINE = 13;

/** Programs that open a workbook leave a row as high as one line unless it says more. */
const withHeights = (sheet: WorkbookSheet): WorkbookSheet => ({
  ...sheet,
  orientation: 'landscape',
  data: sheet.data.map(row => {
    const lines = row.map((cell, place) => linesOf(cell, sheet.columns?.[place]?.width ?? NUMBER_COLUMN));
    const most = Math.max(1, ...lines);
    return most === 1 ? row : row.map(cell => (isCell(cell) ? { ...cell, height: most * LINE } : cell));
  }),
});

const isCell = (cell: Row[number]): cell is CellObject => typeof cell === 'object' && cell !== null && 'value' in cell;

/** Letters of a text are that much narrower than digits, which widths of columns are counted in. */
const LETTERS_PER_DIGIT = 1.15;

/** Of a cell that is wrapped, by its words. */
const linesOf = (cell: Row[number], columnWidth: number): number => {
  if (!isCell(cell) || cell.wrap !== true) return 1;
  const width = columnWidth * LETTERS_PER_DIGIT;
  let [lines, filled] = [1, 0];
  for (const { length } of String(cell.value).split(' ')) {
    const fits = filled + length + 1 <= width;
    lines += fits ? 0 : 1;
    filled = fits ? filled + length + 1 : length + 1;
  }
  return lines;
};

const FIRST_COLUMN = 34;
const NUMBER_COLUMN = 17;
const MONTH_COLUMN = 8;
const LONG_TEXT = 100;

const chapterSheet = (pack: Pack, chapter: PackChapter): WorkbookSheet => {
  const { id, title, tables, definitions, notes } = chapter;
  const isOverview = id === 'overview';
  return {
    sheet: SHEET_NAMES[id],
    columns: widthsOf(tables, isOverview),
    data: [
      [heading(isOverview ? pack.title : title)],
      ...(isOverview ? pack.facts.map(([label, value]) => [quiet(label), plain(value)]) : [[quiet(`Run ${pack.run}`)]]),
      [],
      ...tables.flatMap(table => [...tableRows(table), []]),
      ...notes.map(note => [plain(note)]),
      ...(definitions.length === 0 ? [] : [[], [strong('Definitions')]]),
      ...definitions.map(({ title: name, text }) => [plain(name), plain(text)]),
    ],
  };
};

const definitionsSheet = ({ definitions }: Pack): WorkbookSheet => ({
  sheet: 'Definitions',
  columns: [{ width: FIRST_COLUMN }, { width: LONG_TEXT }],
  data: [
    [heading('Definitions')],
    [],
    [head('Figure', 'left'), head('Definition', 'left')],
    ...definitions.map(({ title, text }) => [plain(title), { ...plain(text), wrap: true }]),
  ],
});

const widthsOf = (tables: readonly PackTable[], isOverview: boolean): { width: number }[] => {
  if (isOverview) return [{ width: FIRST_COLUMN + 8 }, { width: NUMBER_COLUMN + 10 }, { width: LONG_TEXT }];
  const most = Math.max(0, ...tables.map(({ columns }) => columns.length));
  const shadedFrom = Math.min(...tables.map(table => table.shadedFrom ?? most));
  return Array.from({ length: most }, (_, place) => ({
    width: place === 0 ? FIRST_COLUMN : place < shadedFrom ? NUMBER_COLUMN : MONTH_COLUMN,
  }));
};

const tableRows = (table: PackTable): Row[] => {
  const aligned = table.columns.map((_, place) =>
    table.rows.every(row => row[place]!.kind === 'text') ? 'left' : 'right',
  );
  return [
    [strong(table.title)],
    table.columns.map(({ title }, place) => head(title, aligned[place]!)),
    ...table.rows.map((row, index) => {
      const isTotal = table.hasTotal === true && index === table.rows.length - 1;
      return row.map((cell, place) => cellOf(cell, { isTotal, isShaded: place >= (table.shadedFrom ?? row.length) }));
    }),
  ];
};

const cellOf = (
  cell: Cell,
  { isTotal, isShaded }: { readonly isTotal: boolean; readonly isShaded: boolean },
): CellObject | null => {
  const weight = isTotal ? ({ fontWeight: 'bold' } as const) : {};
  if (cell.kind === 'text') return { ...plain(cell.value), wrap: cell.value.length > FIRST_COLUMN * 2, ...weight };
  if (cell.value === null) return null;
  const { ground, ink } = shadeOf(cell.value);
  return {
    type: Number,
    value: cell.value,
    format: EXCEL_FORMATS[cell.kind],
    alignVertical: 'top',
    ...weight,
    ...(isShaded ? { backgroundColor: ground, textColor: ink } : {}),
  };
};

/** What XML cannot hold: control characters and halves of characters. */
const UNWRITABLE = /[\p{Cc}\p{Cs}]+/gu;

const plain = (text: string): CellObject => ({
  type: String,
  value: text.replaceAll(UNWRITABLE, ' '),
  alignVertical: 'top',
});
const strong = (text: string): CellObject => ({ ...plain(text), fontWeight: 'bold' });
const quiet = (text: string): CellObject => ({ ...plain(text), textColor: '#52606D' });
const heading = (text: string): CellObject => ({ ...strong(text), fontSize: 16, height: 2 * LINE });
const head = (text: string, align: 'left' | 'right'): CellObject => ({
  ...strong(text),
  align,
  alignVertical: 'bottom',
  wrap: true,
  backgroundColor: '#E4E7EB',
});
