/** Pages that are filled from top to bottom, and the PDF file that they become. Lengths are in points. */
import { PDFDocument } from '../../charts/fonts.ts';
import { QUIET } from '../../charts/look.ts';
import { drawText, FOOTER, type Ink, plainGlyphs } from './type.ts';

/** A4. */
const PAGE = { width: 595, height: 842 } as const;
const MARGIN = { left: 48, right: 48, top: 54, bottom: 62 } as const;
export const CONTENT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;

/** Draws with its upper left corner at the origin. */
export type Drawing = (ink: Ink) => void;

interface Placed {
  readonly top: number;
  readonly draw: Drawing;
}

export class PageFlow {
  readonly #pages: Placed[][] = [[]];
  #top: number = MARGIN.top;

  get room(): number {
    return PAGE.height - MARGIN.bottom - this.#top;
  }

  /** A new page, unless this one is empty. */
  turn(): void {
    if (this.#pages.at(-1)!.length > 0) this.#pages.push([]);
    this.#top = MARGIN.top;
  }

  /** On this page, or on the next where it does not fit. */
  place(height: number, draw: Drawing): void {
    if (height > this.room) this.turn();
    this.#pages.at(-1)!.push({ top: this.#top, draw });
    this.#top += height;
  }

  space(height: number): void {
    this.#top += height;
  }

  /** The same pages give the same bytes. */
  toPdf(title: string, footer: string): Uint8Array {
    const file = new PDFDocument({ title, creator: 'Tranche' });
    for (const [place, drawings] of this.#pages.entries()) {
      const ink = file.beginPage(PAGE.width, PAGE.height);
      plainGlyphs(ink);
      for (const { top, draw } of drawings) at(ink, top, draw);
      at(ink, PAGE.height - MARGIN.bottom + 28, page => {
        drawText(page, footer, { x: 0, y: 0, type: FOOTER, colour: QUIET });
        const number = `Page ${place + 1} of ${this.#pages.length}`;
        drawText(page, number, { x: CONTENT_WIDTH, y: 0, type: FOOTER, colour: QUIET, align: 'right' });
      });
      file.endPage();
    }
    return new Uint8Array(file.close());
  }
}

const at = (ink: Ink, top: number, draw: Drawing): void => {
  ink.save();
  ink.translate(MARGIN.left, top);
  draw(ink);
  ink.restore();
};
