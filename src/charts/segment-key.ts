/** How the segments of a map are named: beside their points, or by numbers with a key below where there are many. */
import { LABEL_SIZE } from './look.ts';
import { estimatedWidth, wrapped } from './text.ts';

/** More names than this would cover the dots. */
const MOST_NAMES = 7;
const NAME_WIDTH = 190;
const ENTRY_ROW = 31;
const ENTRY_SYMBOL = 40;
const ENTRY_WIDTH = 600;
const KEY_WIDTH = 660;

export interface SegmentKey {
  /** The key is the chart's legend. */
  readonly isNumbered: boolean;
  /** For the legend. */
  readonly entries: readonly string[];
  /** The lines beside each point. */
  readonly labels: readonly (readonly string[])[];
  /** CSS pixels that the key takes. */
  readonly height: number;
}

export const segmentKey = (names: readonly string[]): SegmentKey => {
  if (names.length <= MOST_NAMES) return { isNumbered: false, entries: names, labels: names.map(nameLines), height: 0 };
  const entries = names.map((name, index) => oneLine(`${index + 1} ${name}`));
  const labels = names.map((_, index) => [String(index + 1)]);
  return { isNumbered: true, entries, labels, height: keyRows(entries) * ENTRY_ROW };
};

const nameLines = (name: string): string[] =>
  wrapped(name, { width: NAME_WIDTH, fontSize: LABEL_SIZE, weight: 'bold', maxLines: 3 });

const oneLine = (entry: string): string =>
  wrapped(entry, { width: ENTRY_WIDTH, fontSize: LABEL_SIZE, maxLines: 1 })[0]!;

/** Rows that the key will take, as the legend of Chart.js fills them. */
const keyRows = (entries: readonly string[]): number => {
  let rows = 1;
  let used = 0;
  for (const entry of entries) {
    const width = estimatedWidth(entry, LABEL_SIZE) + ENTRY_SYMBOL;
    if (used > 0 && used + width > KEY_WIDTH) {
      rows++;
      used = 0;
    }
    used += width;
  }
  return rows;
};
