import { html, type View } from '../html.ts';
import { string } from '../record.ts';
import { TextObject } from '../text.ts';
import type { BlockProps } from './surface.ts';

export const Alert = ({ block }: BlockProps): View =>
  html`<p class="alert ${string(block.level)}" role="note"><${TextObject} of=${block.text} /></p>`;
