import { describe, expect, it } from 'vitest';
import { investorOf } from '../../../src/core/insight/investor.ts';
import { fixtureInsight } from '../../charts/fixture-insight.ts';
import { fixtureReport } from '../../charts/fixture-report.ts';

const report = fixtureReport();
const { retention, concentration } = fixtureInsight(report);

const row = (start: string, cluster: number | null, revenue: number) => ({
  ...{ start, cluster, revenue },
  ...{ orders: 10, activeCustomers: 5, newCustomers: 1 },
});

/** From the middle of Q1 2023 to the end of Q2 2024, nothing in Q3 2023. */
const found = investorOf({
  report: {
    segments: report.segments,
    totals: { ...report.totals, firstOrder: '2023-02-10T09:00:00', lastOrder: '2024-06-30T09:00:00' },
  },
  segments: report.segments.map(({ id }, cluster) => ({ id, cluster })),
  rows: [
    row('2023-01-01', null, 50),
    row('2023-04-01', null, 200),
    row('2023-04-01', 1, 60),
    row('2023-10-01', null, 100),
    row('2024-01-01', null, 90),
    row('2024-04-01', null, 150),
    row('2024-04-01', 0, 150),
  ],
  retention,
  concentration,
});

describe('quarters', () => {
  it('follow each other, also one without orders; not complete where the orders begin later', () => {
    expect(found.quarters.map(({ start, revenue, complete }) => [start, revenue, complete])).toEqual([
      ['2023-01-01', 50, false],
      ['2023-04-01', 200, true],
      ['2023-07-01', 0, true],
      ['2023-10-01', 100, true],
      ['2024-01-01', 90, true],
      ['2024-04-01', 150, true],
    ]);
  });

  it('are compared with the same one of the year before, where both are complete', () => {
    expect(found.quarters.map(({ changeOnYear }) => changeOnYear)).toEqual([null, null, null, null, null, -0.25]);
  });

  it('hold the segments in the order of the report', () => {
    expect(found.quarters[1]!.segments.map(({ segment, revenue }) => [segment, revenue])).toEqual([
      ['champions', 0],
      ['loyal', 60],
      ['lost', 0],
      ['new', 0],
    ]);
  });

  it('the best segment is the first of the report', () => {
    expect(found.bestSegment).toBe('champions');
  });
});
