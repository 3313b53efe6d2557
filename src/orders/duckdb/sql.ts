/** Text of SQL: the only place where names and texts become part of a statement. */

/** A string literal. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const sqlList = (texts: readonly string[]): string => `[${texts.map(sqlText).join(', ')}]`;

/** A path as `read_csv` takes it: `*`, `?` and `[` in a file's name are not patterns. */
export const sqlPath = (path: string): string => sqlText(path.replaceAll(/[*?[]/g, '[$&]'));

/** SQL strings for a text that a spreadsheet would take for a formula: such a cell gets a leading apostrophe. */
export const withoutFormula = (expression: string): string =>
  `CASE WHEN regexp_matches(${expression}, '^[=+\\-@\\t\\r]') THEN '''' || ${expression} ELSE ${expression} END`;
