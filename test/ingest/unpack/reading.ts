import type { ReadingHints } from '../../../src/core/order-file.ts';
import { type ErrorCode, ExpectedError } from '../../../src/errors.ts';
import { cleanCopy } from '../../../src/ingest/clean-copy.ts';
import { inspectOrderFile } from '../../../src/ingest/inspect.ts';
import { strictRows } from '../strict-reader.ts';
import { inScratch, NO_HINTS, written } from '../written-file.ts';

/** What a file of this content is read as: all its rows, their numbers in front of them, and what is said about it. */
export const read = (content: string | Uint8Array, name: string, hints: Partial<ReadingHints> = {}) =>
  inScratch(async scratch => {
    const path = await written(scratch, content, 'given');
    const file = await inspectOrderFile({ path, name, hints: { ...NO_HINTS, ...hints }, scratch });
    const copy = await cleanCopy(file, scratch);
    return { ...file, rows: await strictRows(copy.path, file.columns.length + 1) };
  });

/** The problem that an attempt ends with; anything but a problem for people fails the test. */
export const refusal = async (attempt: Promise<unknown>): Promise<{ code: ErrorCode; facts: unknown }> => {
  const error = await attempt.then(
    () => null,
    thrown => thrown,
  );
  if (!(error instanceof ExpectedError)) throw error ?? new Error('nothing was refused');
  return { code: error.code, facts: error.facts };
};
