import { describe, expect, it } from 'vitest';
import type { Move } from '../../src/core/changes.ts';
import { RFM_GROUPS } from '../../src/core/rfm-groups.ts';
import { comparisonText } from '../../src/terminal/comparison-text.ts';
import { visibleLength } from '../../src/terminal/layout.ts';
import { SMALL_REPORT } from './small-report.ts';

const PLAIN = { bold: (text: string) => text, dim: (text: string) => text, warn: (text: string) => text };

const textOf = (moves: readonly Move[] | null): string => {
  const movement = moves && { since: '2026-10-03T00:00:00', until: '2026-11-02T00:00:00', moves };
  return comparisonText({ days: 30, movement, entered: [] }, SMALL_REPORT.totals, PLAIN);
};

const ids = RFM_GROUPS.map(({ id }) => id);
const everywhere = (customers: number): readonly Move[] =>
  [...ids, null].flatMap(from => ids.map(to => ({ from, to, customers, revenue: customers * 1_234.56 })));

describe('what moved, in the terminal', () => {
  it('says who is new, who slipped, and from where to where', () => {
    expect(
      textOf([
        { from: 'loyal', to: 'loyal', customers: 1_200, revenue: 900 },
        { from: 'loyal', to: 'at-risk', customers: 30, revenue: 100 },
        { from: null, to: 'loyal', customers: 4, revenue: 0 },
      ]),
    ).toBe(`WHAT MOVED IN 30 DAYS
  From 2 Oct 2026 to 1 Nov 2026: of 1,230 customers then, 30 are in another RFM
  group now. 4 customers ordered first since then.
  At risk: 30 customers slipped in, from Loyal (30). They have spent 100.00 so
  far, 10.0 % of all revenue.

  Customers      1   2   Then
  1 Loyal    1,200  30  1,230
  2 At risk      ·   ·      ·
  New since      4   ·      4
  Now        1,204  30  1,234

  Revenue, %    1   2  Then
  1 Loyal      90  10   100
  2 At risk     ·   ·     ·
  New since   0.0   ·   0.0
  Now          90  10   100

  A row says in which group customers were then, a column in which they are now;
  the columns are numbered like the rows. Both days are scored with the limits
  of the later one. Revenue is what the customers have spent up to now.
`);
  });

  it.each([1, 999, 12_345, 9_876_543])('of %d customers in every cell fits the width', customers => {
    for (const line of textOf(everywhere(customers)).split('\n')) expect(visibleLength(line)).toBeLessThanOrEqual(80);
  });

  it('says from when on there are orders', () => {
    expect(textOf(null)).toContain('no orders as old as that: the first one is of 2010-12-01');
  });
});
