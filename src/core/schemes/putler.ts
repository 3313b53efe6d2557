import { R_RFM_CUTS } from './r-rfm.ts';
import type { Scheme } from './scheme.ts';

/** The ranges stand alike in two independent copies of Putler's chart; its own figures are not published as text. */
export const PUTLER = {
  id: 'putler',
  name: 'Putler',
  source: "Putler's chart of 11 segments, its ranges by two independent copies of it",
  scoring: 'Scores 1 to 5 by fifths of your customers; FM is the mean of F and M; the first segment that fits counts.',
  assumption:
    'Putler scores from 0 to 5 and does not publish where its cuts are: here they are those of the R package rfm, which has no 0.',
  needs: null,
  rule: {
    lowest: 1,
    highest: 5,
    recency: R_RFM_CUTS,
    frequency: R_RFM_CUTS,
    monetary: R_RFM_CUTS,
    purchases: 'orders',
    windowDays: null,
  },
  groups: [
    { name: 'Champions', cells: { R: [4, 5], FM: [4, 5] } },
    { name: 'Loyal Customers', cells: { R: [2, 5], FM: [3, 5] } },
    { name: 'Potential Loyalist', cells: { R: [3, 5], FM: [1, 3] } },
    { name: 'Recent Customers', cells: { R: [4, 5], FM: [0, 1] } },
    { name: 'Promising', cells: { R: [3, 4], FM: [0, 1] } },
    { name: 'Customers Needing Attention', cells: { R: [2, 3], FM: [2, 3] } },
    { name: 'About To Sleep', cells: { R: [2, 3], FM: [0, 2] } },
    { name: 'At Risk', cells: { R: [0, 2], FM: [2, 5] } },
    { name: "Can't Lose Them", cells: { R: [0, 1], FM: [4, 5] } },
    { name: 'Hibernating', cells: { R: [1, 2], FM: [1, 2] } },
    { name: 'Lost', cells: { R: [0, 2], FM: [0, 2] } },
  ],
} as const satisfies Scheme;
