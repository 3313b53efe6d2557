import { describe, expect, it } from 'vitest';
import { dueNow, type Schedule } from '../../src/digests/missed.ts';

const at = (iso: string): number => Date.parse(iso);

const MONDAYS: Schedule = {
  id: 'd1',
  cadence: { every: 'week', weekday: 1, hour: 9, minute: 0 },
  timeZone: 'Europe/London',
  nextDueAt: at('2026-10-19T08:00Z'),
  pausedBecause: null,
};

describe('What is due now', () => {
  it('is nothing before the due time', () => {
    expect(dueNow(MONDAYS, at('2026-10-19T07:59:59.999Z'))).toBeNull();
  });

  it('is the digest from its due time on', () => {
    const due = {
      dueAt: at('2026-10-19T08:00Z'),
      nextDueAt: at('2026-10-26T09:00Z'),
      key: 'digest:d1:1792396800000',
    };
    expect(dueNow(MONDAYS, at('2026-10-19T08:00Z'))).toEqual(due);
    expect(dueNow(MONDAYS, at('2026-10-26T08:59Z'))).toEqual(due);
  });

  it('is one digest, the latest, where several were missed across a change of the clock', () => {
    expect(dueNow(MONDAYS, at('2026-11-04T12:00Z'))).toEqual({
      dueAt: at('2026-11-02T09:00Z'),
      nextDueAt: at('2026-11-09T09:00Z'),
      key: 'digest:d1:1793610000000',
    });
  });

  it('is found again under the same key until the next due time is stored', () => {
    const keys = ['2026-11-02T09:00Z', '2026-11-04T12:00Z', '2026-11-09T08:59Z'].map(
      now => dueNow(MONDAYS, at(now))?.key,
    );
    expect(new Set(keys).size).toBe(1);
  });

  it('is nothing while the digest is paused', () => {
    expect(dueNow({ ...MONDAYS, pausedBecause: 'the channel is archived' }, at('2027-01-01T00:00Z'))).toBeNull();
  });

  it('takes no time after years', () => {
    const daily: Schedule = { ...MONDAYS, cadence: { every: 'day', hour: 9, minute: 0 } };
    expect(dueNow(daily, at('2036-06-01T12:00Z'))?.dueAt).toBe(at('2036-06-01T08:00Z'));
  });
});
