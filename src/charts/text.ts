/** Text for pictures: only characters that the bundled font can draw, in lines of a known width. */

/** What the latin and latin-ext subsets of Inter hold (drawn and compared with the missing-glyph box, Inter 5.3.0). */
const COVERED =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0148\u014a-\u01c3\u01c5-\u0254\u1e00-\u1e9b\u1e9d-\u1eab\u1eae-\u1eb5\u1eb8-\u1ec5\u1ec8-\u1ed7\u1eda-\u1eff\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u2044\u20a0-\u20af\u20b1-\u20b5\u20b8-\u20ba\u20bc-\u20bf\u2122\u2212]/u;
const WHITE_SPACE = /\s+/gu;
/** Control, format (bidi marks, zero-width joiners), private, unassigned and lone surrogate characters; emoji parts. */
const INVISIBLE = /[\p{C}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|[\ufe00-\ufe0f]|\u20e3/gu;
const COMBINING = /\p{M}/gu;
const ELLIPSIS = '…';

/**
 * The text with everything that the bundled font cannot draw taken out: control characters, bidi marks and emoji vanish,
 * compatibility forms become plain letters, a run of any other foreign characters becomes one ellipsis. `fallback` is
 * returned where nothing readable is left.
 */
export function printable(text: string, fallback = ''): string {
  const spaced = text.normalize('NFC').replace(WHITE_SPACE, ' ').replace(INVISIBLE, '');
  let drawn = '';
  for (const char of spaced) drawn += COVERED.test(char) ? char : plainForm(char);
  const tidy = drawn
    .replace(/…+(?: …+)*/gu, ELLIPSIS)
    .replace(WHITE_SPACE, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(tidy) ? tidy : fallback;
}

function plainForm(char: string): string {
  const plain = char.normalize('NFKD').replace(COMBINING, '');
  return [...plain].every(part => COVERED.test(part)) ? plain : ELLIPSIS;
}

/** Advance widths of Inter Regular in thousandths of the font size, rounded up; other characters count as wide letters. */
const WIDTHS: readonly (readonly [width: number, chars: string])[] = [
  [280, 'Iijl'],
  [320, " \u00a0!',.:;·"],
  [360, '`t|'],
  [400, '()/[\\]fr‹›'],
  [500, '1{}"-^_–'],
  [520, '*?'],
  [560, 'ksxz'],
  [600, '57FJLacehnouvy'],
  [640, '#023689EPZbdgpq'],
  [680, '$&+4<=>BKRSTY~€£×'],
  [720, 'AVX'],
  [760, 'CDGHNU'],
  [820, 'OQw'],
  [920, 'Mm…'],
  [1000, '%@W—'],
];
const WIDTH_OF = new Map(WIDTHS.flatMap(([width, chars]) => [...chars].map(char => [char, width])));
const OTHER_WIDTH = 760;
/** The semi-bold cut is this much wider than the regular one. */
const SEMI_BOLD = 1.035;

/** Estimated width in CSS pixels, a little more than the true one: builders have no canvas to measure with. */
export function estimatedWidth(text: string, fontSize: number, weight: 'regular' | 'bold' = 'regular'): number {
  let width = 0;
  for (const char of text) width += WIDTH_OF.get(char) ?? OTHER_WIDTH;
  return (width / 1000) * fontSize * (weight === 'bold' ? SEMI_BOLD : 1);
}

const BALANCE_STEP = 10;

export interface Wrap {
  /** CSS pixels. */
  readonly width: number;
  readonly fontSize: number;
  readonly weight?: 'regular' | 'bold';
  readonly maxLines: number;
}

/** The same number of lines as `wrapped`, but of about equal length: no single word in the last one. */
export function balanced(text: string, wrap: Wrap): string[] {
  let lines = wrapped(text, wrap);
  for (let width = wrap.width - BALANCE_STEP; lines.length > 1 && width > wrap.width / 2; width -= BALANCE_STEP) {
    const narrower = wrapped(text, { ...wrap, width });
    if (narrower.length > lines.length || narrower.join(' ') !== lines.join(' ')) break;
    lines = narrower;
  }
  return lines;
}

/** Lines no wider than asked, broken between words; what does not fit in the last line ends in an ellipsis. */
export function wrapped(text: string, { width, fontSize, weight = 'regular', maxLines }: Wrap): string[] {
  const fits = (line: string) => estimatedWidth(line, fontSize, weight) <= width;
  const lines: string[] = [];
  let line = '';
  // A separator ends a line, it never starts one.
  for (const word of text.replaceAll(' · ', '\u00a0· ').split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const kept =
    lines.length <= maxLines ? lines : [...lines.slice(0, maxLines - 1), lines.slice(maxLines - 1).join(' ')];
  return kept.map(candidate => (fits(candidate) ? candidate : cutToFit(candidate, fits)));
}

function cutToFit(line: string, fits: (line: string) => boolean): string {
  const chars = [...line];
  const cut = (length: number) =>
    chars
      .slice(0, length)
      .join('')
      .replace(/[\s·:,]+$/u, '') + ELLIPSIS;
  let [fitting, tooLong] = [1, chars.length];
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2);
    if (fits(cut(middle))) fitting = middle;
    else tooLong = middle;
  }
  return cut(fitting);
}
