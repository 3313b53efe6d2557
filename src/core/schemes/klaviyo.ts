import type { CutRule, Scheme } from './scheme.ts';

const THIRDS: CutRule = { cuts: { shares: [0.33, 0.66], plus: 0 }, onCut: 'above', smallestIsBelow: true };

/** Klaviyo help, article 17797937793179: "Understanding scoring and customer groups in the RFM report", default scores. */
export const KLAVIYO = {
  id: 'klaviyo',
  name: 'Klaviyo',
  source: 'Klaviyo help, article 17797937793179, with its default scores',
  scoring:
    'Scores 1 to 3: recency 3 up to 180 days and 2 up to 365, orders and spend by thirds of your customers; each of the 27 combinations has a segment.',
  assumption:
    'Klaviyo does not publish what it does with customers who are equal: here a value at the border of two thirds counts for the upper one, and the smallest value is always a 1.',
  needs: { customers: 500, historyDays: 180 },
  rule: {
    lowest: 1,
    highest: 3,
    recency: { cuts: { fixed: [180, 365] }, onCut: 'below', smallestIsBelow: false },
    frequency: THIRDS,
    monetary: THIRDS,
    purchases: 'orders',
    windowDays: null,
  },
  groups: [
    { name: 'Champions', cells: { codes: ['333', '332', '323'] } },
    { name: 'Loyal', cells: { codes: ['321', '322', '331', '232', '233'] } },
    { name: 'Recent', cells: { codes: ['312', '313', '311', '222', '223'] } },
    { name: 'Needs attention', cells: { codes: ['213', '221', '123', '132', '133'] } },
    { name: 'At risk', cells: { codes: ['231', '212', '122', '131', '211'] } },
    { name: 'Inactive', cells: { codes: ['111', '112', '113', '121'] } },
  ],
} as const satisfies Scheme;
