import { describe, expect, it } from 'vitest';
import { DEFAULT_SAMPLE_ROWS } from '../../src/sample/sample-size.ts';
import { sampleWeeks } from '../../src/sample/sample-weeks.ts';

const DAY = 86_400_000;
/** A Wednesday. */
const NOW = Date.UTC(2027, 4, 12, 15);
const THIS_MONDAY = Date.UTC(2027, 4, 10);

const daysOf = (csv: string): readonly number[] =>
  Array.from(csv.matchAll(/,(\d+)\/(\d+)\/(\d{4}) \d+:\d\d,/g), ([, month, day, year]) =>
    Date.UTC(Number(year), Number(month) - 1, Number(day)),
  );

describe('The sample store of today', () => {
  const { beginning, weeks, customer } = sampleWeeks(NOW);

  it('ends last Sunday', () => {
    expect(Math.max(...daysOf(beginning))).toBe(THIS_MONDAY - DAY);
  });

  it('goes on week by week, Monday to Sunday', () => {
    expect(weeks).toHaveLength(26);
    for (const [index, week] of weeks.entries()) {
      const days = daysOf(week);
      expect(Math.min(...days)).toBe(THIS_MONDAY + index * 7 * DAY);
      expect(Math.max(...days)).toBe(THIS_MONDAY + index * 7 * DAY + 6 * DAY);
    }
  });

  it('has every order of the store but those of its last, short week', () => {
    const rows = [beginning, ...weeks].map(csv => csv.trimEnd().split('\n').length - 1);
    const kept = rows.reduce((sum, count) => sum + count, 0);
    expect(kept).toBeLessThan(DEFAULT_SAMPLE_ROWS);
    expect(kept).toBeGreaterThan(DEFAULT_SAMPLE_ROWS * 0.98);
  });

  it('knows somebody to ask about', () => {
    expect(beginning).toContain(`,${customer},`);
    expect(customer).toMatch(/^\d+$/);
  });

  it('is the same whenever it is asked for in a week, and a week later the same, moved', () => {
    expect(sampleWeeks(THIS_MONDAY)).toEqual(sampleWeeks(THIS_MONDAY + 7 * DAY - 1));
    const dateless = (csv: string) => csv.replace(/,\d+\/\d+\/\d{4} /g, ',');
    expect(dateless(sampleWeeks(NOW + 7 * DAY).beginning)).toBe(dateless(beginning));
  });
});
