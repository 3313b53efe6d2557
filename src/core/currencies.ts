/** Currencies as files write them: one place for whoever looks at cells and whoever reads them. */

/** ISO 4217 codes that shops trade in. */
const CURRENCY_CODES: readonly string[] =
  `AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GEL GHS HKD HRK HUF IDR ILS INR ISK JPY KES KRW KWD
  KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND XAF XOF
  ZAR`.split(/\s+/);

/**
 * Other ways to write them, upper case. A sign that several currencies share (`$`, `kr`, `¥`) stands for itself: what it
 * means is known only to the shop.
 */
export const CURRENCY_NAMES: Readonly<Record<string, string>> = {
  '€': 'EUR',
  EURO: 'EUR',
  EUROS: 'EUR',
  '£': 'GBP',
  US$: 'USD',
  CA$: 'CAD',
  C$: 'CAD',
  AU$: 'AUD',
  A$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  NT$: 'TWD',
  MX$: 'MXN',
  R$: 'BRL',
  '₹': 'INR',
  '₽': 'RUB',
  '₺': 'TRY',
  '₩': 'KRW',
  '₪': 'ILS',
  '฿': 'THB',
  '₫': 'VND',
  '₴': 'UAH',
  '₦': 'NGN',
  '₱': 'PHP',
  ZŁ: 'PLN',
  KČ: 'CZK',
  FT: 'HUF',
  LEI: 'RON',
  'ЛВ.': 'BGN',
  ЛВ: 'BGN',
  'FR.': 'CHF',
  'SFR.': 'CHF',
  'KR.': 'KR',
  'RS.': 'RS',
};

/** The code of a currency as a person or a file writes it; what is not known stays, in upper case. */
export const currencyCode = (written: string): string => {
  const upper = written.trim().toUpperCase();
  return CURRENCY_NAMES[upper] ?? upper;
};

/** What stands beside a figure, as a regular expression that JavaScript (flag u) and RE2 read alike; to be matched in any case. */
export const CURRENCY_MARK: string = [
  ...CURRENCY_CODES,
  'euros?',
  '[a-z]{0,2}\\p{Sc}',
  's?fr\\.',
  'kr\\.?',
  'rs\\.?',
  'zł',
  'kč',
  'ft',
  'lei',
  'лв\\.?',
].join('|');
