/** Dates that no strptime format reads: counts of seconds or days, and names of months in several languages. */

import { MONTH_NAMES } from '../core/month-names.ts';
import type { DateCell, DateWay } from './dates.ts';

type NumberWay = Extract<DateWay, 'epoch_seconds' | 'epoch_milliseconds' | 'serial'>;

const NUMBERS: readonly { readonly kind: NumberWay; readonly shape: RegExp }[] = [
  { kind: 'epoch_seconds', shape: /^1\d{9}(\.\d+)?$/ },
  { kind: 'epoch_milliseconds', shape: /^1\d{12}$/ },
  // From 1954 to 2119.
  { kind: 'serial', shape: /^[2-7]\d{4}([.,]\d+)?$/ },
];

/** What people call them. */
const LABELS: Readonly<Record<NumberWay | 'named', string>> = {
  epoch_seconds: 'Unix time in seconds',
  epoch_milliseconds: 'Unix time in milliseconds',
  serial: 'day numbers of a spreadsheet',
  named: 'day, month by name, year',
};

const NAMED: readonly RegExp[] = [
  /^(?:[a-z]{2,12}\.?,? +)?(?:le |el |il |den )?\d{1,2}(?:st|nd|rd|th|er|º|°|\.)?[ /.-]*(?:de |of )?(?<n>[a-z]{3,12})\.?,?[ /.-]*(?:de |del )?(?:\d{4}|\d{2})(?!\d)/,
  /^(?:[a-z]{2,12}\.?,? +)?(?<n>[a-z]{3,12})\.?[ -]\d{1,2}(?:st|nd|rd|th)?,?[ -]+\d{4}(?!\d)/,
  /^\d{4}[ /-](?<n>[a-z]{3,12})\.?[ /-]\d{1,2}(?!\d)/,
];

/** `null` for anything else. */
export const readOtherDate = (cell: string): DateCell | null => {
  const text = cell.trim();
  const number = NUMBERS.find(({ shape }) => shape.test(text));
  if (number !== undefined) return dateCell(number.kind);
  return isNamed(text) ? dateCell('named') : null;
};

const LONGEST = 60;

const isNamed = (text: string): boolean => {
  if (text.length > LONGEST) return false;
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return NAMED.some(shape => MONTH_NAMES.has(shape.exec(plain)?.groups?.n ?? ''));
};

const dateCell = (kind: keyof typeof LABELS): DateCell => ({
  key: kind,
  way: kind,
  open: null,
  dots: false,
  meridiem: false,
  format: () => ({ format: null, label: LABELS[kind] }),
  variants: () => [],
});
