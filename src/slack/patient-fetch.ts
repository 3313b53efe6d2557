/**
 * How Slack is called: short troubles are waited for in place; long ones are passed on at once, so that the job
 * gives up its place and comes back. An address that Slack wants left alone is called by nobody before its time is over.
 */

export type Fetch = (address: string | URL, init?: RequestInit) => Promise<Response>;

export interface PatientDeps {
  readonly fetch: Fetch;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Whoever would wait for longer holds up others. */
const WAITED_HERE_MS = 5_000;
/** Before each further try where nothing answers. */
const PAUSES_MS = [500, 1_000, 2_000] as const;

/** Whoever sends messages looks whether one stands before it is sent again. */
const NEVER_REPEATED = /\/chat\.postMessage$/;

export const patientFetch = ({ fetch, now, sleep }: PatientDeps): Fetch => {
  /** Paths of methods, and of addresses at which a question is answered. */
  const opensAt = new Map<string, number>();
  const close = (path: string, seconds: number): void => {
    for (const [other, until] of opensAt) if (until <= now()) opensAt.delete(other);
    opensAt.set(path, now() + seconds * 1_000);
  };

  /** An answer in Slack's stead, where it does not want to be asked for long. */
  const heldBack = async (path: string): Promise<Response | null> => {
    const until = opensAt.get(path) ?? 0;
    const ms = until - now();
    if (ms > WAITED_HERE_MS) return tooEarly(ms);
    if (ms > 0) await sleep(ms);
    // Not one that was set while this call has slept.
    if (opensAt.get(path) === until) opensAt.delete(path);
    return null;
  };

  return async (address, init) => {
    const path = new URL(address).pathname;
    const ask = async (): Promise<Response> => {
      const answer = await fetch(address, init);
      if (answer.status === 429) close(path, secondsToWait(answer));
      return answer;
    };
    for (const pause of PAUSES_MS) {
      const held = await heldBack(path);
      if (held) return held;
      const answer = NEVER_REPEATED.test(path) ? await ask() : await orNothing(ask, init?.signal);
      if (answer && answer.status !== 429) return answer;
      if (!answer) await sleep(pause);
    }
    return (await heldBack(path)) ?? ask();
  };
};

const tooEarly = (ms: number): Response =>
  new Response(null, { status: 429, headers: { 'retry-after': String(Math.ceil(ms / 1_000)) } });

/** A pause that Slack forgets to name is a second. */
const secondsToWait = ({ headers }: Response): number => Number.parseInt(headers.get('retry-after') ?? '', 10) || 1;

/** `null` where nothing answers, or Slack has a fault of its own; a caller who has given up is told. */
const orNothing = async (
  ask: () => Promise<Response>,
  signal: AbortSignal | null | undefined,
): Promise<Response | null> => {
  try {
    const answer = await ask();
    if (answer.status < 500) return answer;
    await answer.arrayBuffer();
    return null;
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
};
