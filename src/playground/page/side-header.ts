/** The title of what stands beside the conversation, and the way out of it. */
import type { Ref } from 'preact';
import { html, type View } from './html.ts';

interface SideHeaderProps {
  readonly title: string;
  readonly heading: Ref<HTMLHeadingElement>;
  readonly onClose: () => void;
}

export const SideHeader = ({ title, heading, onClose }: SideHeaderProps): View => html`
  <header class="place-header">
    <h2 ref=${heading} tabindex="-1">${title}</h2>
    <button type="button" class="plain" aria-label=${`Close: ${title}`} onClick=${onClose}>✕</button>
  </header>`;
