import type { DateAssumption, DateFormat, DateReading, ReadingHints } from '../core/order-file.ts';
import { DATE_ORDER_WORDS, DATE_WAY_WORDS } from '../core/words/written-dates.ts';
import { orderInTime } from './date-order.ts';
import { type DateCell, type DateOrder, readDate } from './dates.ts';
import { readOtherDate } from './other-dates.ts';

export interface DateContext {
  readonly hint: ReadingHints['dates'];
  readonly likely?: ReadingHints['likelyDates'];
  /** How whoever wrote the file writes dates, and how that is known, in words; it counts where nothing else does. */
  readonly usual?: { readonly order: DateAssumption['order']; readonly because: string } | undefined;
  /** The file looks continental: decimal commas, or columns divided by semicolons. */
  readonly continental: boolean;
}

/** The date in a cell, however it is written, or null. */
export const readAnyDate = (cell: string): DateCell | null => readDate(cell) ?? readOtherDate(cell);

const LEAST_FITTING = 0.5;

/** How the cells of a date column, in file order, are to be read; null where most of them fit no known shape. */
export const detectDateFormat = (cells: readonly string[], context: DateContext): DateFormat | null => {
  const texts = cells.map(cell => cell.trim()).filter(cell => cell !== '');
  const read = texts.map(readAnyDate).filter(cell => cell !== null);
  const choice = chooseOrder(read, context);
  const fitting = read.filter(cell => fits(cell, choice.order));
  if (fitting.length === 0 || fitting.length < texts.length * LEAST_FITTING) return null;
  const leading = leadingCell(fitting, choice.order);
  const example = texts.find(text => fitsText(text, choice.order) && isLike(readAnyDate(text), leading)) ?? '';
  const others = { order: choice.order, turn: context.hint === 'auto' };
  const reading = { ...formatsOf(fitting, choice.order), others, note: noteOf(fitting, choice.order, example) };
  return { ...reading, assumption: assumptionOf(fitting, texts, choice, example) };
};

/** Up to three cells that cannot be read as dates in any, or in the asked, order. */
export const unreadableDates = (cells: readonly string[], hint: ReadingHints['dates']): readonly string[] => {
  const odd = cells.filter(cell => cell.trim() !== '' && !(hint === 'auto' ? readAnyDate(cell) : fitsText(cell, hint)));
  return [...new Set(odd.map(cell => cell.trim().slice(0, 60)))].slice(0, 3);
};

/** `assumedBecause`: why this order was assumed, in words; `null` where the dates themselves or the person say so. */
type OrderChoice =
  | { readonly order: DateOrder; readonly assumedBecause: null }
  | { readonly order: DateAssumption['order']; readonly assumedBecause: string; readonly isKnown: boolean };

const chooseOrder = (cells: readonly DateCell[], { hint, likely, usual, continental }: DateContext): OrderChoice => {
  const certain = (order: DateOrder): OrderChoice => ({ order, assumedBecause: null });
  const assumed = (order: DateAssumption['order'], why: string, isKnown = false): OrderChoice => ({
    order,
    assumedBecause: why,
    isKnown,
  });
  const open = cells.filter(cell => cell.open !== null);
  if (hint !== 'auto') return certain(hint);
  if (open.length === 0) return certain('dmy');
  const dmy = open.filter(cell => fits(cell, 'dmy')).length;
  const mdy = open.filter(cell => fits(cell, 'mdy')).length;
  if (Math.max(dmy, mdy) * 2 < open.length) return certain('ymd');
  if (dmy !== mdy) return certain(dmy > mdy ? 'dmy' : 'mdy');
  if (open.every(cell => cell.dots)) return certain('dmy');
  if (likely !== undefined) return assumed(likely, 'earlier files of these orders are written so', true);
  if (usual !== undefined) return assumed(usual.order, usual.because, true);
  if (open.some(cell => cell.meridiem)) return assumed('mdy', 'times are written with AM and PM');
  const inTime = orderInTime(open);
  if (inTime !== null) return assumed(inTime, 'the rows are then closer to order of time');
  if (continental) return assumed('dmy', 'the file uses decimal commas or semicolons');
  return assumed('mdy', 'nothing in the file says otherwise');
};

const otherOrder = (order: DateAssumption['order']): DateAssumption['order'] => (order === 'dmy' ? 'mdy' : 'dmy');

