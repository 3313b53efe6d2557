import { expect, it } from 'vitest';
import type { Cadence } from '../../src/core/cadence.ts';
import { cadenceWords } from '../../src/core/cadence-words.ts';

const NINE = { hour: 9, minute: 0 } as const;
const monthly = (day: number): Cadence => ({ every: 'month', day, ...NINE });

it.each<[Cadence, string]>([
  [{ every: 'day', hour: 18, minute: 5 }, 'every day at 18:05'],
  [{ every: 'week', weekday: 1, ...NINE }, 'every Monday at 09:00'],
  [{ every: 'week', weekday: 7, ...NINE }, 'every Sunday at 09:00'],
  [monthly(1), 'on the 1st of every month at 09:00'],
  [monthly(2), 'on the 2nd of every month at 09:00'],
  [monthly(3), 'on the 3rd of every month at 09:00'],
  [monthly(11), 'on the 11th of every month at 09:00'],
  [monthly(22), 'on the 22nd of every month at 09:00'],
  [monthly(29), 'on the 29th of every month, in shorter months on the last day, at 09:00'],
  [monthly(31), 'on the last day of every month at 09:00'],
])('%j reads %s', (cadence, words) => expect(cadenceWords(cadence, null)).toBe(words));

it('names the zone where there is one', () =>
  expect(cadenceWords({ every: 'week', weekday: 1, ...NINE }, 'Europe/Berlin')).toBe(
    'every Monday at 09:00 (Europe/Berlin)',
  ));
