/** Numbers as people write them. */

export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Money without cents from 1,000 on; a minus stays in front. */
export const money = (value: number): string => {
  const digits = Math.abs(value) >= 1_000 ? 0 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

/** Money to the cent, for receipts. */
export const exactMoney = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Medians of whole numbers can end in .5. */
export const median = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: Number.isInteger(value) ? 0 : 1 });
