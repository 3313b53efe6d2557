import { describe, expect, it } from 'vitest';
import { budgetText } from '../../../src/terminal/insight/budget-text.ts';
import { concentrationText } from '../../../src/terminal/insight/concentration-text.ts';
import { visibleLength, WIDTH } from '../../../src/terminal/layout.ts';
import { fixtureInsight } from '../../charts/fixture-insight.ts';
import { FOUR, fixtureReport, manyProfiles } from '../../charts/fixture-report.ts';

const same = (text: string): string => text;
const PLAIN = { bold: same, dim: same, warn: same };

/** Both topics of a report with so many segments. */
const texts = (segments: number, revenue?: number): readonly string[] => {
  const profiles = segments === FOUR.length ? FOUR : manyProfiles(segments);
  const report = fixtureReport({ profiles, ...(revenue === undefined ? {} : { revenue }) });
  const { budget, concentration } = fixtureInsight(report);
  return [...concentrationText(concentration, report, PLAIN), ...budgetText(budget, report, PLAIN)];
};

describe('the terminal on concentration and budget', () => {
  it('what the best customers bring, in a table', () => {
    expect(texts(4)).toEqual(
      expect.arrayContaining([
        '  Best customers  Customers    Revenue  Share of revenue',
        '  Best 1 %               44    264,678             3.0 %',
        '  All                 4,338  8,911,408           100.0 %',
      ]),
    );
  });

  it('what each segment brings and puts at stake; where its customers stand', () => {
    const lines = texts(4);
    const [shares, medians] = lines.filter(line => line.trimStart().startsWith('Champions '));
    expect(shares!.trim().split(/ {2,}/).slice(0, 3)).toEqual(['Champions', '16.5 %', '65.0 %']);
    expect(medians!.trim().split(/ {2,}/)).toEqual(['Champions', '8', '10', '3,734']);
  });

  it.each([
    [0, 0],
    [2, 5],
    [4, 8_911_407.9],
    [12, 1e12],
  ])('fits into 80 columns: %i segments, %d of revenue', (segments, revenue) => {
    expect(texts(segments, revenue).filter(line => visibleLength(line) > WIDTH)).toEqual([]);
  });

  it('without segments there is a sentence instead of tables', () => {
    expect(texts(0).slice(-2)).toEqual([
      'WHERE A BUDGET WOULD GO',
      '  There are too few customers for segments, and so for a budget by segment.',
    ]);
  });
});
