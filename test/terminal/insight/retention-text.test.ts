import { describe, expect, it } from 'vitest';
import { retentionOf } from '../../../src/core/insight/retention.ts';
import { retentionText } from '../../../src/terminal/insight/retention-text.ts';
import { visibleLength, WIDTH } from '../../../src/terminal/layout.ts';
import { fixtureReport } from '../../charts/fixture-report.ts';

const same = (text: string): string => text;
const PLAIN = { bold: same, dim: same, warn: same };

/** So many months from 2020 on, the last one half over, of which every customer orders in `share` of the months after. */
const shop = (months: number, customers: number, share: number) => {
  const starts = Array.from({ length: months }, (_, month) =>
    new Date(Date.UTC(2020, month, 1)).toISOString().slice(0, 10),
  );
  const report = fixtureReport({});
  const totals = {
    ...report.totals,
    firstOrder: `${starts[0]}T10:00:00`,
    lastOrder: `${starts.at(-1)!.slice(0, 8)}15T10:00:00`,
  };
  const retention = retentionOf({
    totals,
    activity: starts.flatMap(cohort =>
      starts
        .filter(month => month >= cohort)
        .map(month => ({ cohort, month, customers: month === cohort ? customers : customers * share })),
    ),
    secondOrders: starts.map(cohort => ({ cohort, month: cohort, customers, soon: customers })),
  });
  return retentionText(retention, report, PLAIN);
};

describe('the terminal on retention', () => {
  it('shares of every cohort beside each other, those of a month that is not over marked', () => {
    const lines = shop(4, 40, 0.25);
    const start = lines.findIndex(line => line.includes('First order'));
    expect(lines.slice(start, start + 5)).toEqual([
      '  First order  New   1    2    3',
      '  Jan 2020      40  25   25   25*',
      '  Feb 2020      40  25   25*',
      '  Mar 2020      40  25*',
      '  Apr 2020      40',
    ]);
  });

  it.each([
    [1, 5, 0],
    [3, 19, 1],
    [14, 40, 0.25],
    [40, 300_000, 1],
  ])('fits into 80 columns: %i months of %i new customers', (months, customers, share) => {
    expect(shop(months, customers, share).filter(line => visibleLength(line) > WIDTH)).toEqual([]);
  });

  it('says what a long history leaves out', () => {
    expect(shop(40, 40, 0.25)).toContain('  In --json: 27 earlier months.');
    expect(shop(13, 300_000, 1)).toContain('  In --json: later months.');
  });
});
