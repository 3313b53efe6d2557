/** Shapes of dates in cells, and the strptime formats that read them. */
import type { OtherDate } from '../core/order-file.ts';

/** `dmy`, `mdy` and `ymd` say what the numbers of a date such as 3/5/24 mean. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export interface DateCell {
  /** Formats are equal where this is equal, once the order is known. */
  readonly key: string;
  readonly way: DateWay;
  /** The numbers of a date whose order is open; null where the shape says what they mean. */
  readonly open: readonly [number, number, number] | null;
  readonly dots: boolean;
  readonly meridiem: boolean;
  /** strptime format, `null` where none reads it, and how a person would write the shape. */
  readonly format: (order: DateOrder) => Omit<Written, 'format'> & { readonly format: string | null };
  /** The same day, written with each clock time that other rows of such a file plausibly have. */
  readonly variants: (order: DateOrder) => readonly Written[];
}

/** As people tell ways of writing a date apart: whatever the signs and the time. */
export type DateWay = Exclude<OtherDate, 'turned'>;

interface Written {
  readonly format: string;
  readonly label: string;
}

const DATE_PARTS: readonly { readonly kind: Kind; readonly shape: RegExp }[] = [
  { kind: 'ymd', shape: /^(?<y>\d{4})(?<s>[-/.])(?<a>\d{1,2})\k<s>(?<b>\d{1,2})(?!\d)/ },
  { kind: 'compact', shape: /^(?<y>(?:19|20)\d\d)(?<s>)(?<a>\d\d)(?<b>\d\d)(?=\D|$|\d{6}$)/ },
  { kind: 'open', shape: /^(?<a>\d{1,2})(?<s>[-/.])(?<b>\d{1,2})\k<s>(?<y>\d{4}|\d{2})(?!\d)/ },
  { kind: 'dayname', shape: /^(?<a>\d{1,2})(?<s>[- ])(?<n>[A-Za-z]{3,9})\k<s>(?<y>\d{4}|\d{2})(?!\d)/ },
  { kind: 'namedday', shape: /^(?<n>[A-Za-z]{3,9})(?<s> )(?<a>\d{1,2}),? (?<y>\d{4})(?!\d)/ },
];

type Kind = 'ymd' | 'compact' | 'open' | 'dayname' | 'namedday';

const WAYS: Readonly<Record<Kind, DateWay>> = {
  ymd: 'year_first',
  compact: 'compact',
  open: 'numeric',
  dayname: 'named',
  namedday: 'named',
};

