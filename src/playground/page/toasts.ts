/** Short notices that go by themselves: what Slack refuses, what has happened. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Seen, SeenRefusal } from '../seen.ts';
import { html, type View } from './html.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 8000;

export interface Toasting {
  readonly toasts: readonly Toast[];
  readonly toast: (text: string) => void;
  readonly close: (id: number) => void;
}

export const useToasts = (): Toasting => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const last = useRef(0);
  const close = useCallback((id: number) => setToasts(before => before.filter(each => each.id !== id)), []);
  const toast = useCallback((text: string) => {
    last.current += 1;
    const id = last.current;
    setToasts(before => [...before.filter(each => each.text !== text), { id, text }]);
    setTimeout(() => close(id), SHOWN_MS);
  }, []);
  return { toasts, toast, close };
};

const refusalText = ({ method, error, details }: SeenRefusal): string =>
  [`Slack refused ${method}: ${error}`, ...details.slice(0, 3)].join('\n');

/** Tells each call that was refused once; those of before the page was opened are past. */
export const useRefusals = (seen: Seen | null, toast: (text: string) => void): void => {
  const told = useRef<number | null>(null);
  useEffect(() => {
    if (!seen) return;
    const newest = seen.refusals.at(-1)?.number ?? -1;
    const known = told.current ?? newest;
    for (const refusal of seen.refusals) if (refusal.number > known) toast(refusalText(refusal));
    told.current = Math.max(known, newest);
  }, [seen]);
};

export const Toasts = ({ toasts, close }: Pick<Toasting, 'toasts' | 'close'>): View => html`
  <div class="toasts" role="status">
    ${toasts.map(
      ({ id, text }) => html`
        <p key=${id} class="toast">
          <span>${text}</span>
          <button type="button" class="plain" aria-label="Dismiss" onClick=${() => close(id)}>✕</button>
        </p>`,
    )}
  </div>`;
