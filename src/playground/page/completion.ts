/** The list of what can follow a slash; the keys are the composer's. */
import { useEffect, useRef } from 'preact/hooks';
import { html, type View } from './html.ts';
import type { Offer } from './offers.ts';

interface CompletionProps {
  readonly offers: readonly Offer[];
  readonly chosen: number;
  readonly take: (text: string) => void;
}

export const Completion = ({ offers, chosen, take }: CompletionProps): View => {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' }), [chosen]);
  return html`
  <ul ref=${list} class="completion" id="completion" role="listbox" aria-label="Commands" tabindex="0">
    ${offers.map(
      ({ text, does }, index) => html`
        <li id=${`completion-${index}`} role="option" aria-selected=${index === chosen} onMouseDown=${(
          event: Event,
        ) => {
          event.preventDefault();
          take(text);
        }}>
          <strong>${text}</strong> <span>${does}</span>
        </li>`,
    )}
  </ul>`;
};
