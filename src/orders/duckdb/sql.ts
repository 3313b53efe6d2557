/** Text of SQL: the only place where names and texts become part of a statement. */

/** A string literal. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const sqlList = (texts: readonly string[]): string => `[${texts.map(sqlText).join(', ')}]`;

/** A path as `read_csv` takes it: `*`, `?` and `[` in a file's name are not patterns. */
export const sqlPath = (path: string): string => sqlText(path.replaceAll(/[*?[]/g, '[$&]'));

/**
 * SQL for a text that a spreadsheet would take for a formula: such a cell gets a leading apostrophe. Plain negative
 * numbers (-12, -1.5, -1.234,50) are no formulas and stay numbers.
 */
export const withoutFormula = (expression: string): string => `CASE
  WHEN regexp_matches(${expression}, '^[=+\\-@\\t\\r\\n]') AND NOT regexp_full_match(${expression}, '-\\d*([.,]\\d+)*') THEN '''' || ${expression}
  ELSE ${expression}
END`;

/** SQL that replaces codes by words; other texts become NULL. */
export const worded = (expression: string, words: readonly (readonly [code: string, text: string])[]): string =>
  `CASE ${expression} ${words.map(([code, text]) => `WHEN ${sqlText(code)} THEN ${sqlText(text)}`).join(' ')} END`;
