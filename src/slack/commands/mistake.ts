/** An answer to something that is no request: what is wrong, what was probably meant, how it is done. */
import { closestMatch } from 'leven';
import type { ChatRequest } from '../../jobs/chat-request.ts';

export const COMMAND = '/segment';

export type Mistake = Extract<ChatRequest, { kind: 'mistake' }>;

/** `didYouMean` and `examples` without the command's own name: "why 17850". */
export const mistake = (problem: string, examples: readonly string[], didYouMean: string | null = null): Mistake => ({
  kind: 'mistake',
  problem,
  didYouMean: didYouMean === null ? null : `${COMMAND} ${didYouMean}`,
  examples: examples.map(example => `${COMMAND} ${example}`),
});

/** The candidate that was probably meant; `null` where none is close. */
export const closest = (word: string, candidates: readonly string[]): string | null => {
  const asked = word.toLowerCase();
  if (asked.length > LONGEST_WORD) return null;
  const begun =
    asked.length >= SHORTEST_BEGINNING ? candidates.find(candidate => candidate.startsWith(asked)) : undefined;
  return begun ?? closestMatch(asked, candidates, { maxDistance: slips(asked) }) ?? null;
};

const LONGEST_WORD = 40;
const SHORTEST_BEGINNING = 2;

/** How many letters may be wrong: in a short word two would make anything of anything. */
const slips = ({ length }: string): number => (length <= 3 ? 1 : length <= 6 ? 2 : 3);

/** What the person typed, quoted in a sentence. */
export const quote = (text: string): string => `"${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}"`;

const QUOTED = 60;
