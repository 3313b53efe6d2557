import type { DateReading, OrderFile, OtherDate } from '../core/order-file.ts';
import { DATE_ORDER_WORDS, DATE_WAY_WORDS } from '../core/words/written-dates.ts';
import type { OrderStore } from '../orders/order-store.ts';

/** The file with what its receipt says about dates, once all of them were read: how many in which other way. */
export const withDateCounts = async (store: OrderStore, file: OrderFile): Promise<OrderFile> => {
  const { dates } = file;
  if (dates.others === undefined) return file;
  const counts = await store.otherDates();
  const turned = counts.get('turned') ?? 0;
  const note = [dates.note, ...otherNotes(dates, counts)].join(' ');
  if (turned > 0)
    return { ...file, dates: { ...dates, note, mixed: mixedNote(dates.others, turned, await store.openDates()) } };
  if (dates.assumption === null) return { ...file, dates: { ...dates, note } };
  const concerned = `${dates.assumption.note} Either reading is possible for ${rows(await store.openDates())}.`;
  return { ...file, dates: { ...dates, note, assumption: { ...dates.assumption, note: concerned } } };
};

/** What the whole file is written in has its own sentence. */
const otherNotes = ({ formats }: DateReading, counts: ReadonlyMap<OtherDate, number>): readonly string[] => {
  const others = [...counts].filter(([kind], place) => kind !== 'turned' && (formats.length > 0 || place > 0));
  if (others.length === 0) return [];
  const listed = others.map(([kind, count]) => `${rows(count)} ${DATE_WAY_WORDS[kind as keyof typeof DATE_WAY_WORDS]}`);
  return [`Written otherwise, and read too: ${listed.join(', ')}.`];
};

const mixedNote = ({ order }: NonNullable<DateReading['others']>, turned: number, open: number): string => {
  const other = order === 'dmy' ? 'mdy' : 'dmy';
  const either =
    open === 0
      ? 'No other date could be either.'
      : `${rows(open)} could be either: read as ${DATE_ORDER_WORDS[order]}, like most.`;
  return `The dates are written in two ways: ${rows(turned)} can only be ${DATE_ORDER_WORDS[other]} and ${turned === 1 ? 'was' : 'were'} read so. ${either} If that is wrong, export all of them in one way. In the terminal, --dates ${order} leaves the others out.`;
};

const rows = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`;
