import { expect, test } from 'vitest';
import { firstClicks } from '../../src/slack/double-clicks.ts';

test('the second of two clicks on the same thing is none, until three seconds have passed', () => {
  let now = 1_000;
  const isFirst = firstClicks(() => now);
  expect(isFirst('a')).toBe(true);
  expect(isFirst('b')).toBe(true);
  now += 2_999;
  expect(isFirst('a')).toBe(false);
  now += 1;
  expect(isFirst('a')).toBe(true);
  expect(isFirst('a')).toBe(false);
});

test('a click that counts for nothing does not make the wait longer', () => {
  let now = 0;
  const isFirst = firstClicks(() => now);
  const counted = [0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000].filter(at => {
    now = at;
    return isFirst('a');
  });
  expect(counted).toEqual([0, 3_000, 6_000]);
});