/** The numbers of the cell can be a day and a month in this order. */
const fits = ({ open }: DateCell, order: DateOrder): boolean => {
  if (open === null) return true;
  const [first, second, third] = open;
  if (order === 'dmy') return first <= 31 && second <= 12;
  if (order === 'mdy') return first <= 12 && second <= 31;
  return second <= 12 && third >= 1 && third <= 31;
};

const fitsText = (text: string, order: DateOrder): boolean => {
  const cell = readAnyDate(text);
  return cell !== null && fits(cell, order);
};

/** A cell of each shape, the most frequent shape first. */
const byFrequency = (cells: readonly DateCell[]): readonly DateCell[] => {
  const seen = new Map<string, { cell: DateCell; count: number }>();
  for (const cell of cells) {
    const entry = seen.get(cell.key);
    if (entry === undefined) seen.set(cell.key, { cell, count: 1 });
    else entry.count++;
  }
  return [...seen.values()].sort((one, other) => other.count - one.count).map(({ cell }) => cell);
};

/** Both are of dates whose order is open, or have one shape. */
const isLike = (cell: DateCell | null, leading: DateCell | undefined): boolean =>
  leading?.open ? cell?.open !== null : cell?.key === leading?.key;

/** The formats seen, most frequent first, then the clock times that other rows may have. */
const formatsOf = (cells: readonly DateCell[], order: DateOrder): Pick<DateReading, 'formats' | 'label'> => {
  const byCount = byFrequency(cells);
  const written = byCount.map(cell => cell.format(order));
  const plausible = byCount.flatMap(cell => cell.variants(order));
  const known = [...written, ...plausible].map(({ format }) => format).filter(format => format !== null);
  const formats = [...new Set(known)];
  return { formats: shortYearsFirst(formats), label: written[0]?.label ?? '' };
};

/** `%Y` also takes two digits (10 becomes the year 10), `%y` never takes four: so two-digit years are tried first. */
const shortYearsFirst = (formats: readonly string[]): readonly string[] =>
  formats.toSorted((one, other) => Number(other.includes('%y')) - Number(one.includes('%y')));

/** What the note is about: dates whose order is open, else the most frequent shape that is read by a format. */
const leadingCell = (cells: readonly DateCell[], order: DateOrder): DateCell | undefined =>
  cells.find(({ open }) => open !== null) ??
  byFrequency(cells).toSorted((one, other) => Number(isOther(one, order)) - Number(isOther(other, order)))[0];

/** Ways that no format reads are counted once all rows were read; they have a sentence of their own. */
const isOther = (cell: DateCell, order: DateOrder): boolean => cell.format(order).format === null;

const noteOf = (cells: readonly DateCell[], order: DateOrder, example: string): string => {
  const leading = leadingCell(cells, order);
  if (leading === undefined) return '';
  const words = leading.open === null ? leading.format(order).label : DATE_ORDER_WORDS[order];
  const ways = new Set(cells.filter(cell => !isOther(cell, order)).map(({ way }) => way));
  ways.delete(leading.way);
  const others = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
    [...ways].map(way => DATE_WAY_WORDS[way]),
  );
  return [`Dates read as ${words} (${example}).`, ...(others === '' ? [] : [`Some are written ${others}.`])].join(' ');
};

const assumptionOf = (
  cells: readonly DateCell[],
  texts: readonly string[],
  choice: OrderChoice,
  example: string,
): DateAssumption | null => {
  if (choice.assumedBecause === null) return null;
  const { order, assumedBecause, isKnown } = choice;
  const other = otherOrder(order);
  const note =
    `Dates such as ${example} were read as ${DATE_ORDER_WORDS[order]}, but could be ${DATE_ORDER_WORDS[other]}: no day above 12 ` +
    `occurs. Assumed because ${assumedBecause}. If that is wrong, export dates as 2026-01-31. In the terminal, --dates ${other} reads them the other way.`;
  return {
    note,
    order,
    isKnown,
    examples: openExamples(texts),
    alternative: {
      ...formatsOf(cells, other),
      others: { order: other, turn: true },
      note: noteOf(cells, other, example),
    },
  };
};

const MOST_EXAMPLES = 3;

/** The first cells that have two readings, each once. */
const openExamples = (texts: readonly string[]): readonly string[] => {
  const examples = new Set<string>();
  for (const text of texts) {
    if (examples.size === MOST_EXAMPLES) break;
    if (readDate(text)?.open) examples.add(text);
  }
  return [...examples];
};
