/** The workspace's clock: it runs as the machine's does, and people can move it on. */

export interface MovableClock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Never back. */
  readonly moveTo: (instant: number) => void;
}

/** `real` in epoch milliseconds. */
export const movableClock = (real: () => number): MovableClock => {
  let ahead = 0;
  const now = () => real() + ahead;
  return {
    now,
    moveTo: instant => {
      ahead += Math.max(0, instant - now());
    },
  };
};

const QUARTER_MS = 15 * 60_000;
const WEEK_MS = 7 * 24 * 60 * 60_000;

/** The next Monday at 09:00 by the clocks of a time zone (an IANA name); zones differ by whole quarters of an hour. */
export const nextMondayAtNine = (now: number, zone: string): number => {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const first = Math.floor(now / QUARTER_MS + 1) * QUARTER_MS;
  for (let instant = first; instant <= first + WEEK_MS; instant += QUARTER_MS)
    if (/^Mon\D*09:00$/.test(clock.format(instant))) return instant;
  throw new Error(`No week has a Monday at 09:00 in ${zone}`);
};
