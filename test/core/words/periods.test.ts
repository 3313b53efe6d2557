import { expect, it } from 'vitest';
import { newOnesWords, periodInSentence, periodWords } from '../../../src/core/words/periods.ts';

it('a period by itself and within a sentence', () => {
  expect([periodWords('month', '2010-12-01'), periodInSentence('month', '2010-12-01')]).toEqual([
    'Dec 2010',
    'Dec 2010',
  ]);
  expect(periodWords('week', '2010-12-06')).toBe('week of 6 Dec 2010');
  expect(periodInSentence('week', '2010-12-06')).toBe('the week of 6 Dec 2010');
});

it('how many of the customers are new', () => {
  expect([newOnesWords(1_200), newOnesWords(0)]).toEqual(['1,200 of them', 'none of them']);
});
