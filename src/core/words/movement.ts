/** A movement in words that a marketer understands, for the chat and the terminal alike. */
import type { Movement } from '../changes.ts';
import { sumOfMoves } from '../moved.ts';
import { type Entered, enteredAlarming } from '../movement-matrix.ts';
import { RFM_GROUPS, type RfmGroupId } from '../rfm-groups.ts';
import { count, counted } from './numbers.ts';

export const groupName = (group: string): string => RFM_GROUPS.find(({ id }) => id === group)?.name ?? group;

/** What stands at the beginning of a row of the matrix, and above a column. */
export const fromName = (group: RfmGroupId | null): string => (group === null ? 'New since' : groupName(group));
export const toName = (group: RfmGroupId | null): string => (group === null ? 'Gone' : groupName(group));

const NAMED_ORIGINS = 3;

interface EnteredLine {
  readonly group: string;
  readonly words: string;
}

/** How the place where it is read writes figures. */
interface Writing {
  readonly amount: (value: number) => string;
  /** Of a fraction. */
  readonly percent: (share: number) => string;
}

/** Who slipped into At risk, Can't lose and Lost, and how much revenue hangs on each; only what happened. */
export const enteredLines = (movement: Movement, writing: Writing): readonly EnteredLine[] => {
  const revenue = sumOfMoves(movement.moves).revenue;
  return enteredAlarming(movement)
    .filter(({ customers, joined }) => customers + joined.customers > 0)
    .map(entered => ({
      group: groupName(entered.group),
      words: [...slippedWords(entered, revenue, writing), ...joinedWords(entered)].join(' '),
    }));
};

/** "12 customers slipped in, from Loyal (9) and Need attention (3). They have spent €3,400 so far, 4% of all revenue." */
const slippedWords = (entered: Entered, all: number, { amount, percent }: Writing): readonly string[] => {
  const { customers, revenue, origins } = entered;
  if (customers === 0) return ['Nobody slipped in.'];
  const named = origins
    .slice(0, NAMED_ORIGINS)
    .map(({ from, customers: many }) => `${groupName(from)} (${count(many)})`);
  const others = origins.length > NAMED_ORIGINS ? ' and others' : '';
  const share = all > 0 ? `, ${percent(revenue / all)} of all revenue` : '';
  const have = customers === 1 ? 'This customer has' : 'They have';
  return [
    `${counted(customers, 'customer')} slipped in, from ${named.join(', ')}${others}.`,
    `${have} spent ${amount(revenue)} so far${share}.`,
  ];
};

const joinedWords = ({ joined: { customers } }: Entered): readonly string[] =>
  customers === 0 ? [] : [`${count(customers)} more ${customers === 1 ? 'has' : 'have'} ordered first since then.`];
