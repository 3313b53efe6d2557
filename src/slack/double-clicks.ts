/** What an impatient hand says twice is said once: Slack tells of both, each with a trigger of its own. */
const DOUBLE_WITHIN_MS = 3_000;

/** Does the work for the first of several that come in quick succession; also for the next, where it could not be done. */
export type Once = (what: string, work: () => Promise<unknown>) => Promise<void>;

export const onceInAWhile = (now: () => number): Once => {
  const lastAt = new Map<string, number>();
  return async (what, work) => {
    const at = now();
    for (const [other, then] of lastAt) if (at - then >= DOUBLE_WITHIN_MS) lastAt.delete(other);
    if (lastAt.has(what)) return;
    lastAt.set(what, at);
    try {
      await work();
    } catch (error) {
      lastAt.delete(what);
      throw error;
    }
  };
};
