/** Two clicks of an impatient hand are one: Slack tells of both, each with a trigger of its own. */
const DOUBLE_WITHIN_MS = 3_000;

/** Says for each click whether it is the first on its target for a while. */
export const firstClicks = (now: () => number): ((what: string) => boolean) => {
  const lastAt = new Map<string, number>();
  return what => {
    const at = now();
    for (const [other, then] of lastAt) if (at - then >= DOUBLE_WITHIN_MS) lastAt.delete(other);
    const isFirst = !lastAt.has(what);
    if (isFirst) lastAt.set(what, at);
    return isFirst;
  };
};
