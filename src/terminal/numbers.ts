/** Numbers as people write them. */

export const count = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: 0, signDisplay: 'negative' });

/** Money without cents from 1,000 on; a minus stays in front. */
export const money = (value: number): string => {
  const digits = Math.abs(value) >= 999.995 ? 0 : 2;
  return decimals(value, digits);
};

/** Money where there is no room for all digits: 12.35M, 1.20T. */
export const shortMoney = (value: number): string =>
  Math.abs(value) < 999.995
    ? money(value)
    : value.toLocaleString('en-US', { notation: 'compact', minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Money to the cent, for receipts. */
export const exactMoney = (value: number): string => decimals(value, 2);

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Medians of whole numbers can end in .5. */
export const median = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: Number.isInteger(value) ? 0 : 1 });

/** What rounds to zero has no minus. */
const decimals = (value: number, digits: number): string =>
  value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  });
