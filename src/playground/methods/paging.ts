/** Lists by pages, each with the cursor of the next. */
import { given } from './arguments.ts';
import { type Args, Refusal } from './method.ts';

const USUAL_LIMIT = 100;
const MOST = 1000;

interface Page<T> {
  readonly items: readonly T[];
  /** `next_cursor` is empty on the last page. */
  readonly response_metadata: { readonly next_cursor: string };
}

/** @throws {Refusal} `invalid_limit`, `invalid_cursor` */
export const pageOf = <T>(all: readonly T[], args: Args): Page<T> => {
  const limit = Number(given(args, 'limit') ?? USUAL_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new Refusal('invalid_limit');
  const start = startOf(given(args, 'cursor'));
  const end = start + limit;
  const next_cursor = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: all.slice(start, end), response_metadata: { next_cursor } };
};

const startOf = (cursor: string | null): number => {
  if (cursor === null) return 0;
  const start = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('latin1'))?.[1];
  if (start === undefined) throw new Refusal('invalid_cursor');
  return Number(start);
};
