import { describe, expect, test } from 'vitest';
import { NAME_PACKS } from '../../src/core/names/packs.ts';
import { AVOID } from '../../src/core/playbook/avoid.ts';
import { PLAYS } from '../../src/core/playbook/plays.ts';
import { actionsFor, avoidFor, budgetFor } from '../../src/core/playbook.ts';

const ROWS = Object.entries(NAME_PACKS).flatMap(([pack, rows]) =>
  rows.map(row => ({ row, label: `${pack}: ${row.name}` })),
);

describe.each(ROWS)('$label', ({ row }) => {
  test('has at least three different actions', () => {
    const titles = actionsFor(row).map(({ title }) => title);
    expect(titles.length).toBeGreaterThanOrEqual(3);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('says what not to spend if its customers are of low value, and only then', () => {
    if (row.at.value <= -0.3) expect(avoidFor(row)).toMatch(/^No /);
    else expect(avoidFor(row)).toBeNull();
  });
});

describe.each(Object.entries(PLAYS))('the play %s', (id, play) => {
  test('has its words, short enough to be read', () => {
    for (const text of Object.values(play)) expect(text).toMatch(/^\S(.*\S)?$/);
    const lengths = Object.fromEntries(Object.entries(play).map(([field, text]) => [field, text.length]));
    const limits = { title: 60, why: 160, channel: 80, offer: 120, timing: 120, kpi: 120, cost: 6 };
    const tooLong = Object.entries(limits).filter(([field, limit]) => lengths[field]! > limit);
    expect(tooLong).toEqual([]);
    expect(Object.keys(play)).toEqual(Object.keys(limits));
  });

  test('is recommended to somebody', () => {
    expect(ROWS.some(({ row }) => row.actions.some(action => action === id))).toBe(true);
  });
});

test('titles of plays are distinct', () => {
  const titles = Object.values(PLAYS).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

test('the best customers are never offered a price cut', () => {
  const offers = Object.values(NAME_PACKS).flatMap(([best]) =>
    actionsFor(best!).map(({ title, offer }) => title + offer),
  );
  const cuts = offers.filter(text => /\d+ % off/.test(text));
  // The friend's first order is the friend's.
  expect(cuts.filter(text => !text.includes('friend'))).toEqual([]);
});

test('each text on what not to spend is used and of readable length', () => {
  for (const [id, text] of Object.entries(AVOID)) {
    expect(ROWS.some(({ row }) => row.avoid === id)).toBe(true);
    expect(text).toMatch(/^\S.{40,158}\.$/);
  }
});

describe('the budget', () => {
  const hint = (revenueShare: number, atStakeShare: number) =>
    budgetFor({ revenueShare, atStakeShare, revenueAtStake: 0 }).hint;

  test('is the mean of both shares', () => {
    expect(budgetFor({ revenueShare: 0.6476, atStakeShare: 0.12, revenueAtStake: 1234.5 })).toEqual({
      revenueShare: 0.6476,
      atStakeShare: 0.12,
      revenueAtStake: 1234.5,
      suggestedShare: 0.3838,
      hint: '65 % of revenue and 12 % of the revenue at stake: start with about 38 % of the budget.',
    });
  });

  test('shows a decimal only below 1 %, and never rounds something to nothing', () => {
    expect(hint(0.0099, 0.004)).toBe(
      '1 % of revenue and 0.4 % of the revenue at stake: start with about 0.7 % of the budget.',
    );
    expect(hint(0.0002, 0.0004)).toBe(
      'less than 0.1 % of revenue and less than 0.1 % of the revenue at stake: start with less than 0.1 % of the budget.',
    );
  });

  test('speaks of none where nothing is at stake', () => {
    expect(hint(0.5, 0)).toBe('50 % of revenue and none of the revenue at stake: start with about 25 % of the budget.');
    expect(hint(0, 0)).toBe('0 % of revenue and none of the revenue at stake: start with 0 % of the budget.');
  });
});
