import { Element } from '../elements/element.ts';
import { html, type View } from '../html.ts';
import { list, string } from '../record.ts';
import { TextObject } from '../text.ts';
import { Picture } from './image.ts';
import type { BlockProps } from './surface.ts';

/** A part that is not there takes no room. */
const part = (name: string, of: unknown): View =>
  of ? html`<p class="card-${name}"><${TextObject} of=${of} /></p>` : null;

export const Card = ({ block, surface }: BlockProps): View => html`
  <div class="card">
    ${block.hero_image ? html`<${Picture} of=${block.hero_image} />` : null}
    ${part('title', block.title)} ${part('subtitle', block.subtitle)}
    ${part('body', block.body)} ${part('subtext', block.subtext)}
    <div class="actions">
      ${list(block.actions).map(
        element =>
          html`<${Element} key=${element.action_id} block=${string(block.block_id)} element=${element} surface=${surface} />`,
      )}
    </div>
  </div>`;
