/** Where a customer stands, coarser than the RFM groups: the moves between these are worth a sentence and a colour. */
import type { Move } from './changes.ts';
import { GROUPS_AT_STAKE, type RfmGroupId } from './rfm-groups.ts';

type Standing = 'well' | 'slipping' | 'quiet' | 'outside';

const QUIET: readonly RfmGroupId[] = ['hibernating', 'lost'];

const standingOf = (group: RfmGroupId | null): Standing => {
  if (group === null) return 'outside';
  if (GROUPS_AT_STAKE.includes(group)) return 'slipping';
  return QUIET.includes(group) ? 'quiet' : 'well';
};

/** What a move means; `same` is also a move between two groups that are as good or as bad. */
export type MoveMeaning = 'slipped' | 'came-back' | 'went-quiet' | 'joined' | 'gone' | 'same';

const MEANINGS: readonly {
  readonly meaning: MoveMeaning;
  readonly holds: (from: Standing, to: Standing) => boolean;
}[] = [
  { meaning: 'slipped', holds: (from, to) => from === 'well' && to === 'slipping' },
  { meaning: 'came-back', holds: (from, to) => (from === 'slipping' || from === 'quiet') && to === 'well' },
  { meaning: 'went-quiet', holds: (from, to) => from !== 'quiet' && from !== 'outside' && to === 'quiet' },
  { meaning: 'joined', holds: (from, to) => from === 'outside' && to !== 'outside' },
  { meaning: 'gone', holds: (from, to) => from !== 'outside' && to === 'outside' },
  { meaning: 'same', holds: () => true },
];

/** The first meaning that holds. */
export const meaningOf = ({ from, to }: Pick<Move, 'from' | 'to'>): MoveMeaning =>
  MEANINGS.find(({ holds }) => holds(standingOf(from), standingOf(to)))!.meaning;
