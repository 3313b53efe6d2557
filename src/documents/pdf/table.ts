/** Tables on pages: as wide as their cells need; what does not fit beside each other stands below, with the first column again. */
import { AXIS_LINE, GRID, INK, QUIET } from '../../charts/look.ts';
import type { Cell, PackTable } from '../../core/investor/document.ts';
import { cellText } from '../numbers.ts';
import { shadeOf } from '../shade.ts';
import { CONTENT_WIDTH, type PageFlow } from './page-flow.ts';
import { drawable, drawText, type Ink, linesOf, TABLE_TITLE, type Type, widthOf } from './type.ts';

const CELL: Type = { size: 8, weight: 400, leading: 11 };
const STRONG: Type = { ...CELL, weight: 600 };
const HEAD: Type = { size: 7.5, weight: 600, leading: 9.5 };
const GAP = 14;
/** Between the cells of a heat map. */
const SHADED_GAP = 4;
const PADDING = 3;
/** A text is broken into lines from this width on. */
const LONGEST_TEXT = 150;
/** Rows that a heading does not stand without. */
const ROWS_WITH_HEAD = 3;

interface LaidColumn {
  /** In the table. */
  readonly place: number;
  readonly title: string;
  readonly isText: boolean;
  readonly x: number;
  readonly width: number;
  /** To the next one. */
  readonly gap: number;
}

export const placeTable = (flow: PageFlow, table: PackTable): void => {
  for (const columns of columnGroups(table)) {
    const head = headOf(columns);
    const rows = rowsIn(table, columns).map(row =>
      rowOf(row, columns, {
        shadedFrom: table.shadedFrom ?? Number.POSITIVE_INFINITY,
        isTotal: table.hasTotal === true && row === table.rows.at(-1),
      }),
    );
    const first = rows.slice(0, ROWS_WITH_HEAD).reduce((sum, { height }) => sum + height, 0);
    if (TABLE_TITLE.leading + head.height + first > flow.room) flow.turn();
    flow.place(TABLE_TITLE.leading, ink => drawText(ink, drawable(table.title), { x: 0, y: 0, type: TABLE_TITLE }));
    flow.place(head.height, head.draw);
    for (const row of rows) {
      if (row.height > flow.room) {
        flow.turn();
        flow.place(head.height, head.draw);
      }
      flow.place(row.height, row.draw);
    }
    flow.space(GAP);
  }
};

const columnGroups = (table: PackTable): readonly (readonly LaidColumn[])[] => {
  const gap = table.shadedFrom === undefined ? GAP : SHADED_GAP;
  const wide = table.columns.map((_, place) => measured(table, place, broken));
  const columns =
    neededBy(wide, gap) <= CONTENT_WIDTH ? wide : table.columns.map((_, place) => measured(table, place, longestWord));
  const [first, ...others] = columns;
  const groups: Measured[][] = [[first!]];
  for (const column of others) {
    const group = groups.at(-1)!;
    if (group.length > 1 && neededBy([...group, column], gap) > CONTENT_WIDTH) groups.push([first!, column]);
    else group.push(column);
  }
  return groups.map(group => laidOut(group, gap));
};

type Measured = Omit<LaidColumn, 'x' | 'gap'>;

const measured = ({ columns, rows }: PackTable, place: number, headWidth: (title: string) => number): Measured => {
  const title = drawable(columns[place]!.title);
  const cells = rows.map(row => row[place]!);
  const texts = cells.map(cell => widthOf(drawable(cellText(cell)), STRONG));
  return {
    place,
    title,
    isText: cells.every(({ kind }) => kind === 'text'),
    width: Math.min(LONGEST_TEXT, Math.max(headWidth(title), ...texts)),
  };
};

/** Of a title in two lines of about the same length. */
const broken = (title: string): number => {
  const words = title.split(' ');
  const breaks = words.map((_, at) => [words.slice(0, at).join(' '), words.slice(at).join(' ')]);
  return Math.min(...breaks.map(lines => Math.max(...lines.map(line => widthOf(line, HEAD)))));
};

