/** Standard Markdown, as far as it looks like Slack's own markup; what does not stays as it was written. */
import { html, type View } from '../html.ts';
import { string } from '../record.ts';
import { Markup } from '../text.ts';
import type { BlockProps } from './surface.ts';

const asMarkup = (markdown: string): string =>
  markdown
    .replace(/\*\*(.+?)\*\*/g, '*$1*')
    .replace(/^#{1,6}\s+(.+)$/gm, '*$1*')
    .replace(/^[-*]\s+/gm, '• ')
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<$2|$1>');

export const Markdown = ({ block }: BlockProps): View =>
  html`<p class="text"><${Markup} text=${asMarkup(string(block.text))} /></p>`;
