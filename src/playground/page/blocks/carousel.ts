/** Cards side by side: buttons, a finger or the arrow keys move them. */
import { useRef } from 'preact/hooks';
import { html, type View } from '../html.ts';
import { list } from '../record.ts';
import { Card } from './card.ts';
import type { BlockProps } from './surface.ts';

export const Carousel = ({ block, surface }: BlockProps): View => {
  const strip = useRef<HTMLDivElement>(null);
  const move = (direction: number): void => {
    const { current } = strip;
    current?.scrollBy({ left: direction * current.clientWidth * 0.8 });
  };
  const cards = list(block.elements);
  return html`
    <div class="carousel" role="group" aria-label=${`${cards.length} cards`}>
      <div class="strip" ref=${strip} tabindex="0" role="group" aria-label="Cards, side by side">
        ${cards.map((card, index) => html`<${Card} key=${index} block=${card} surface=${surface} />`)}
      </div>
      <div class="arrows">
        <button type="button" aria-label="Cards before" onClick=${() => move(-1)}>‹</button>
        <button type="button" aria-label="More cards" onClick=${() => move(1)}>›</button>
      </div>
    </div>`;
};
