/** Completion while one types: which command is chosen, and what the keys do. */
import { useState } from 'preact/hooks';
import { useDesk } from './desk.ts';
import { completionsFor, type Offer } from './offers.ts';

export interface Offers {
  readonly offers: readonly Offer[];
  readonly chosen: number;
  /** After each change of the text by hand. */
  readonly reopen: () => void;
  readonly dismiss: () => void;
  /** Whether the key was meant for the list. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

interface OffersOptions {
  readonly text: string;
  /** In threads there are none. */
  readonly isOn: boolean;
  readonly take: (text: string) => void;
}

export const useOffers = ({ text, isOn, take }: OffersOptions): Offers => {
  const { seen } = useDesk();
  const [chosen, setChosen] = useState(0);
  const [isDismissed, setDismissed] = useState(false);
  const offers = isOn && !isDismissed ? completionsFor(seen.app.commands, text) : [];
  const move = (step: number): void => setChosen((chosen + step + offers.length) % offers.length);
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Tab: () => take(offers[chosen]?.text ?? text),
    Escape: () => setDismissed(true),
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const action = offers.length > 0 && !event.shiftKey ? actions[event.key] : undefined;
    if (!action) return false;
    event.preventDefault();
    event.stopPropagation();
    action();
    return true;
  };
  const reopen = (): void => {
    setChosen(0);
    setDismissed(false);
  };
  return { offers, chosen, reopen, dismiss: () => setDismissed(true), onKey };
};
