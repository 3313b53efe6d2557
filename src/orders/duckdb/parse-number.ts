/** SQL that reads money and quantities as files write them, and the currency that stands beside an amount. */
import { CURRENCY_MARK, CURRENCY_NAMES } from '../../core/currencies.ts';
import type { NumberFormat } from '../../core/order-file.ts';
import { sqlText } from './sql.ts';

/** Money and quantities are decimals: sums of doubles would depend on the order in which threads add them. */
export const QUANTITY = 'DECIMAL(18, 4)';
export const PRICE = 'DECIMAL(18, 6)';
export const MONEY = 'DECIMAL(18, 4)';

/** Every blank there is, with the no-break, thin and figure spaces, inside a character class. */
const BLANKS = '\\s\\x{00A0}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}';
const MARK = `(?i:${CURRENCY_MARK})`;
/** Latin, Greek and Cyrillic ones. The class of all letters, \pL, takes RE2 longer to make ready than a small file to load. */
const LETTERS = 'A-Za-z\\x{00C0}-\\x{024F}\\x{0370}-\\x{052F}';
/** Minus sign, dashes and hyphens that stand for a minus. */
const DASHES = '−–—‒‐‑﹣－';

/** A decimal of a plain text; NULL for one with anything beside digits, sign and decimal sign. */
export const plainDecimal = (column: string, type: string, { decimal: point }: NumberFormat): string => {
  // With decimal commas a text such as 1.234 must not be taken for a fraction.
  const plain = point === ',' ? `CASE WHEN NOT contains(${column}, '.') THEN replace(${column}, ',', '.') END` : column;
  return `TRY_CAST(${plain} AS ${type})`;
};

/** A decimal without currency and thousands separators, brackets or a trailing minus read as negative. */
export const carefulDecimal = (column: string, type: string, numbers: NumberFormat): string =>
  `TRY_CAST(${careful(column, numbers)} AS ${type})`;

/** Either way. CASE, not COALESCE, of which DuckDB 1.5 computes parts of the second reading for every row. */
export const readDecimal = (column: string, type: string, numbers: NumberFormat): string => {
  const plain = plainDecimal(column, type, numbers);
  return `CASE WHEN ${plain} IS NOT NULL THEN ${plain} ELSE ${carefulDecimal(column, type, numbers)} END`;
};

const careful = (column: string, { decimal: point }: NumberFormat): string => {
  const dot = point === ',' ? ',' : '\\.';
  const separators = `[${point === ',' ? '.' : ','}''’‘\`´${BLANKS}]`;
  const grouped = [`\\d{1,3}(${separators}\\d{3})+`, ...(point === '.' ? ['\\d{1,2}(,\\d{2})+,\\d{3}'] : [])].join('|');
  // In a lambda, so that its patterns are made ready once: that alone takes a small file longer than its rows.
  return `list_transform([${signed(withoutMarks(column))}], lambda bare: CASE
    WHEN regexp_full_match(bare, '[-+]?(${grouped})(${dot}\\d*)?')
      THEN replace(regexp_replace(bare, '${separators}', '', 'g'), '${point}', '.')
    WHEN regexp_full_match(bare, '[-+]?\\d*(${dot}\\d*)?') THEN replace(bare, '${point}', '.')
  END)[1]`;
};

/** One currency before the figure and one behind it may stand there: $5.00 USD. Dashes are minus signs from here on. */
const withoutMarks = (column: string): string => {
  const dashes = `translate(${column}, '${DASHES}', '${'-'.repeat(DASHES.length)}')`;
  const leading = `regexp_replace(${dashes}, '^([-+([${BLANKS}]*)(${MARK})[${BLANKS}]*', '\\1')`;
  return `regexp_replace(${leading}, '[${BLANKS}]*(${MARK})([-)${BLANKS}]*)$', '\\2')`;
};

/** Brackets and a trailing minus become a leading one; the dash that stands for no cents (5,-) goes. */
const signed = (text: string): string => {
  const tight = `regexp_replace(${text}, '^[${BLANKS}]+|[${BLANKS}]+$', '', 'g')`;
  const whole = `regexp_replace(${tight}, '[.,]--?$', '')`;
  const negative = `regexp_replace(${whole}, '^\\((.+)\\)$|^([^-]+)-$', '-\\1\\2')`;
  return `regexp_replace(regexp_replace(${negative}, '^([-+])[${BLANKS}]+', '\\1'), '[${BLANKS}]+$', '')`;
};

/** The currency of a cell of the column for it: one code, however it is written. */
export const currencyOf = (column: string): string => {
  const names = Object.entries(CURRENCY_NAMES).map(([name, code]) => `${sqlText(name)}: ${sqlText(code)}`);
  return `coalesce((MAP {${names.join(', ')}})[upper(${column})], upper(${column}))`;
};

/** The currency beside an amount, a code rather than a sign. Looked for only where `plain`, the amount read as a plain text, is NULL. */
export const currencyBeside = (column: string, plain: string): string => {
  const found = (pattern: string): string => `nullif(regexp_extract(${column}, '${pattern}', 1), '')`;
  const code = found(`(?:^|[^${LETTERS}])([A-Za-z]{3})(?:[^${LETTERS}]|$)`);
  const mark = found(`(${MARK})`);
  const isNumber = `TRY_CAST(replace(${column}, ',', '.') AS DOUBLE) IS NOT NULL`;
  return `CASE WHEN ${plain} IS NOT NULL OR ${isNumber} THEN NULL ELSE ${currencyOf(`coalesce(${code}, ${mark})`)} END`;
};
