import type { CutRule, Scheme } from './scheme.ts';

const QUARTERS: CutRule = { cuts: { shares: [0.25, 0.5, 0.75], plus: 0 }, onCut: 'below', smallestIsBelow: false };

/** braze-inc/braze-docs, rfm_segments.md ("RFM SQL segments"): scores 0 to 3 over at most the last 60 days. */
export const BRAZE = {
  id: 'braze',
  name: 'Braze',
  source: 'Braze documentation, RFM SQL segments, with the longest time range that it takes',
  scoring:
    'Scores 0 to 3 by quarters of the customers with an order in the last 60 days, and by those orders only; the first segment that fits counts.',
  assumption:
    'Braze does not publish where its cuts are: here they are quarters, and customers who are equal get the same, lower score.',
  needs: null,
  rule: {
    lowest: 0,
    highest: 3,
    recency: QUARTERS,
    frequency: QUARTERS,
    monetary: QUARTERS,
    purchases: 'orders',
    windowDays: 60,
  },
  groups: [
    { name: 'Champions', cells: { R: [3, 3], F: [2, 3], M: [2, 3] } },
    { name: 'Loyal Users', cells: { R: [2, 3], F: [2, 3], M: [1, 3] } },
    { name: 'Potential Loyalists', cells: { R: [3, 3], F: [1, 3], M: [1, 3] } },
    { name: 'Promising', cells: { R: [3, 3], F: [0, 3], M: [1, 3] } },
    { name: 'New Customer', cells: { R: [3, 3], F: [0, 3], M: [0, 3] } },
    { name: 'Needing Attention', cells: { R: [2, 3], F: [0, 3], M: [0, 3] } },
    { name: 'Cannot Lose Them', cells: { R: [0, 1], F: [2, 3], M: [2, 3] } },
    { name: 'At Risk', cells: { R: [0, 1], F: [1, 3], M: [1, 3] } },
    { name: 'About to Sleep', cells: { R: [1, 1], F: [0, 3], M: [0, 3] } },
    { name: 'Hibernating', cells: { R: [0, 0], F: [0, 2], M: [0, 3] } },
  ],
} as const satisfies Scheme;
