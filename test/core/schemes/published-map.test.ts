import { describe, expect, test } from 'vitest';
import { agreementOfMaps, rfmGroupsIn } from '../../../src/core/published-map.ts';
import { adjustedRandIndex } from '../../../src/core/rand-index.ts';
import { agreementWords, indexWords } from '../../../src/core/words/published-map.ts';
import { mapOf } from './example-map.ts';

describe('a published map beside the RFM groups', () => {
  const map = mapOf('r-rfm', {
    cells: [
      { place: 0, group: 'champions', customers: 30 },
      { place: 1, group: 'loyal', customers: 40 },
      { place: 1, group: 'champions', customers: 10 },
      { place: 9, group: 'lost', customers: 18 },
      { place: null, group: 'new', customers: 2 },
    ],
    unplaced: [{ scores: { R: 5, F: 4, M: 1 }, customers: 2 }],
  });

  test('all segments in the order of the publisher, also empty ones; who is in none stands apart', () => {
    expect(map.groups.map(({ name, customers }) => [name, customers])).toEqual([
      ['Champions', 30],
      ['Potential Loyalist', 50],
      ['Loyal Customers', 0],
      ['Promising', 0],
      ['New Customers', 0],
      ["Can't Lose Them", 0],
      ['At Risk', 0],
      ['Need Attention', 0],
      ['About To Sleep', 0],
      ['Lost', 18],
    ]);
    expect(map.unassigned).toEqual({
      ...{ customers: 2, orders: 2, revenue: 20, outsideWindow: 0 },
      scores: [{ code: '541', customers: 2 }],
    });
  });

  test('the matrix holds every customer once', () => {
    expect(map.agreement).toHaveLength(11);
    expect(map.agreement.at(-1)).toMatchObject({ group: null, byRfmGroup: { new: 2, champions: 0 } });
    const counts = map.agreement.flatMap(({ byRfmGroup }) => Object.values(byRfmGroup));
    expect(counts).toHaveLength(11 * 11);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100);
  });

  test('groups of a segment, most customers first', () => {
    expect(rfmGroupsIn(map.agreement[1]!)).toEqual([
      { group: 'loyal', name: 'Loyal', share: 0.8 },
      { group: 'champions', name: 'Champions', share: 0.2 },
    ]);
    expect(rfmGroupsIn(map.agreement[2]!)).toEqual([]);
  });

  test('agreement is the adjusted Rand index, by hand', () => {
    const pairs = (n: number): number => (n * (n - 1)) / 2;
    const together = pairs(30) + pairs(40) + pairs(10) + pairs(18) + pairs(2);
    const [rows, columns] = [
      pairs(30) + pairs(50) + pairs(18) + pairs(2),
      pairs(40) + pairs(40) + pairs(18) + pairs(2),
    ];
    const chance = (rows * columns) / pairs(100);
    expect(map.adjustedRand).toBeCloseTo((together - chance) / ((rows + columns) / 2 - chance), 12);
    expect(agreementWords(map)).toBe(
      `The R rfm map and Tranche's RFM groups agree by ${map.adjustedRand.toFixed(2)} (adjusted Rand index: 1 would be the same groups under other names, 0 what chance gives).`,
    );
  });
});

