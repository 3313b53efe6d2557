/** How often a job is started before it is given up, and how long it rests between. */
import { Outage } from '../outages.ts';
import type { JobRow } from '../store/bot-state.ts';

/**
 * Starts before a job is given up. Those that killed the process count among all starts, so they need the most room.
 * Twelve starts wait for almost half an hour in all. Bugs are counted for themselves.
 */
const MOST_ATTEMPTS = { outage: 12, bug: 3, crash: 14 } as const;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

type Started = Pick<JobRow, 'id' | 'attempts'>;

/** For the start: throws where the program ended each time that the job ran. */
export const refuseCrashing = ({ attempts }: Started): void => {
  if (attempts > MOST_ATTEMPTS.crash) throw new Error('Given up: the program ended several times while it ran');
};

export class Attempts {
  readonly #bugs = new Map<string, number>();

  /** Whether a job that failed so is worth another start. */
  mayRetry({ id, attempts }: Started, error: unknown): boolean {
    const isOutage = error instanceof Outage;
    const retrying =
      attempts <= MOST_ATTEMPTS.crash &&
      (isOutage ? attempts < MOST_ATTEMPTS.outage : this.#countBug(id) < MOST_ATTEMPTS.bug);
    if (!retrying) this.#bugs.delete(id);
    return retrying;
  }

  /** Outages before it do not count; a restart begins anew, as those are counted among all starts. */
  #countBug(id: string): number {
    const bugs = (this.#bugs.get(id) ?? 0) + 1;
    this.#bugs.set(id, bugs);
    return bugs;
  }
}

/** Twice as long each time; never shorter than the service asks for. */
export const pauseMs = (attempts: number, outage: Outage | null): number =>
  Math.max(Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS), outage?.retryAfterMs ?? 0);
