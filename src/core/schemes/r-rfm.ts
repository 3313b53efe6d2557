import type { CutRule, Scheme } from './scheme.ts';

/** Cut points of the package (R/utils.R): quantiles plus 1, a value on a cut belongs above it. */
export const R_RFM_CUTS: CutRule = {
  cuts: { shares: [0.2, 0.4, 0.6, 0.8], plus: 1 },
  onCut: 'above',
  smallestIsBelow: false,
};

/** rsquaredacademy/rfm 0.3.0: the example of `rfm_segment()` and of the introduction (vignettes/rfm-introduction.Rmd). */
export const R_RFM = {
  id: 'r-rfm',
  name: 'R rfm',
  source: 'R package rfm 0.3.0, the segments of its introduction',
  scoring:
    'Scores 1 to 5 by fifths of your customers; every row counts as a purchase; the first segment that fits counts.',
  assumption: null,
  needs: null,
  rule: {
    lowest: 1,
    highest: 5,
    recency: R_RFM_CUTS,
    frequency: R_RFM_CUTS,
    monetary: R_RFM_CUTS,
    purchases: 'rows',
    windowDays: null,
  },
  groups: [
    { name: 'Champions', cells: { R: [5, 5], F: [5, 5], M: [5, 5] } },
    { name: 'Potential Loyalist', cells: { R: [3, 5], F: [3, 5], M: [2, 5] } },
    { name: 'Loyal Customers', cells: { R: [2, 4], F: [2, 4], M: [2, 4] } },
    { name: 'Promising', cells: { R: [3, 4], F: [1, 3], M: [3, 5] } },
    { name: 'New Customers', cells: { R: [4, 5], F: [1, 3], M: [1, 5] } },
    { name: "Can't Lose Them", cells: { R: [1, 2], F: [3, 4], M: [4, 5] } },
    { name: 'At Risk', cells: { R: [1, 2], F: [2, 5], M: [4, 5] } },
    { name: 'Need Attention', cells: { R: [1, 3], F: [3, 5], M: [3, 5] } },
    { name: 'About To Sleep', cells: { R: [2, 3], F: [1, 3], M: [1, 4] } },
    { name: 'Lost', cells: { R: [1, 1], F: [1, 5], M: [1, 5] } },
  ],
} as const satisfies Scheme;
