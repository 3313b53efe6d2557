import { expect, test } from 'vitest';
import { onceInAWhile } from '../../src/slack/double-clicks.ts';

/** Clicks at these moments on the same thing; gives those that counted. */
const countedOf = async (moments: readonly number[]): Promise<readonly number[]> => {
  let now = 0;
  const once = onceInAWhile(() => now);
  const counted: number[] = [];
  for (const at of moments) {
    now = at;
    await once('a', async () => counted.push(at));
  }
  return counted;
};

test('the second of two clicks on the same thing is none, until three seconds have passed', async () => {
  expect(await countedOf([1_000, 3_999, 4_000, 4_000])).toEqual([1_000, 4_000]);
});

test('a click that counts for nothing does not make the wait longer', async () => {
  expect(await countedOf([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000])).toEqual([0, 3_000, 6_000]);
});

test('clicks on two things are two, also at the same time', async () => {
  const once = onceInAWhile(() => 0);
  const counted: string[] = [];
  await Promise.all(['a', 'b', 'a'].map(what => once(what, async () => counted.push(what))));
  expect(counted).toEqual(['a', 'b']);
});

test('what could not be done is done at the next click', async () => {
  const once = onceInAWhile(() => 0);
  const full = async () => {
    throw new Error('disk full');
  };
  await expect(once('a', full)).rejects.toThrow('disk full');
  let done = 0;
  await once('a', async () => {
    done += 1;
  });
  expect(done).toBe(1);
});
