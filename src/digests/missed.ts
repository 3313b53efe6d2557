/** Which digest is to be sent now, and when the next one is due. */
import type { Digest } from '../store/bot-state.ts';
import { nextDue } from './next-due.ts';

export type Schedule = Pick<Digest, 'id' | 'cadence' | 'timeZone' | 'nextDueAt' | 'pausedBecause'>;

export interface DueDigest {
  /** The due time that is sent now, epoch milliseconds. */
  readonly dueAt: number;
  /** Of the job: the same due time is sent once, however often it is found. */
  readonly key: string;
  /** The first due time after now. */
  readonly nextDueAt: number;
}

/**
 * `null` where nothing is due. What was due several times while the bot was down is sent once, as the latest of them:
 * its figures are those of now anyway.
 */
export const dueNow = (digest: Schedule, now: number): DueDigest | null => {
  if (digest.pausedBecause !== null || digest.nextDueAt > now) return null;
  let dueAt = digest.nextDueAt;
  let nextDueAt = nextDue(digest.cadence, digest.timeZone, dueAt);
  while (nextDueAt <= now) {
    dueAt = nextDueAt;
    nextDueAt = nextDue(digest.cadence, digest.timeZone, dueAt);
  }
  return { dueAt, nextDueAt, key: `digest:${digest.id}:${dueAt}` };
};
