import { expect, it } from 'vitest';
import { BUDGET_NOTE } from '../../../src/core/words/budget.ts';

it('says whose revenue is at stake: that of groups, whatever the segment', () => {
  expect(BUDGET_NOTE).toMatch(
    /RFM groups .*\(Need attention, About to sleep, At risk.* and .+\), whatever their segment/,
  );
});
