import { describe, expect, test } from 'vitest';
import { GROUPS_AT_STAKE, RFM_GROUPS, rfmGroup } from '../../src/core/rfm-groups.ts';

/** The design's table, section 3, written out once more: columns FM 1 to 5. */
const DESIGN_TABLE: Readonly<Record<number, readonly string[]>> = {
  5: ['New', 'Promising', 'Potential loyal', 'Loyal', 'Champions'],
  4: ['Promising', 'Promising', 'Potential loyal', 'Loyal', 'Champions'],
  3: ['About to sleep', 'About to sleep', 'Need attention', 'Need attention', 'Loyal'],
  2: ['Hibernating', 'Hibernating', 'At risk', 'At risk', "Can't lose"],
  1: ['Lost', 'Lost', 'At risk', 'At risk', "Can't lose"],
};

const SCORES = [1, 2, 3, 4, 5];
const CELLS = SCORES.flatMap(r => SCORES.flatMap(f => SCORES.map(m => ({ r, f, m }))));

/** "First rule: R ≥ 4 and F = 1 → New. Then" the table, with FM = ceil((F + M) / 2). */
const byDesign = ({ r, f, m }: { r: number; f: number; m: number }): string => {
  if (r >= 4 && f === 1) return 'New';
  return DESIGN_TABLE[r]![Math.ceil((f + m) / 2) - 1]!;
};

const nameOf = (id: string): string => RFM_GROUPS.find(group => group.id === id)!.name;

describe('RFM groups (design, section 3)', () => {
  test('all 125 cells are in the group of the table', () => {
    const expected = Object.fromEntries(CELLS.map(cell => [`${cell.r}${cell.f}${cell.m}`, byDesign(cell)]));
    const found = Object.fromEntries(CELLS.map(({ r, f, m }) => [`${r}${f}${m}`, nameOf(rfmGroup(r, f, m))] as const));
    expect(CELLS).toHaveLength(125);
    expect(found).toEqual(expected);
  });

  test('every group is reached by some cell, and there are eleven', () => {
    const reached = new Set(CELLS.map(({ r, f, m }) => rfmGroup(r, f, m)));
    expect(RFM_GROUPS).toHaveLength(11);
    expect([...reached].sort()).toEqual(RFM_GROUPS.map(group => group.id).sort());
  });

  test('half steps of FM are rounded up', () => {
    expect(rfmGroup(5, 4, 5)).toBe('champions');
    expect(rfmGroup(1, 2, 3)).toBe('at-risk');
    expect(rfmGroup(2, 5, 4)).toBe('cant-lose');
  });

  test('a first order that is recent makes a customer New, however much was spent', () => {
    expect(rfmGroup(4, 1, 5)).toBe('new');
    expect(rfmGroup(5, 1, 1)).toBe('new');
    expect(rfmGroup(3, 1, 5)).toBe('need-attention');
  });

  test('at stake are those who can still be kept, not those who are gone or doing well', () => {
    expect(GROUPS_AT_STAKE).toEqual(['need-attention', 'about-to-sleep', 'at-risk', 'cant-lose']);
  });
});
