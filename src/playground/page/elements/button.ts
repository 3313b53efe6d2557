import { useDesk } from '../desk.ts';
import { html, type View } from '../html.ts';
import { isSafeAddress } from '../mrkdwn.ts';
import { record, string } from '../record.ts';
import { textOf } from '../text.ts';
import type { ElementProps } from './props.ts';

export const Button = ({ element, surface }: ElementProps): View => {
  const { confirm } = useDesk();
  const press = async (): Promise<void> => {
    if (element.confirm !== undefined && !(await confirm(record(element.confirm)))) return;
    surface.press(string(element.action_id), string(element.value) || undefined);
  };
  const look = `button ${string(element.style)}`;
  const label = string(element.accessibility_label) || undefined;
  const address = string(element.url);
  if (isSafeAddress(address))
    return html`<a class=${look} href=${address} target="_blank" rel="noopener noreferrer" aria-label=${label} onClick=${press}>${textOf(element.text)}</a>`;
  return html`<button type="button" class=${look} aria-label=${label} onClick=${press}>${textOf(element.text)}</button>`;
};
