/** The sample store as it would be today: its past as one file, its last weeks one by one, as time passes. */
import { DEFAULT_SAMPLE_ROWS } from './sample-size.ts';
import { sampleStoreCsv } from './sample-store.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Monday, 5 January 1970. */
const FIRST_MONDAY = 4 * DAY_MS;
/** Enough to see movement for half a year; the past is a year and a half. */
const WEEKS_KEPT_BACK = 26;
/** The store's last Sunday but one day: its file ends on Saturday, 31 October 2026. */
const STORE_ENDS_WITH_MONDAY = Date.UTC(2026, 9, 26);
const SEED = 1;

export interface SampleWeeks {
  /** CSV, up to the last Sunday before `now`. */
  readonly beginning: string;
  /** CSV of each week after that, Monday to Sunday. */
  readonly weeks: readonly string[];
  /** Of the last order in the beginning by a customer with an id. */
  readonly customer: string;
}

/**
 * The same orders at any time, moved by whole weeks, so that weekdays stay what they are. Seasons do not.
 *
 * @param now epoch milliseconds
 */
export const sampleWeeks = (now: number): SampleWeeks => {
  const [header = '', ...rows] = [...sampleStoreCsv({ rows: DEFAULT_SAMPLE_ROWS, seed: SEED })]
    .join('')
    .trimEnd()
    .split('\n');
  // The store's last week has no Sunday, and is left out.
  const firstKeptBack = STORE_ENDS_WITH_MONDAY - WEEKS_KEPT_BACK * WEEK_MS;
  const thisMonday = now - ((((now - FIRST_MONDAY) % WEEK_MS) + WEEK_MS) % WEEK_MS);
  const shift = thisMonday - firstKeptBack;
  const parts: string[][] = Array.from({ length: WEEKS_KEPT_BACK + 1 }, () => [header]);
  for (const row of rows) {
    const week = Math.floor((dayOf(row) - firstKeptBack) / WEEK_MS) + 1;
    parts[Math.max(0, week)]?.push(moved(row, shift));
  }
  const [beginning = '', ...weeks] = parts.map(part => `${part.join('\n')}\n`);
  return { beginning, weeks, customer: lastCustomer(parts[0] ?? []) };
};

/** InvoiceDate as it is in the file, M/D/YYYY H:MM, between Quantity and UnitPrice. */
const DATE = /,(\d+)\/(\d+)\/(\d{4})(?= \d+:\d\d,)/;

const dayOf = (row: string): number => {
  const [, month, day, year] = DATE.exec(row) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
};

const moved = (row: string, shift: number): string =>
  row.replace(DATE, () => {
    const date = new Date(dayOf(row) + shift);
    return `,${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  });

const CUSTOMER = /,(\d+),[^,]+,[^,]+$/;

const lastCustomer = (rows: readonly string[]): string =>
  CUSTOMER.exec(rows.findLast(row => CUSTOMER.test(row)) ?? '')?.[1] ?? '';
