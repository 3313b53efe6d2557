/** A field with its label, its hint, and what is wrong with it. */
import { Element } from '../elements/element.ts';
import { html, type View } from '../html.ts';
import { record, string } from '../record.ts';
import { textOf } from '../text.ts';
import type { BlockProps } from './surface.ts';

export const Input = ({ block, surface }: BlockProps): View => {
  const id = string(block.block_id);
  const error = surface.errors[id];
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`
    <div class="input ${error ? 'wrong' : ''}">
      <p class="label" id=${`${id}-label`}>${textOf(block.label)}${block.optional === true && html` <span class="note">(optional)</span>`}</p>
      <${Element} block=${id} element=${record(block.element)} surface=${surface} labelledBy=${`${id}-label`}
        describedBy=${described || undefined} isField=${block.dispatch_action !== true} isRequired=${block.optional !== true} />
      ${block.hint && html`<p class="note" id=${`${id}-hint`}>${textOf(block.hint)}</p>`}
      ${error && html`<p class="error" id=${`${id}-error`} role="alert">${error}</p>`}
    </div>`;
};
