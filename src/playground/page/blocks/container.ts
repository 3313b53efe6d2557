import type { SeenBlock } from '../../seen.ts';
import { html, type View } from '../html.ts';
import { TextObject } from '../text.ts';
import { Blocks } from './blocks.ts';
import { RichText } from './rich-text.ts';
import type { BlockProps } from './surface.ts';

export const Container = ({ block, surface }: BlockProps): View => {
  const children = (Array.isArray(block.child_blocks) ? block.child_blocks : []).map(
    (child: SeenBlock, index): SeenBlock => ({
      ...child,
      block_id: child.block_id || `${String(block.block_id)}-${index}`,
    }),
  );
  const inner = html`<${Blocks} blocks=${children} surface=${surface} />`;
  const title = block.rich_text_title
    ? html`<${RichText} block=${block.rich_text_title} surface=${surface} />`
    : html`<strong><${TextObject} of=${block.title} /></strong>`;
  const subtitle = block.subtitle ? html`<span class="subtitle"><${TextObject} of=${block.subtitle} /></span>` : null;
  if (block.is_collapsible !== true) return html`<div class="container"><p>${title} ${subtitle}</p>${inner}</div>`;
  return html`
    <details class="container" open=${block.default_collapsed !== true}>
      <summary>${title} ${subtitle}</summary>
      ${inner}
    </details>`;
};
