/** Numbers of the investor pack: as texts on a page, as formats of a workbook. */
import type { Cell } from '../core/investor/document.ts';

type NumberKind = Exclude<Cell['kind'], 'text'>;

const formatted =
  (options: Intl.NumberFormatOptions) =>
  (value: number): string =>
    new Intl.NumberFormat('en-US', { signDisplay: 'negative', ...options }).format(value);

const digits = (count: number): Intl.NumberFormatOptions => ({
  minimumFractionDigits: count,
  maximumFractionDigits: count,
});
const wholeMoney = formatted(digits(0));
const cents = formatted(digits(2));
/** From here on cents tell nothing. */
const WITHOUT_CENTS = 1_000;

const TEXTS: Readonly<Record<NumberKind, (value: number) => string>> = {
  money: value => (Math.abs(value) < WITHOUT_CENTS ? cents : wholeMoney)(value),
  count: wholeMoney,
  decimal: cents,
  share: formatted({ style: 'percent', ...digits(1) }),
  change: formatted({ style: 'percent', ...digits(1), signDisplay: 'exceptZero' }),
};

export const cellText = (cell: Cell): string => {
  if (cell.kind === 'text') return cell.value;
  return cell.value === null ? '–' : TEXTS[cell.kind](cell.value);
};

/** As Excel writes them. */
export const EXCEL_FORMATS: Readonly<Record<NumberKind, string>> = {
  money: '#,##0.00',
  count: '#,##0',
  decimal: '0.00',
  share: '0.0%',
  change: '+0.0%;-0.0%;0.0%',
};
