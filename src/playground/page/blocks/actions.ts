import { Element } from '../elements/element.ts';
import { html, type View } from '../html.ts';
import { list, string } from '../record.ts';
import type { BlockProps } from './surface.ts';

export const Actions = ({ block, surface }: BlockProps): View => html`
  <div class="actions">
    ${list(block.elements).map(
      element =>
        html`<${Element} key=${element.action_id} block=${string(block.block_id)} element=${element} surface=${surface} />`,
    )}
  </div>`;