const longestWord = (title: string): number => Math.max(...title.split(' ').map(word => widthOf(word, HEAD)));

const neededBy = (columns: readonly Pick<LaidColumn, 'width'>[], gap: number): number =>
  columns.reduce((sum, { width }) => sum + width + gap, -gap);

/** The last column of texts takes what is left; columns of numbers stand close to the names of their rows. */
const laidOut = (columns: readonly Measured[], gap: number): readonly LaidColumn[] => {
  const last = columns.at(-1)!;
  const spare = CONTENT_WIDTH - neededBy(columns, gap);
  const isOpen = last.isText && last.width >= LONGEST_TEXT;
  let x = 0;
  return columns.map(column => {
    const width = column === last && isOpen ? column.width + spare : column.width;
    const laid = { ...column, x, width, gap };
    x += width + gap;
    return laid;
  });
};

const widthOfAll = (columns: readonly LaidColumn[]): number => columns.at(-1)!.x + columns.at(-1)!.width;

/** Rows without a figure in these columns are left out where the table goes on below. */
const rowsIn = ({ rows }: PackTable, columns: readonly LaidColumn[]): PackTable['rows'] =>
  rows.filter(row => columns.some(({ place }, index) => index > 0 && row[place]!.value !== null));

interface Laid {
  readonly height: number;
  readonly draw: (ink: Ink) => void;
}

const headOf = (columns: readonly LaidColumn[]): Laid => {
  const titles = columns.map(({ title, width }) => linesOf(title, HEAD, width));
  const most = Math.max(...titles.map(({ length }) => length));
  const height = most * HEAD.leading + 2 * PADDING;
  return {
    height,
    draw: ink => {
      for (const [index, column] of columns.entries())
        drawLines(ink, titles[index]!, {
          column,
          top: PADDING + (most - titles[index]!.length) * HEAD.leading,
          type: HEAD,
          colour: QUIET,
        });
      drawRule(ink, { y: height, width: widthOfAll(columns), colour: AXIS_LINE });
    },
  };
};

const rowOf = (
  row: readonly Cell[],
  columns: readonly LaidColumn[],
  { shadedFrom, isTotal }: { readonly shadedFrom: number; readonly isTotal: boolean },
): Laid => {
  const type = isTotal ? STRONG : CELL;
  const cells = columns.map(({ place, width }) => linesOf(cellText(row[place]!), type, width));
  const height = Math.max(...cells.map(({ length }) => length)) * type.leading + PADDING;
  return {
    height,
    draw: ink => {
      for (const [index, column] of columns.entries()) {
        const cell = row[column.place]!;
        const isShaded = column.place >= shadedFrom && cell.kind === 'share';
        if (isShaded && cell.value === null) continue;
        const colour = isShaded ? shaded(ink, column, height, cell.value ?? 0) : INK;
        drawLines(ink, cells[index]!, { column, top: PADDING - 0.5, type, colour });
      }
      drawRule(ink, { y: height, width: widthOfAll(columns), colour: GRID });
    },
  };
};

/** Paints the ground; gives the colour that can be read on it. */
const shaded = (ink: Ink, { x, width, gap }: LaidColumn, height: number, share: number): string => {
  const colours = shadeOf(share);
  ink.fillStyle = colours.ground;
  ink.fillRect(x - gap / 2, 0, width + gap, height);
  return colours.ink;
};

interface LinesPlace {
  readonly column: LaidColumn;
  readonly top: number;
  readonly type: Type;
  readonly colour: string;
}

const drawLines = (ink: Ink, lines: readonly string[], { column, top, type, colour }: LinesPlace): void => {
  for (const [index, line] of lines.entries())
    drawText(ink, line, {
      x: column.isText ? column.x : column.x + column.width,
      y: top + index * type.leading,
      type,
      colour,
      align: column.isText ? 'left' : 'right',
    });
};

const drawRule = (
  ink: Ink,
  { y, width, colour }: { readonly y: number; readonly width: number; readonly colour: string },
): void => {
  ink.fillStyle = colour;
  ink.fillRect(0, y - 0.5, width, 0.5);
};
