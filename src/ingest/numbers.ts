import { CURRENCY_MARK } from '../core/currencies.ts';
import type { NumberFormat, ReadingHints } from '../core/order-file.ts';

export interface NumberReading {
  readonly numbers: NumberFormat;
  readonly note: string | null;
}

/** A currency before and behind the figure, blanks and apostrophes (thousands), brackets. */
const MARK_BEFORE = new RegExp(`^([-+(\\s]*)(?:${CURRENCY_MARK})`, 'iu');
const MARK_BEHIND = new RegExp(`(?:${CURRENCY_MARK})([-)\\s]*)$`, 'iu');
const DECORATION = /[\s'’‘`´()]/gu;
/** Minus sign, dashes and hyphens that stand for a minus. */
const DASHES = /[−–—‒‐‑﹣－]/gu;
/** The dash that stands for no cents: 5,- */
const NO_CENTS = /(?<=\d)[.,]--?$/;
const NUMBER = /^[+-]?(\d[\d.,]*|[.,]\d+)([eE][+-]?\d+)?[+-]?$/;

/** Most cells are: spares them the rest. */
const PLAIN = /^-?\d+([.,]\d+)?$/;

/** The digits of a cell with their points and commas; null where it is no number. Percentages are none. */
export const digitsOf = (cell: string): string | null => {
  if (PLAIN.test(cell)) return cell.replace('-', '');
  const marked = cell.trim().replace(DASHES, '-');
  const text = marked
    .replace(MARK_BEFORE, '$1')
    .replace(MARK_BEHIND, '$1')
    .replace(DECORATION, '')
    .replace(NO_CENTS, '');
  return NUMBER.test(text) ? text.replace(/[+-]/g, '') : null;
};

/** What a cell says about its decimal sign; `…?` where three digits behind it may as well be thousands. */
type Evidence = 'point' | 'comma' | 'point?' | 'comma?' | 'none';

const evidenceOf = (digits: string): Evidence => {
  const point = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  if (point >= 0 && comma >= 0) return point > comma ? 'point' : 'comma';
  if (point < 0 && comma < 0) return 'none';
  const sign = point >= 0 ? 'point' : 'comma';
  const [whole = '', ...groups] = digits.split(sign === 'point' ? '.' : ',');
  if (groups.length > 1) return sign === 'point' ? 'comma' : 'point';
  const thousands = groups[0]?.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return thousands ? `${sign}?` : sign;
};

/** `none` also for what is no number. */
export const decimalEvidence = (cell: string): Evidence => evidenceOf(digitsOf(cell) ?? '');

/** Decides by all sampled cells of quantity, price and amount together. */
export const detectNumberFormat = (
  cells: readonly string[],
  hint: ReadingHints['decimal'],
  delimiter: string,
): NumberReading => {
  if (hint !== 'auto')
    return { numbers: { decimal: hint === 'comma' ? ',' : '.' }, note: `Decimal ${hint}, as you said.` };
  const seen: Record<Evidence, number> = { point: 0, comma: 0, 'point?': 0, 'comma?': 0, none: 0 };
  for (const cell of cells) {
    const digits = digitsOf(cell);
    if (digits !== null) seen[evidenceOf(digits)]++;
  }
  if (seen.comma > seen.point) return { numbers: { decimal: ',' }, note: 'Numbers read with a decimal comma.' };
  if (seen.point > 0) return { numbers: { decimal: '.' }, note: null };
  return assume(seen, cells, delimiter);
};

/** Nothing but `1,234` or `1.234`: thousands as English writes them, the other way round in files with semicolons. */
const assume = (
  seen: Readonly<Record<Evidence, number>>,
  cells: readonly string[],
  delimiter: string,
): NumberReading => {
  const decimal = delimiter === ';' ? ',' : '.';
  const sign = seen['comma?'] >= seen['point?'] ? 'comma' : 'point';
  if (seen[`${sign}?`] === 0) return { numbers: { decimal: '.' }, note: null };
  const example = cells.find(cell => evidenceOf(digitsOf(cell) ?? '') === `${sign}?`)?.trim() ?? '';
  const meaning = (sign === 'comma') === (decimal === ',') ? 'decimals' : 'thousands';
  const [used, other] = decimal === '.' ? ['point', 'comma'] : ['comma', 'point'];
  const note =
    `Numbers such as ${example} are read as ${meaning} (decimal ${used}), ` +
    `which the file does not settle. If that is wrong, export all amounts with two decimals. In the terminal, --decimal ${other} reads them the other way.`;
  return { numbers: { decimal }, note };
};

/** Up to three cells that are no numbers, where most of the column is none; else empty. */
export const unreadableNumbers = (cells: readonly string[]): readonly string[] => {
  const texts = cells.map(cell => cell.trim()).filter(cell => cell !== '');
  const odd = texts.filter(text => digitsOf(text) === null);
  if (odd.length * 2 <= texts.length) return [];
  return [...new Set(odd.map(text => text.slice(0, 60)))].slice(0, 3);
};
