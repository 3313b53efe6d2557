/** Text of SQL: the only place where names and texts become part of a statement. */

/** A string literal. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name of a column, whatever is in it. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const sqlList = (texts: readonly string[]): string => `[${texts.map(sqlText).join(', ')}]`;

/** A path as `read_csv` takes it: `*`, `?` and `[` in a file's name are not patterns. */
export const sqlPath = (path: string): string => sqlText(path.replaceAll(/[*?[]/g, '[$&]'));

/** Code points of = + - @ TAB CR LF: a cell that starts with one of them may be taken for a formula. */
const FORMULA_STARTS = [61, 43, 45, 64, 9, 13, 10];

/**
 * SQL for a text that a spreadsheet would take for a formula: such a cell gets a leading apostrophe. Plain negative
 * numbers (-12, -1.5, -1.234,50) are no formulas and stay numbers. The first character decides for nearly every cell,
 * and looking at it costs a fraction of a regular expression.
 */
export const withoutFormula = (expression: string): string => `CASE
  WHEN list_contains([${FORMULA_STARTS.join(', ')}], ascii(${expression})) AND NOT regexp_full_match(${expression}, '-\\d*([.,]\\d+)*')
  THEN '''' || ${expression}
  ELSE ${expression}
END`;

/** SQL that replaces codes by words; other texts become NULL. */
export const worded = (expression: string, words: readonly (readonly [code: string, text: string])[]): string =>
  `CASE ${expression} ${words.map(([code, text]) => `WHEN ${sqlText(code)} THEN ${sqlText(text)}`).join(' ')} END`;

/** Not IN: DuckDB 1.5 turns a longer list into a join, and then the table no longer keeps the order of the file. */
export const isOneOf = (expression: string, texts: readonly string[]): string =>
  `coalesce(list_contains(${sqlList(texts)}, ${expression}), false)`;
