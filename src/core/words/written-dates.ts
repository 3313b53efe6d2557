/** How dates are written in a file, as people say it. */
import type { OtherDate } from '../order-file.ts';

export const DATE_WAY_WORDS: Readonly<Record<Exclude<OtherDate, 'turned'>, string>> = {
  epoch_seconds: 'as Unix time in seconds',
  epoch_milliseconds: 'as Unix time in milliseconds',
  serial: 'as day numbers of a spreadsheet',
  compact: 'as year, month and day without signs between them',
  year_first: 'with the year first',
  numeric: 'with another time or another sign between the numbers',
  named: 'with the month by its name',
};

export const DATE_ORDER_WORDS = { dmy: 'day/month/year', mdy: 'month/day/year', ymd: 'year/month/day' } as const;