describe('what is said of it', () => {
  const champions = { place: 0, group: 'champions', customers: 975 } as const;
  const none = (customers: number) => ({ place: null, group: 'lost', customers }) as const;

  test('customers in no segment, by their scores', () => {
    const scores = ['215', '241', '251', '252', '341', '351'].map((code, index) => {
      const [R, F, M] = [...code].map(Number);
      return { scores: { R: R!, F: F!, M: M! }, customers: index === 0 ? 20 : 1 };
    });
    expect(mapOf('r-rfm', { cells: [champions, none(25)], unplaced: scores }).notes).toEqual([
      'The R rfm map leaves 25 customers (2.5 %, 2.5 % of revenue) in no segment: scores that it has no segment for (R F M 215: 20, 241: 1, 251: 1, 252: 1, 341: 1 and 1 more).',
    ]);
  });

  test('customers without an order in the time that the map looks at', () => {
    const unplaced = [
      { scores: null, customers: 24 },
      { scores: { R: 0, F: 3, M: 0 }, customers: 1 },
    ];
    expect(mapOf('braze', { cells: [champions, none(25)], unplaced }).notes[0]).toBe(
      'The Braze map leaves 25 customers (2.5 %, 2.5 % of revenue) in no segment: 24 with no order in the last 60 days, all that it looks at; 1 with scores that it has no segment for (R F M 030: 1).',
    );
  });

  test('nobody but those without an order in that time', () => {
    const unplaced = [{ scores: null, customers: 25 }];
    expect(mapOf('braze', { cells: [champions, none(25)], unplaced }).notes[0]).toBe(
      'The Braze map leaves 25 customers (2.5 %, 2.5 % of revenue) in no segment: no order in the last 60 days, all that it looks at.',
    );
  });

  test('nobody is left out', () => {
    expect(mapOf('r-rfm', { cells: [champions] }).notes).toEqual(['Every customer has a segment on the R rfm map.']);
  });

  test('segments that nobody can be in', () => {
    expect(mapOf('putler', { cells: [champions] }).notes).toContain(
      "Nobody can be in Recent Customers, Promising, Can't Lose Them or Lost: with scores from 1 to 5, segments above take all their customers.",
    );
  });

  test('what Klaviyo asks of a shop, where this one does not have it', () => {
    const needs = (customers: number, firstOrder: string) =>
      mapOf('klaviyo', { cells: [{ ...champions, customers }] }, firstOrder).notes.filter(note => /itself/.test(note));
    expect(needs(500, '2011-06-13T12:50:00')).toEqual([]);
    const said = 'Klaviyo itself shows this map from 500 customers and 180 days of orders on; here are';
    expect(needs(499, '2011-06-13T12:50:00')).toEqual([`${said} 499 customers and 180 days.`]);
    expect(needs(500, '2011-06-13T12:50:01')).toEqual([`${said} 500 customers and 179 days.`]);
  });
});

test.each([
  [0.346, '0.35'],
  [1, '1.00'],
  [-0.064, '−0.06'],
  [-0.004, '0.00'],
])('an index of %d is said as %s', (index, words) => expect(indexWords(index)).toBe(words));

test('maps agree each with each: with themselves by 1, with others by the index of their common table', () => {
  const schemes = [
    { id: 'klaviyo', name: 'Klaviyo' },
    { id: 'braze', name: 'Braze' },
  ] as const;
  const { maps, adjustedRand } = agreementOfMaps(schemes, [
    { group: 'champions', places: [0, 1], customers: 20 },
    { group: 'champions', places: [1, null], customers: 10 },
    { group: 'lost', places: [1, null], customers: 30 },
    { group: 'lost', places: [1, 2], customers: 5 },
  ]);
  expect(maps.map(({ name }) => name)).toEqual(['Tranche', 'Klaviyo', 'Braze']);
  const groupsByKlaviyo = adjustedRandIndex([
    [20, 10],
    [0, 35],
  ]);
  const groupsByBraze = adjustedRandIndex([
    [20, 10, 0],
    [0, 30, 5],
  ]);
  const klaviyoByBraze = adjustedRandIndex([
    [20, 0, 0],
    [0, 40, 5],
  ]);
  const expected = [
    [1, groupsByKlaviyo, groupsByBraze],
    [groupsByKlaviyo, 1, klaviyoByBraze],
    [groupsByBraze, klaviyoByBraze, 1],
  ];
  for (const [row, indices] of expected.entries()) {
    for (const [column, index] of indices.entries()) expect(adjustedRand[row]![column]).toBeCloseTo(index, 12);
  }
});