const TIME_PART =
  /^(?<gap>T|,? +)(?<h>\d{1,2}):(?<min>\d\d)(?<sec>:\d\d)?(?<frac>\.\d{1,9})?(?<mer> ?[AaPp][Mm])?(?<zone> ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?$/;
const COMPACT_TIME = /^(?<h>\d\d)(?<min>\d\d)(?<sec>\d\d)$/;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const LONG_MONTHS = 'january february march april may june july august september october november december'.split(' ');

interface Groups {
  readonly [group: string]: string | undefined;
}

/** The date in a cell, or null. Numbers that cannot be a day and a month are no date. */
export const readDate = (cell: string): DateCell | null => {
  const text = cell.trim();
  for (const { kind, shape } of DATE_PARTS) {
    const match = shape.exec(text);
    if (match?.groups === undefined) continue;
    const rest = text.slice(match[0].length);
    const time = rest === '' ? {} : ((kind === 'compact' && COMPACT_TIME.exec(rest)) || TIME_PART.exec(rest))?.groups;
    if (time === undefined || !isClock(time)) return null;
    return isCalendar(kind, match.groups) ? dateCell(kind, match[0], match.groups, time) : null;
  }
  return null;
};

const isClock = ({ h = '0', min = '0', mer }: Groups): boolean =>
  Number(h) <= (mer === undefined ? 23 : 12) && Number(min) < 60;

const isCalendar = (kind: Kind, { a = '', b = '', n = '', y = '' }: Groups): boolean => {
  const first = Number(a);
  const second = Number(b);
  if (kind === 'ymd' || kind === 'compact') return first >= 1 && first <= 12 && second >= 1 && second <= 31;
  if (kind === 'open') return first >= 1 && second >= 1 && (first <= 31 || y.length === 2) && second <= 31;
  const month = n.toLowerCase();
  return first >= 1 && first <= 31 && (MONTHS.includes(month) || LONG_MONTHS.includes(month));
};

const dateCell = (kind: Kind, date: string, groups: Groups, time: Groups): DateCell => {
  const { a = '', b = '', s = '', y = '', n = '' } = groups;
  const clock = clockOf(time, kind);
  const iso = kind === 'ymd' && s !== '.' && isIsoClock(time);
  const year = y.length === 4 ? 'Y' : 'y';
  const long = n.length > 3;
  const written = (order: DateOrder): Written => DATE_WORDS[kind](s, year, order, long, date);
  const format = (order: DateOrder): Written => {
    const day = written(order);
    return { format: iso ? 'iso' : day.format + clock.format, label: day.label + clock.label };
  };
  const variants = (order: DateOrder): readonly Written[] => {
    if (iso) return [];
    const day = written(order);
    const clocks = clock.format === '' ? CLOCKS : clock.family;
    return clocks.map(other => ({ format: day.format + other.format, label: day.label + other.label }));
  };
  return {
    key: iso ? 'iso' : [kind, s, year, long, kind === 'namedday' && date.includes(','), clock.format].join(' '),
    way: WAYS[kind],
    open: kind === 'open' ? [Number(a), Number(b), Number(y)] : null,
    dots: s === '.',
    meridiem: time.mer !== undefined,
    format,
    variants,
  };
};

type DateWords = (s: string, year: 'Y' | 'y', order: DateOrder, long: boolean, date: string) => Written;

const ORDERED = { dmy: ['d', 'm', 'y'], mdy: ['m', 'd', 'y'], ymd: ['y', 'm', 'd'] } as const;

const DATE_WORDS: Readonly<Record<Kind, DateWords>> = {
  ymd: s => ({ format: `%Y${s}%m${s}%d`, label: `YYYY${s}MM${s}DD` }),
  compact: () => ({ format: '%Y%m%d', label: 'YYYYMMDD' }),
  open: (s, year, order) => ({
    format: ORDERED[order].map(part => `%${part === 'y' ? year : part}`).join(s),
    label: ORDERED[order].map(part => ({ d: 'D', m: 'M', y: year === 'Y' ? 'YYYY' : 'YY' })[part]).join(s),
  }),
  dayname: (s, year, _order, long) => ({
    format: `%d${s}${long ? '%B' : '%b'}${s}%${year}`,
    label: `D${s}${long ? 'MMMM' : 'MMM'}${s}${year === 'Y' ? 'YYYY' : 'YY'}`,
  }),
  namedday: (_s, _year, _order, long, date) => ({
    format: `${long ? '%B' : '%b'} %d${date.includes(',') ? ',' : ''} %Y`,
    label: `${long ? 'MMMM' : 'MMM'} D${date.includes(',') ? ',' : ''} YYYY`,
  }),
};

interface Clock extends Written {
  /** Clock times that other rows of the same file plausibly have. */
  readonly family: readonly Written[];
}

const NO_CLOCK: Written = { format: '', label: '' };
const CLOCKS: readonly Written[] = [
  NO_CLOCK,
  { format: ' %H:%M', label: ' H:MM' },
  { format: ' %H:%M:%S', label: ' H:MM:SS' },
];

const clockOf = (time: Groups, kind: Kind): Clock => {
  if (time.h === undefined) return { ...NO_CLOCK, family: CLOCKS };
  if (kind === 'compact' && time.gap === undefined) return { format: '%H%M%S', label: 'HHMMSS', family: [NO_CLOCK] };
  const gap = (time.gap ?? ' ').replace(/ +/, ' ');
  const meridiem = time.mer === undefined ? '' : time.mer.startsWith(' ') ? ' %p' : '%p';
  const zone = zoneOf(time.zone);
  const written = (seconds: string): Written => ({
    format: `${gap}${meridiem === '' ? '%H' : '%I'}:%M${seconds}${meridiem}${zone}`,
    label: `${gap}H:MM${seconds === '' ? '' : ':SS'}${meridiem.replace('%p', 'AM')}${(time.zone ?? '').replace(/[+-].*/, '+ZZZZ')}`,
  });
  const seconds = time.sec === undefined ? '' : time.frac === undefined ? ':%S' : ':%S.%f';
  return { ...written(seconds), family: [written(''), written(':%S'), NO_CLOCK] };
};

/** `%z` takes +0000, +02:00 and +00, but no letters; those are UTC and stand in the format as they are. */
const zoneOf = (zone: string | undefined): string => (zone === undefined ? '' : zone.replace(/[+-].*/, '%z'));

/** The engine's ISO parser takes no blank before an offset, no AM/PM and no offset behind minutes. */
const isIsoClock = ({ h, gap, mer, zone, sec }: Groups): boolean => {
  if (h === undefined) return true;
  if (mer !== undefined || gap?.includes(',')) return false;
  if (zone === undefined) return true;
  return sec !== undefined && (/^[Z+-]/.test(zone) || /^ (UTC|GMT)$/.test(zone));
};
