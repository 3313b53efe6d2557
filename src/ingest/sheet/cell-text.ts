/** Cells as text: what a CSV of the sheet would say, but exact. */
import type { TimeFormat } from './number-formats.ts';

const DAY_MS = 86_400_000;
/** Serial 1 is 1 January 1900. Serial 60 is the 29 February 1900 that never was; before it, days count from a day later. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);
const MISSING_LEAP_DAY = 60;
const LAST_SERIAL = 2_958_466;

const WHOLE = /^-?\d{1,15}$/;

/** A stored number as its shortest text that means the same double: 2.5499999999999998 is 2.55. */
export const numberText = (stored: string): string => {
  if (WHOLE.test(stored)) return stored;
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  const text = String(value);
  return text.includes('e') ? withoutExponent(value, text) : text;
};

const MOST_DECIMALS = 100;

const withoutExponent = (value: number, text: string): string => {
  const [digits = '', exponent = '0'] = text.split('e');
  if (Number(exponent) > 0) return BigInt(value).toString();
  const decimals = Math.min(MOST_DECIMALS, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
  return value.toFixed(decimals);
};

/** A number that is shown as a date: 2010-12-01, 2010-12-01 08:26:00, or 08:26:00 for less than a day. */
export const timeText = (stored: string, { clock, fractions }: TimeFormat, dates1904: boolean): string => {
  const serial = Number(stored);
  if (stored.trim() === '' || !(serial >= 0 && serial < LAST_SERIAL)) return numberText(stored);
  const unit = fractions ? 1 : 1_000;
  const ms = Math.round((serial * DAY_MS) / unit) * unit;
  if (clock && ms < DAY_MS) return iso(ms, fractions).slice(11);
  const epoch = dates1904 ? EPOCH_1904_MS : EPOCH_1900_MS + (serial < MISSING_LEAP_DAY ? DAY_MS : 0);
  const text = iso(epoch + ms, fractions);
  return ms % DAY_MS === 0 && !clock ? text.slice(0, 10) : text;
};

/** 2010-12-01 08:26:00 */
const iso = (ms: number, fractions: boolean): string => {
  const text = new Date(ms).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, fractions && ms % 1_000 !== 0 ? 23 : 19)}`;
};

const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/** Control characters are written as _x000D_ in workbooks. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
