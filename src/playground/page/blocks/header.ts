import { html, type View } from '../html.ts';
import { textOf } from '../text.ts';
import type { BlockProps } from './surface.ts';

export const Header = ({ block }: BlockProps): View => html`<h3 class="header-block">${textOf(block.text)}</h3>`;
