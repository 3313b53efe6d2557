/** Pictures that were uploaded; those of other servers are named, not loaded: nothing leaves this machine. */
import { fileAddress, useDesk } from '../desk.ts';
import { html, type View } from '../html.ts';
import { isSafeAddress } from '../mrkdwn.ts';
import { record, string } from '../record.ts';
import { textOf } from '../text.ts';
import type { BlockProps } from './surface.ts';

export const Image = ({ block }: BlockProps): View => html`
  <figure class="picture">
    ${textOf(block.title) && html`<figcaption>${textOf(block.title)}</figcaption>`}
    <${Picture} of=${block} />
  </figure>`;

export const Picture = ({ of }: { of: unknown }): View => {
  const { seen } = useDesk();
  const { alt_text, image_url, slack_file } = record(of);
  const { id, url } = record(slack_file);
  const file = string(id) || (/\/(F[A-Z0-9]+)\//.exec(string(url))?.[1] ?? '');
  const alt = string(alt_text);
  if (file !== '') {
    const address = fileAddress(seen, file);
    return html`<a href=${address} target="_blank" rel="noopener" aria-label=${`${alt} (opens the picture)`}><img src=${address} alt="" loading="lazy" /></a>`;
  }
  const address = string(image_url);
  if (!isSafeAddress(address)) return html`<span class="note">${alt}</span>`;
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${alt || address}</a>`;
};
