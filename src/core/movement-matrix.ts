/** A movement as a matrix, and who entered the groups that are worth an alarm. */
import type { Move, Movement } from './changes.ts';
import { type Change, isChange, isSlip, type MovedFigures, sumOfMoves } from './moved.ts';
import { RFM_GROUPS, type RfmGroupId } from './rfm-groups.ts';

/** `null` as a row: no customers then; as a column: no customers any more. */
type Place = RfmGroupId | null;

interface MatrixRow {
  readonly from: Place;
  /** One per column. */
  readonly cells: readonly MovedFigures[];
  readonly total: MovedFigures;
}

/** Groups that had or have customers, best first, as rows and as columns; `null` last, where there are such customers. */
export interface MovementMatrix {
  readonly columns: readonly Place[];
  readonly rows: readonly MatrixRow[];
  /** One per column. */
  readonly totals: readonly MovedFigures[];
  readonly total: MovedFigures;
}

export const movementMatrix = ({ moves }: Movement): MovementMatrix => {
  const groups = RFM_GROUPS.map(({ id }) => id).filter(id => moves.some(({ from, to }) => from === id || to === id));
  const columns: readonly Place[] = moves.some(({ to }) => to === null) ? [...groups, null] : groups;
  const origins: readonly Place[] = moves.some(({ from }) => from === null) ? [...groups, null] : groups;
  const rows = origins.map(from => {
    const ofRow = moves.filter(move => move.from === from);
    const cells = columns.map(to => sumOfMoves(ofRow.filter(move => move.to === to)));
    return { from, cells, total: sumOfMoves(ofRow) };
  });
  const totals = columns.map(to => sumOfMoves(moves.filter(move => move.to === to)));
  return { columns, rows, totals, total: sumOfMoves(moves) };
};

/** Customers who slipped into a group: they were in a better one then. */
export interface Entered extends MovedFigures {
  readonly group: RfmGroupId;
  /** Where they come from, most customers first. */
  readonly origins: readonly Change[];
  /** Those who are in the group too, but were no customers yet. */
  readonly joined: MovedFigures;
}

/** Customers who enter these go for good unless somebody does something; best first. */
const ALARMING_GROUPS: readonly RfmGroupId[] = ['at-risk', 'cant-lose', 'lost'];

export const isAlarming = (move: Move): boolean => isChange(move) && isSlip(move) && ALARMING_GROUPS.includes(move.to);

export const enteredAlarming = ({ moves }: Movement): readonly Entered[] => {
  const slips = moves.filter(isChange).filter(isAlarming);
  return ALARMING_GROUPS.map(group => {
    const origins = slips.filter(({ to }) => to === group).toSorted((a, b) => b.customers - a.customers);
    const joined = sumOfMoves(moves.filter(({ from, to }) => from === null && to === group));
    return { group, ...sumOfMoves(origins), origins, joined };
  });
};

/** Nobody was a customer at the older instant. */
export const beginsBeforeOrders = ({ moves }: Movement): boolean => moves.every(({ from }) => from === null);
