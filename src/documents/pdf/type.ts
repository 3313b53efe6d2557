/** Type on pages: sizes, measuring, lines. */
import type { PDFDocument } from '@napi-rs/canvas';
import { createCanvas } from '../../charts/fonts.ts';
import { FONT_FAMILY, INK } from '../../charts/look.ts';
import { printable } from '../../charts/text.ts';

/** What draws on a page. */
export type Ink = ReturnType<PDFDocument['beginPage']>;

export interface Type {
  readonly size: number;
  readonly weight: 400 | 600;
  /** From one line to the next. */
  readonly leading: number;
}

const type = (size: number, weight: Type['weight'], leading: number): Type => ({ size, weight, leading });

export const TITLE = type(22, 600, 28);
export const HEADING = type(15, 600, 22);
export const TABLE_TITLE = type(10, 600, 16);
export const BODY = type(9, 400, 13);
export const SMALL = type(7.5, 400, 10.5);
export const FOOTER = type(7.5, 400, 10);

const cssFont = ({ size, weight }: Type): string => `${weight} ${size}px ${FONT_FAMILY}`;

/**
 * Inter draws a colon between digits, a plus before them and the like by other glyphs, and Skia leaves those without their
 * characters: who selects or searches the text would miss them. Plain rendering draws every character by its own.
 */
export const plainGlyphs = (ink: Pick<Ink, 'textRendering'>): void => {
  ink.textRendering = 'optimizeSpeed';
};

const ruler = createCanvas(1, 1).getContext('2d');
plainGlyphs(ruler);

export const widthOf = (text: string, type: Type): number => {
  ruler.font = cssFont(type);
  return ruler.measureText(text).width;
};

/** What the font cannot draw is taken out: a missing glyph would be an empty box. */
export const drawable = (text: string): string => printable(text, text === '' ? '' : '–');

/** Lines of at most this width; a longer word stands out. */
export const linesOf = (text: string, type: Type, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of drawable(text).split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer, type) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

export interface TextPlace {
  readonly x: number;
  /** Of the upper edge of the line. */
  readonly y: number;
  readonly type: Type;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
}

/** Share of the size from the upper edge of a line to its base line. */
const ASCENT = 0.95;

export const drawText = (ink: Ink, text: string, { x, y, type, colour = INK, align = 'left' }: TextPlace): void => {
  ink.font = cssFont(type);
  ink.fillStyle = colour;
  ink.textAlign = align;
  ink.textBaseline = 'alphabetic';
  ink.fillText(text, x, y + type.size * ASCENT);
};
