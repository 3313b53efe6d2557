/** Numbers as people read them in a picture or a message: short, with the unit. English; the report has no other language. */
const LOCALE = 'en';
const counts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const compacts = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumSignificantDigits: 3 });
/** Decimals only where there are fewer than three digits before them. */
const FULL = { maximumSignificantDigits: 3, maximumFractionDigits: 0, roundingPriority: 'morePrecision' } as const;
const fulls = new Intl.NumberFormat(LOCALE, FULL);

/** 1,178 */
export const count = (value: number): string => counts.format(value);

/** A figure that can have a fraction, such as a median: "3", "31.5", "1,234". */
export const decimal = (value: number): string => decimals.format(value);

/** From here on a number is shortened: 9,876 is read as fast as 9.88K and says more. */
const SHORTENED_FROM = 10_000;

/** 1,178; 5.79M; 0.05 */
export const compact = (value: number): string => (Math.abs(value) < SHORTENED_FROM ? fulls : compacts).format(value);

/** A count of things with its noun: "1 customer", "1,178 customers". */
export const counted = (value: number, singular: string, plural = `${singular}s`): string =>
  `${count(value)} ${Math.round(value) === 1 ? singular : plural}`;

/** A share of 1: "65%", "0.4%" below one percent, "<0.1%" where even that would read as nothing. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const value = share * 100;
  if (value === 0) return '0%';
  if (Math.abs(value) < 0.05) return '<0.1%';
  if (Math.abs(value) < 0.95) return `${value.toFixed(1)}%`;
  if (value > 99.5 && value < 100) return '>99%';
  return `${Math.round(value)}%`;
}

/** A share of 1 to a tenth of a percent: "2.8 %", "35 %". */
export const exactPercent = (share: number): string => `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;

const CENTS = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;

/** €3,734; €7.90; CHF 5.8M; 1.2M where the file names no currency. */
export function money(value: number, currency: string | null): string {
  const { notation, maximumSignificantDigits, ...unit } = moneyFormat(currency);
  const cents = Math.round(Math.abs(value) * 100);
  const full = cents < 10_000 && cents % 100 !== 0 ? CENTS : FULL;
  const short = Math.abs(value) < SHORTENED_FROM ? full : { notation, maximumSignificantDigits };
  return new Intl.NumberFormat(LOCALE, { ...unit, ...short } as Intl.NumberFormatOptions).format(value);
}

/** €3,734.50: to the cent, where amounts are held against each other. */
export const exactMoney = (value: number, currency: string | null): string => {
  const unit = isCurrencyCode(currency) ? ({ style: 'currency', currency } as const) : {};
  return new Intl.NumberFormat(LOCALE, { ...unit, ...CENTS }).format(value);
};

/** €3K: the same length for all ticks of an axis. */
export const moneyTick = (value: number, currency: string | null): string =>
  new Intl.NumberFormat(LOCALE, moneyFormat(currency)).format(value);

/** The format of `moneyTick` as plain options of Intl.NumberFormat, which any Chart.js takes. */
export function moneyFormat(currency: string | null): Intl.NumberFormatOptions {
  const short = { notation: 'compact', maximumSignificantDigits: 3 } as const;
  return isCurrencyCode(currency) ? { ...short, style: 'currency', currency } : short;
}

/** Other spellings of a currency ("Euro", "£") are not valid for Intl.NumberFormat, which would throw. */
const isCurrencyCode = (currency: string | null): currency is string =>
  currency !== null && /^[A-Z]{3}$/.test(currency);

/** A few z units: "+1.2", "−0.8" with a real minus sign. */
export const signed = (value: number): string => {
  const rounded = Math.abs(value).toFixed(1);
  if (rounded === '0.0') return '0.0';
  return `${value < 0 ? '−' : '+'}${rounded}`;
};

const MEGABYTE = 1_000_000;

/** "12 kB" or "3 MB", kilobytes of 1,000 bytes, rounded up. */
export const byteWords = (bytes: number): string =>
  bytes < MEGABYTE ? `${count(Math.ceil(bytes / 1_000))} kB` : `${count(bytes / MEGABYTE)} MB`;
