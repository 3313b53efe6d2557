import { describe, expect, it } from 'vitest';
import { asOfNow, freshness, type RemindedDigest, reminderDue } from '../../src/digests/freshness.ts';

const at = (iso: string): number => Date.parse(iso);

describe('Freshness', () => {
  it('lasts seven days after the last order, to the millisecond', () => {
    expect(freshness('2026-11-02T09:00:00', at('2026-11-09T09:00Z'))).toEqual({ fresh: true, asOf: '2026-11-10' });
    expect(freshness('2026-11-02T09:00:00', at('2026-11-09T09:00Z') + 1)).toEqual({ fresh: false, daysAgo: 7 });
    expect(freshness('2011-12-09T12:50:00', at('2026-11-09T09:00Z'))).toEqual({ fresh: false, daysAgo: 5448 });
  });
});

describe('As of now', () => {
  const recency = (order: string, asOf: string): number =>
    Math.floor((at(`${asOf}T00:00Z`) - at(`${order}Z`)) / 86_400_000);

  it('keeps the orders of today and counts calendar days', () => {
    for (const now of ['2026-11-09T00:00Z', '2026-11-09T09:00Z', '2026-11-09T23:59:59.999Z']) {
      const asOf = asOfNow('2026-11-09T00:00:00', at(now));
      expect(asOf).toBe('2026-11-10');
      expect(recency('2026-11-09T00:00:01', asOf)).toBe(0);
      expect(recency('2026-11-09T23:59:59', asOf)).toBe(0);
      expect(recency('2026-11-08T23:59:59', asOf)).toBe(1);
      // A file without times: today's orders count as a day ago, as they do 24 hours after the last order.
      expect(recency('2026-11-09T00:00:00', asOf)).toBe(1);
    }
  });

  it('follows a shop whose clock is ahead of UTC into its tomorrow', () => {
    expect(asOfNow('2026-11-10T08:30:00', at('2026-11-09T22:00Z'))).toBe('2026-11-11');
  });

  it('is not moved by an order dated years ahead', () => {
    expect(asOfNow('2099-01-01T00:00:00', at('2026-11-09T09:00Z'))).toBe('2026-11-10');
  });
});

describe('The reminder', () => {
  /** Due on Mondays at 09:00 UTC, next on 9 November 2026. */
  const weekly: RemindedDigest = {
    cadence: { every: 'week', weekday: 1, hour: 9, minute: 0 },
    timeZone: 'UTC',
    nextDueAt: at('2026-11-09T09:00Z'),
    pausedBecause: null,
    remindedFor: null,
  };
  const OLD = '2026-11-01T20:00:00';

  it('comes from two days before a digest that would be stale, until then', () => {
    expect(reminderDue(weekly, OLD, at('2026-11-07T08:59:59Z'))).toBeNull();
    expect(reminderDue(weekly, OLD, at('2026-11-07T09:00Z'))).toBe(weekly.nextDueAt);
    expect(reminderDue(weekly, OLD, at('2026-11-09T08:59Z'))).toBe(weekly.nextDueAt);
    expect(reminderDue(weekly, OLD, at('2026-11-09T09:00Z'))).toBeNull();
  });

  it('does not come where the orders will still be fresh', () => {
    expect(reminderDue(weekly, '2026-11-02T09:00:00', at('2026-11-08T09:00Z'))).toBeNull();
    expect(reminderDue(weekly, '2026-11-02T08:59:59', at('2026-11-08T09:00Z'))).toBe(weekly.nextDueAt);
  });

  it('comes once per due time, and again before the next one', () => {
    const reminded = { ...weekly, remindedFor: weekly.nextDueAt };
    expect(reminderDue(reminded, OLD, at('2026-11-08T09:00Z'))).toBeNull();
    const aWeekLater = { ...reminded, nextDueAt: at('2026-11-16T09:00Z') };
    expect(reminderDue(aWeekLater, OLD, at('2026-11-14T09:00Z'))).toBe(aWeekLater.nextDueAt);
  });

  it('does not come while the digest is paused', () => {
    expect(reminderDue({ ...weekly, pausedBecause: 'paused' }, OLD, at('2026-11-08T09:00Z'))).toBeNull();
  });

  it('of a daily digest comes before the first stale one, not every day', () => {
    const daily = (nextDueAt: string, remindedFor: number | null = null): RemindedDigest => ({
      ...weekly,
      cadence: { every: 'day', hour: 9, minute: 0 },
      nextDueAt: at(nextDueAt),
      remindedFor,
    });
    // The last order is of the evening of the 1st: the digest of the 9th is the first stale one.
    const firstStale = at('2026-11-09T09:00Z');
    expect(reminderDue(daily('2026-11-07T09:00Z'), OLD, at('2026-11-07T08:00Z'))).toBeNull();
    expect(reminderDue(daily('2026-11-08T09:00Z'), OLD, at('2026-11-07T10:00Z'))).toBe(firstStale);
    expect(reminderDue(daily('2026-11-09T09:00Z', firstStale), OLD, at('2026-11-08T10:00Z'))).toBeNull();
    expect(reminderDue(daily('2026-11-10T09:00Z', firstStale), OLD, at('2026-11-09T10:00Z'))).toBeNull();
    expect(reminderDue(daily('2026-11-30T09:00Z', firstStale), OLD, at('2026-11-29T10:00Z'))).toBeNull();
    // New orders come on the 20th: reminded again before they are too old.
    expect(reminderDue(daily('2026-11-27T09:00Z', firstStale), '2026-11-20T10:00:00', at('2026-11-26T10:00Z'))).toBe(
      at('2026-11-28T09:00Z'),
    );
  });
});
