import { type Dialect, readRows } from './read-rows.ts';

const LOOKED_CHARACTERS = 24 * 1024;
const LOOKED_ROWS = 300;
/** Fewer rows of one width than this, and the character does not divide columns. */
const LEAST_CONSISTENCY = 0.4;

/** A width is the number of columns that most rows have. */
export interface FoundDialect extends Dialect {
  readonly width: number;
  /** Length of Excel's own hint in the first line, `sep=;`. */
  readonly hintLength: number;
}

/** How the columns of the first part of a file are divided and quoted; null where nothing divides them. */
export const detectDialect = (head: string): FoundDialect | null => {
  const announced = /^sep=(.)[ \t]*(\r\n|\n|\r)/i.exec(head);
  const text = head.slice(announced?.[0].length ?? 0, LOOKED_CHARACTERS);
  const quote = detectQuote(text);
  const delimiters = announced === null ? [',', ';', '\t', '|'] : [announced[1] ?? ','];
  const best = bestOf(delimiters.map(delimiter => consistency(text, { delimiter, quote })));
  const byBlanks = announced === null && best === null ? consistency(text, { delimiter: ' ', quote: '"' }) : null;
  const found = best ?? (byBlanks !== null && isGoodEnough(byBlanks) ? byBlanks : null);
  return found && { ...found.dialect, width: found.width, hintLength: announced?.[0].length ?? 0 };
};

interface Candidate {
  readonly dialect: Dialect;
  readonly width: number;
  /** Share of the rows that have this width. */
  readonly share: number;
  readonly headerFits: boolean;
}

const consistency = (text: string, dialect: Dialect): Candidate => {
  const widths = readRows(text, dialect, LOOKED_ROWS).map(row => row.length);
  // The last row may be cut off by the end of the piece.
  if (text.length >= LOOKED_CHARACTERS && widths.length > 1) widths.pop();
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, rows] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [1, 0]);
  return { dialect, width, share: rows / Math.max(1, widths.length), headerFits: widths[0] === width };
};

const isGoodEnough = ({ width, share }: Candidate): boolean => width > 1 && share >= LEAST_CONSISTENCY;

/** More columns win over fewer at equal consistency: decimal commas also divide every row of a `;` file in the same way. */
const bestOf = (candidates: readonly Candidate[]): Candidate | null =>
  candidates
    .filter(isGoodEnough)
    .reduce<Candidate | null>((best, next) => (best === null || score(next) > score(best) ? next : best), null);

const score = ({ width, share, headerFits }: Candidate): number => share * (1 - 1 / width) * (headerFits ? 1 : 0.8);

/** `"` unless the first part shows that the file quotes with `'`, or that its `"` are text and close nothing. */
const detectQuote = (text: string): Dialect['quote'] => {
  const double = countQuotes(text, '"');
  const lines = Math.max(1, text.split(/[\r\n]+/).length - 1);
  // A few open quotes are damage; many that close nothing are how the file writes inches or speech.
  const textual = double.opened > 1 && double.opened >= lines * 0.1 && double.closed * 2 < double.opened;
  if (double.opened > 0) return textual ? null : '"';
  const single = countQuotes(text, "'");
  return single.opened >= lines * 0.5 && single.closed >= single.opened * 0.8 ? "'" : '"';
};

const countQuotes = (text: string, quote: string): { readonly opened: number; readonly closed: number } => ({
  opened: text.match(new RegExp(`(?:^|[\\r\\n,;\\t|])${quote}`, 'g'))?.length ?? 0,
  closed: text.match(new RegExp(`${quote}(?=[\\r\\n,;\\t|]|$)`, 'g'))?.length ?? 0,
});
