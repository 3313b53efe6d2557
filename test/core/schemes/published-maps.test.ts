/** Every published map against what its publisher wrote, set down here once more in another form than in the code. */
import { describe, expect, test } from 'vitest';
import { SCHEMES } from '../../../src/core/schemes/all-schemes.ts';
import { BRAZE } from '../../../src/core/schemes/braze.ts';
import { KLAVIYO } from '../../../src/core/schemes/klaviyo.ts';
import { PUTLER } from '../../../src/core/schemes/putler.ts';
import { R_RFM } from '../../../src/core/schemes/r-rfm.ts';
import { allScores, groupId, neverReached, placeOf, type Scheme } from '../../../src/core/schemes/scheme.ts';

const levels = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const cells = (from: number, to: number) =>
  levels(from, to).flatMap(R => levels(from, to).flatMap(F => levels(from, to).map(M => ({ R, F, M }))));

type Cell = ReturnType<typeof cells>[number];

const codeOf = ({ R, F, M }: Cell): string => `${R}${F}${M}`;

/** Name of every cell by the code; `null` where there is none. */
const found = (scheme: Scheme, all: readonly Cell[]): Record<string, string | null> =>
  Object.fromEntries(
    all.map(cell => {
      const place = placeOf(scheme, cell);
      return [codeOf(cell), place === null ? null : scheme.groups[place]!.name];
    }),
  );

const expected = (all: readonly Cell[], name: (cell: Cell) => string | undefined): Record<string, string | null> =>
  Object.fromEntries(all.map(cell => [codeOf(cell), name(cell) ?? null]));

const namesIn = (map: Record<string, string | null>): Set<string | null> => new Set(Object.values(map));

const without = (map: Record<string, string | null>): string[] => Object.keys(map).filter(code => map[code] === null);

describe('R package rfm 0.3.0 (CRAN manual, example of rfm_segment)', () => {
  /** The vectors of the manual, as they stand there. */
  const names = [
    ...['Champions', 'Potential Loyalist', 'Loyal Customers', 'Promising', 'New Customers'],
    ...["Can't Lose Them", 'At Risk', 'Need Attention', 'About To Sleep', 'Lost'],
  ];
  const recency = { lower: [5, 3, 2, 3, 4, 1, 1, 1, 2, 1], upper: [5, 5, 4, 4, 5, 2, 2, 3, 3, 1] };
  const frequency = { lower: [5, 3, 2, 1, 1, 3, 2, 3, 1, 1], upper: [5, 5, 4, 3, 3, 4, 5, 5, 3, 5] };
  const monetary = { lower: [5, 2, 2, 3, 1, 4, 4, 3, 1, 1], upper: [5, 5, 4, 5, 5, 5, 5, 5, 4, 5] };
  const all = cells(1, 5);
  const map = found(R_RFM, all);

  test('all 125 cells', () => {
    expect(all).toHaveLength(125);
    expect(map).toEqual(
      expected(all, ({ R, F, M }) =>
        names.find(
          (_, i) =>
            R >= recency.lower[i]! &&
            R <= recency.upper[i]! &&
            F >= frequency.lower[i]! &&
            F <= frequency.upper[i]! &&
            M >= monetary.lower[i]! &&
            M <= monetary.upper[i]!,
        ),
      ),
    );
  });

  test('ten cells have no segment, Champions is one, Potential Loyalist takes 35', () => {
    expect(without(map)).toEqual(['215', '241', '251', '252', '341', '351', '441', '451', '541', '551']);
    expect(Object.values(map).filter(name => name === 'Champions')).toHaveLength(1);
    expect(Object.values(map).filter(name => name === 'Potential Loyalist')).toHaveLength(35);
  });
});

describe('Klaviyo (help, article 17797937793179)', () => {
  /** Row = R F, column = M 1, 2, 3. */
  const TABLE: Readonly<Record<string, readonly [string, string, string]>> = {
    33: ['Loyal', 'Champions', 'Champions'],
    32: ['Loyal', 'Loyal', 'Champions'],
    31: ['Recent', 'Recent', 'Recent'],
    23: ['At risk', 'Loyal', 'Loyal'],
    22: ['Needs attention', 'Recent', 'Recent'],
    21: ['At risk', 'At risk', 'Needs attention'],
    13: ['At risk', 'Needs attention', 'Needs attention'],
    12: ['Inactive', 'At risk', 'Needs attention'],
    11: ['Inactive', 'Inactive', 'Inactive'],
  };

  test('all 27 cells', () => {
    const all = cells(1, 3);
    expect(all).toHaveLength(27);
    expect(found(KLAVIYO, all)).toEqual(expected(all, ({ R, F, M }) => TABLE[`${R}${F}`]![M - 1]));
  });

  test('each cell is named once', () => {
    const codes = KLAVIYO.groups.flatMap(group => group.cells.codes);
    expect(new Set(codes).size).toBe(27);
    expect(codes).toHaveLength(27);
  });
});

