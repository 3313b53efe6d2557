import { describe, expect, it } from 'vitest';
import { movableClock, nextMondayAtNine } from '../../src/playground/clock.ts';

describe('The next Monday at nine', () => {
  it.each([
    ['in the middle of a week', Date.UTC(2026, 10, 25, 10), 'UTC', Date.UTC(2026, 10, 30, 9)],
    ['on Monday before nine', Date.UTC(2026, 10, 30, 8, 59), 'UTC', Date.UTC(2026, 10, 30, 9)],
    ['on Monday at nine', Date.UTC(2026, 10, 30, 9), 'UTC', Date.UTC(2026, 11, 7, 9)],
    ['east of Greenwich', Date.UTC(2026, 10, 25, 10), 'Europe/Berlin', Date.UTC(2026, 10, 30, 8)],
    [
      'in Kathmandu, by quarters of an hour',
      Date.UTC(2026, 10, 25, 10),
      'Asia/Kathmandu',
      Date.UTC(2026, 10, 30, 3, 15),
    ],
    ['when summer time ends between', Date.UTC(2026, 9, 22), 'Europe/Berlin', Date.UTC(2026, 9, 26, 8)],
    ['when summer time begins between', Date.UTC(2026, 2, 26), 'Europe/Berlin', Date.UTC(2026, 2, 30, 7)],
  ])('%s', (_, now, zone, monday) => {
    expect(nextMondayAtNine(now, zone)).toBe(monday);
  });
});

it('A clock that was moved on runs on, and never back', () => {
  let real = 1_000;
  const clock = movableClock(() => real);
  clock.moveTo(5_000);
  real += 10;
  expect(clock.now()).toBe(5_010);
  clock.moveTo(2_000);
  expect(clock.now()).toBe(5_010);
});
