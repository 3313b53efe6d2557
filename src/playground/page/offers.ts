/** What can follow a slash. */
import type { SeenCommand } from '../seen.ts';

export interface Offer {
  /** To be put in. */
  readonly text: string;
  readonly does: string;
}

/** Only while the first line begins with a slash; what is typed already is not offered. */
export const completionsFor = (commands: readonly SeenCommand[], typed: string): readonly Offer[] => {
  if (!typed.startsWith('/') || typed.includes('\n')) return [];
  const offers = commands.flatMap(({ command, hint, examples }) => [{ text: `${command} `, does: hint }, ...examples]);
  const begun = typed.toLowerCase();
  return offers.filter(({ text }) => text.toLowerCase().startsWith(begun) && text !== typed);
};
