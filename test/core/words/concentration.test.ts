import { expect, it } from 'vitest';
import type { Concentration } from '../../../src/core/insight/concentration.ts';
import { concentrationNote, concentrationSentences } from '../../../src/core/words/concentration.ts';
import { percent } from '../../../src/core/words/numbers.ts';

const FOUND: Concentration = {
  customers: 4338,
  gini: 0.7567,
  top: [{ percent: 1, customers: 44, revenue: 320, revenueShare: 0.32 }],
  half: { customers: 217, customerShare: 0.05 },
  curve: [],
};

it('what matters first', () => {
  expect(concentrationSentences(FOUND, percent)).toEqual([
    'Half of the revenue comes from 217 customers, 5% of all.',
    'The best 44 customers, one in a hundred, bring 32%: as much revenue is gone if they leave.',
    'The Gini coefficient is 0.76, on a scale from 0 (everybody spends the same) to 1 (one customer spends everything).',
  ]);
  expect(concentrationNote(FOUND)).toBeNull();
});

it('says why something is not there', () => {
  const nothing = { gini: null, top: [], half: null, curve: [] };
  expect(concentrationSentences({ customers: 1, ...nothing }, percent)).toEqual([
    '1 customer is too few to speak of concentration: it takes 20.',
  ]);
  expect(concentrationSentences({ customers: 25, ...nothing }, percent)).toEqual([
    'There is no revenue that could be concentrated.',
  ]);
  expect(concentrationNote({ ...FOUND, customers: 60, top: [] })).toBe(
    'The best hundredth of 60 customers would be a single one: it is left out.',
  );
});