describe('Putler (two copies of its chart)', () => {
  /** First match of the ranges by hand, row = R, columns FM 1, 1.5, 2, … 5. */
  const HALVES: Readonly<Record<number, string>> = {
    5: 'Po Po Po Po Lo Lo Ch Ch Ch',
    4: 'Po Po Po Po Lo Lo Ch Ch Ch',
    3: 'Po Po Po Po Lo Lo Lo Lo Lo',
    2: 'Sl Sl Ne Ne Lo Lo Lo Lo Lo',
    1: 'Hi Hi Ri Ri Ri Ri Ri Ri Ri',
  };
  /** The chart's own grid, row = R, columns FM 0 to 5. */
  const GRID: Readonly<Record<number, string>> = {
    5: 'Re Po Po Lo Ch Ch',
    4: 'Re Po Po Lo Ch Ch',
    3: 'Pr Po Po Lo Lo Lo',
    2: 'Sl Sl Ne Lo Lo Lo',
    1: 'Xx Hi Ri Ri Ri Ri',
    0: 'Xx Xx Ri Ri Ri Ri',
  };
  const NAMES: Readonly<Record<string, string>> = {
    Ch: 'Champions',
    Lo: 'Loyal Customers',
    Po: 'Potential Loyalist',
    Re: 'Recent Customers',
    Pr: 'Promising',
    Ne: 'Customers Needing Attention',
    Sl: 'About To Sleep',
    Ri: 'At Risk',
    Hi: 'Hibernating',
    Xx: 'Lost',
  };
  const nameAt = (row: string, column: number): string => NAMES[row.split(' ')[column]!]!;

  test('all 125 cells of scores 1 to 5', () => {
    const all = cells(1, 5);
    const map = found(PUTLER, all);
    expect(map).toEqual(expected(all, ({ R, F, M }) => nameAt(HALVES[R]!, F + M - 2)));
    expect(Object.values(map).filter(name => name === 'Loyal Customers')).toHaveLength(48);
  });

  test('all 36 cells of its own grid, scores 0 to 5', () => {
    const all = levels(0, 5).flatMap(R => levels(0, 5).map(FM => ({ R, F: FM, M: FM })));
    expect(all).toHaveLength(36);
    expect(found(PUTLER, all)).toEqual(expected(all, ({ R, F }) => nameAt(GRID[R]!, F)));
  });

  test('with scores 1 to 5 nobody can be in four of the eleven', () => {
    expect(neverReached(PUTLER)).toEqual(['Recent Customers', 'Promising', "Can't Lose Them", 'Lost']);
  });
});

describe('Braze (documentation, RFM SQL segments)', () => {
  /** The rows of the table there, R, F, M. */
  const TABLE = `
    Champions           | 3   | 2-3 | 2-3
    Loyal Users         | 2-3 | 2-3 | 1-3
    Potential Loyalists | 3   | 1-3 | 1-3
    Promising           | 3   | 0-3 | 1-3
    New Customer        | 3   | 0-3 | 0-3
    Needing Attention   | 2-3 | 0-3 | 0-3
    Cannot Lose Them    | 0-1 | 2-3 | 2-3
    At Risk             | 0-1 | 1-3 | 1-3
    About to Sleep      | 1   | 0-3 | 0-3
    Hibernating         | 0   | 0-2 | 0-3`;
  const rows = TABLE.trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()))
    .map(([name, ...ranges]) => ({ name: name!, patterns: ranges.map(range => new RegExp(`^[${range}]$`)) }));
  const all = cells(0, 3);
  const map = found(BRAZE, all);

  test('all 64 cells', () => {
    expect(all).toHaveLength(64);
    expect(map).toEqual(
      expected(
        all,
        ({ R, F, M }) => rows.find(({ patterns }) => [R, F, M].every((s, i) => patterns[i]!.test(String(s))))?.name,
      ),
    );
  });

  test('one cell has no segment', () => expect(without(map)).toEqual(['030']));
});

describe.each(SCHEMES)('$id', scheme => {
  test('its scores are one more than its cuts, and its cells are all of them', () => {
    const { lowest, highest, recency, frequency, monetary } = scheme.rule;
    for (const { cuts } of [recency, frequency, monetary]) {
      expect('fixed' in cuts ? cuts.fixed : cuts.shares).toHaveLength(highest - lowest);
    }
    expect(allScores(scheme.rule)).toEqual(cells(lowest, highest));
  });

  test('names and ids are unique; a name that nobody can get is known as such', () => {
    const ids = scheme.groups.map(groupId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    const reached = namesIn(found(scheme, allScores(scheme.rule)));
    const names = scheme.groups.map(({ name }) => name);
    expect(neverReached(scheme)).toEqual(names.filter(name => !reached.has(name)));
  });
});
