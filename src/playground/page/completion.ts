/** The list of what can follow a slash; the keys are the composer's. */
import { html, type View } from './html.ts';
import type { Offer } from './offers.ts';

interface CompletionProps {
  readonly offers: readonly Offer[];
  readonly chosen: number;
  readonly take: (text: string) => void;
}

export const Completion = ({ offers, chosen, take }: CompletionProps): View => html`
  <ul class="completion" id="completion" role="listbox" aria-label="Commands">
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
