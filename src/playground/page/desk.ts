/** What every part of the page may need: what is to be seen, and what can be done. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Seen, SeenMessage } from '../seen.ts';
import type { Confirmation } from './confirm.ts';
import type { Do } from './doing.ts';

export interface Desk {
  readonly seen: Seen;
  readonly run: Do;
  /** Opens the thread of a message. */
  readonly openThread: (message: Pick<SeenMessage, 'channel' | 'ts'>) => void;
  readonly inspect: (message: SeenMessage) => void;
  readonly goTo: (place: string) => void;
  /** Puts words into the composer of a channel. */
  readonly suggest: (text: string) => void;
  /** Words that wait for the composer. */
  readonly suggestion: string | null;
  readonly takeSuggestion: () => void;
  readonly toast: (text: string) => void;
  /** Resolves with whether it was said yes to. */
  readonly confirm: (question: Confirmation) => Promise<boolean>;
}

export const DeskContext = createContext<Desk | null>(null);

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('Outside of the page');
  return desk;
};

export const fileAddress = ({ me }: Seen, id: string): string => `/files/${encodeURIComponent(id)}?as=${me}`;

export const nameOf = ({ people }: Seen, id: string): string =>
  people.find(person => person.id === id)?.name ?? (id === 'USLACKBOT' ? 'Slackbot' : id);
