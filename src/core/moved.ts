/** A movement in figures that can be said: by group, from where to where, who came and who is gone. */
import type { Move, Movement } from './changes.ts';
import { GROUPS_AT_STAKE, RFM_GROUPS, type RfmGroupId } from './rfm-groups.ts';

/** Customers, and what they have spent as of the newer look: moving alone changes the figures of a group. */
export interface MovedFigures {
  readonly customers: number;
  readonly revenue: number;
}

interface MovedGroup {
  readonly group: RfmGroupId;
  readonly before: MovedFigures;
  readonly now: MovedFigures;
  /** Now minus before. */
  readonly difference: MovedFigures;
}

/** A move between two different groups. */
export type Change = Move & { readonly from: RfmGroupId; readonly to: RfmGroupId };

/** Who came into a group whose revenue is at stake, and who left it. */
interface AtStakeChange {
  readonly group: RfmGroupId;
  readonly entered: MovedFigures;
  /** Of those who entered, they who come from better groups: the others were lost and are back half way. */
  readonly slipped: MovedFigures;
  readonly left: MovedFigures;
  /** Of those who left, they who went to better groups. */
  readonly recovered: MovedFigures;
}

export interface Moved {
  /** All groups, best first. */
  readonly groups: readonly MovedGroup[];
  /** From one group to another, most revenue first. */
  readonly changes: readonly Change[];
  /** Groups at stake, best first, also those that nobody entered or left. */
  readonly atStake: readonly AtStakeChange[];
  readonly stayed: MovedFigures;
  /** Customers who were none then. */
  readonly joined: MovedFigures;
  /** Customers then whose orders were replaced or forgotten since. */
  readonly gone: MovedFigures;
}

export const summarizeMovement = ({ moves }: Movement): Moved => {
  const changes = moves.filter(isChange).sort((a, b) => b.revenue - a.revenue || b.customers - a.customers);
  return {
    groups: RFM_GROUPS.map(({ id }) => groupFigures(id, moves)),
    changes,
    atStake: GROUPS_AT_STAKE.map(group => atStakeChange(group, changes)),
    stayed: sumOfMoves(moves.filter(({ from, to }) => from === to)),
    joined: sumOfMoves(moves.filter(({ from }) => from === null)),
    gone: sumOfMoves(moves.filter(({ to }) => to === null)),
  };
};

/** From a better group to a worse one, in the order of the groups. */
export const isSlip = ({ from, to }: Pick<Change, 'from' | 'to'>): boolean => rank(from) < rank(to);

export const isChange = (move: Move): move is Change => move.from !== null && move.to !== null && move.from !== move.to;

const rank = (group: RfmGroupId): number => RFM_GROUPS.findIndex(({ id }) => id === group);

const groupFigures = (group: RfmGroupId, moves: readonly Move[]): MovedGroup => {
  const before = sumOfMoves(moves.filter(({ from }) => from === group));
  const now = sumOfMoves(moves.filter(({ to }) => to === group));
  const difference = { customers: now.customers - before.customers, revenue: now.revenue - before.revenue };
  return { group, before, now, difference };
};

const atStakeChange = (group: RfmGroupId, changes: readonly Change[]): AtStakeChange => {
  const entering = changes.filter(({ to }) => to === group);
  const leaving = changes.filter(({ from }) => from === group);
  return {
    group,
    entered: sumOfMoves(entering),
    slipped: sumOfMoves(entering.filter(isSlip)),
    left: sumOfMoves(leaving),
    recovered: sumOfMoves(leaving.filter(change => !isSlip(change))),
  };
};

export const sumOfMoves = (moves: readonly Move[]): MovedFigures => ({
  customers: moves.reduce((sum, { customers }) => sum + customers, 0),
  revenue: moves.reduce((sum, { revenue }) => sum + revenue, 0),
});
