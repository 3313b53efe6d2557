import { expect, it } from 'vitest';
import { dayWords, monthAndYear, monthName } from '../../../src/core/words/dates.ts';

it('days and months as people write them', () => {
  expect(dayWords('2011-12-09T12:50:00')).toBe('9 Dec 2011');
  expect(dayWords('2026-01-31')).toBe('31 Jan 2026');
  expect(monthAndYear('2011-11')).toBe('Nov 2011');
  expect(monthName('2011-05')).toBe('May');
});

it('what is no date stays as it is', () => expect(dayWords('soon')).toBe('soon'));
