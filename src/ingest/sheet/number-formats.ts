/** What a number format says a cell's number is. */
export interface TimeFormat {
  /** Parts of a second are shown. */
  readonly fractions: boolean;
  readonly clock: boolean;
}

/** Formats that workbooks name without writing them down (ECMA-376 part 1, 18.8.30; 27-36 and 50-58 in East Asia). */
const BUILT_IN_DATES: readonly number[] = [
  14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
];
const BUILT_IN_CLOCKS: readonly number[] = [18, 19, 20, 21, 22, 32, 33, 45, 46, 47];

export const builtInFormat = (id: number): TimeFormat | null => {
  if (BUILT_IN_DATES.includes(id)) return { clock: false, fractions: false };
  return BUILT_IN_CLOCKS.includes(id) ? { clock: true, fractions: id === 47 } : null;
};

/** Texts, escaped and padding characters, colours, conditions and currencies; not [h], which counts hours. */
const NO_CODE = /"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/** The format of dates or times that a code such as `yyyy-mm-dd hh:mm` stands for; null for numbers and texts. */
export const timeFormat = (code: string): TimeFormat | null => {
  const [positive = ''] = code.replace(NO_CODE, '').split(';');
  if (/general|@|[0#?]\s*%/i.test(positive) || !/[ymdhs]/i.test(positive)) return null;
  return { clock: /[hs]/i.test(positive), fractions: /s\.0/i.test(positive) };
};
