import { seededRandom } from '../core/random.ts';
import { ExpectedError } from '../errors.ts';
import { LARGEST_SAMPLE, SMALLEST_SAMPLE } from './sample-size.ts';
import { StoreDays } from './store-days.ts';

const CHUNK_CHARACTERS = 64 * 1024;

export interface SampleStoreOptions {
  /** Records after the header, from `SMALLEST_SAMPLE` to `LARGEST_SAMPLE`. */
  readonly rows: number;
  /** Any whole number from 0 on; the same seed gives the same bytes. */
  readonly seed: number;
}

/**
 * The orders file of a made-up online store: two years up to 2026-10-31, sorted by time, as CSV in pieces of about
 * 64 KB that end with a row. ASCII, so that a character is a byte. Memory stays flat: only the customers (17 bytes
 * each, one per 64 rows), one day's visits and a few weeks' refunds are held.
 *
 * @throws {ExpectedError} `setting_invalid`, at the call and not at the first piece
 */
export const sampleStoreCsv = ({ rows, seed }: SampleStoreOptions): Iterable<string> => {
  requireWhole('rows', rows, SMALLEST_SAMPLE, LARGEST_SAMPLE);
  requireWhole('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  return pieces(rows, seed);
};

function* pieces(rowCount: number, seed: number): Generator<string> {
  const store = new StoreDays(rowCount, seededRandom(seed));
  for (const _ of store.live()) {
    if (store.rows.textLength >= CHUNK_CHARACTERS) yield store.rows.takeText();
  }
  if (store.rows.textLength > 0) yield store.rows.takeText();
}

const requireWhole = (setting: string, value: number, least: number, most: number): void => {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const allowed = `a whole number from ${least.toLocaleString('en-US')} to ${most.toLocaleString('en-US')}`;
  throw new ExpectedError('setting_invalid', { setting, value: String(value), allowed });
};
