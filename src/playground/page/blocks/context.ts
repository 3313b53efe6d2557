import { html, type View } from '../html.ts';
import { list } from '../record.ts';
import { TextObject } from '../text.ts';
import { Picture } from './image.ts';
import type { BlockProps } from './surface.ts';

export const Context = ({ block }: BlockProps): View => html`
  <div class="context">
    ${list(block.elements).map(element =>
      element.type === 'image'
        ? html`<${Picture} of=${element} />`
        : html`<span><${TextObject} of=${element} /></span>`,
    )}
  </div>`;
