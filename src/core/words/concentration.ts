/** What concentration means, in sentences; `percent` writes a share as its reader is used to. */
import {
  type Concentration,
  FEWEST_CUSTOMERS,
  FEWEST_FOR_ONE_PERCENT,
  type TopShare,
} from '../insight/concentration.ts';
import { count, counted } from './numbers.ts';

type Percent = (share: number) => string;

/** What matters most first; at least one sentence. */
export const concentrationSentences = (concentration: Concentration, percent: Percent): readonly string[] => {
  const { customers, gini, half, top } = concentration;
  if (gini === null || half === null)
    return [
      customers < FEWEST_CUSTOMERS
        ? `${counted(customers, 'customer')} ${customers === 1 ? 'is' : 'are'} too few to speak of concentration: it takes ${FEWEST_CUSTOMERS}.`
        : 'There is no revenue that could be concentrated.',
    ];
  const [single] = top.filter(share => share.percent === 1);
  return [
    `Half of the revenue comes from ${counted(half.customers, 'customer')}, ${percent(half.customerShare)} of all.`,
    ...(single ? [topSentence(single, percent)] : []),
    `The Gini coefficient is ${giniText(gini)}, on a scale from 0 (everybody spends the same) to 1 (one customer spends everything).`,
  ];
};

const topSentence = ({ customers, revenueShare }: TopShare, percent: Percent): string =>
  `The best ${counted(customers, 'customer')}, one in a hundred, bring ${percent(revenueShare)}: as much revenue is gone if they leave.`;

/** "0.68" */
export const giniText = (gini: number): string => gini.toFixed(2);

/** Why a share is not there. */
export const concentrationNote = ({ customers, gini }: Concentration): string | null =>
  gini !== null && customers < FEWEST_FOR_ONE_PERCENT
    ? `The best hundredth of ${count(customers)} customers would be a single one: it is left out.`
    : null;
