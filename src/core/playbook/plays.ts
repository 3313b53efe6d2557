import type { Action } from '../report.ts';
import { ACTIVE_CUSTOMER_PLAYS } from './active-customers.ts';
import { LAPSING_CUSTOMER_PLAYS } from './lapsing-customers.ts';
import { NEW_CUSTOMER_PLAYS } from './new-customers.ts';

const ALL_PLAYS = { ...ACTIVE_CUSTOMER_PLAYS, ...NEW_CUSTOMER_PLAYS, ...LAPSING_CUSTOMER_PLAYS } as const;

export type PlayId = keyof typeof ALL_PLAYS;

/** Everything Tranche recommends. The rows of the name packs refer to plays by id; the compiler knows the ids. */
export const PLAYS: Readonly<Record<PlayId, Action>> = ALL_PLAYS;
