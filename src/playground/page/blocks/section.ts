import { Element } from '../elements/element.ts';
import { html, type View } from '../html.ts';
import { list, record, string } from '../record.ts';
import { TextObject } from '../text.ts';
import { Picture } from './image.ts';
import type { BlockProps } from './surface.ts';

export const Section = ({ block, surface }: BlockProps): View => {
  const accessory = record(block.accessory);
  const fields = list(block.fields);
  return html`
    <div class="section">
      <div class="section-text">
        ${block.text ? html`<p class="text"><${TextObject} of=${block.text} /></p>` : null}
        ${fields.length > 0 && html`<div class="fields">${fields.map(field => html`<p class="text"><${TextObject} of=${field} /></p>`)}</div>`}
      </div>
      ${accessory.type === 'image' && html`<div class="thumbnail"><${Picture} of=${accessory} /></div>`}
      ${accessory.action_id !== undefined && html`<${Element} block=${string(block.block_id)} element=${accessory} surface=${surface} />`}
    </div>`;
};
