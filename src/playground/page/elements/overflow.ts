/** The menu behind three dots; it forgets what was chosen. */
import { useDesk } from '../desk.ts';
import { html, type View } from '../html.ts';
import { list, record, string } from '../record.ts';
import { textOf } from '../text.ts';
import type { ElementProps } from './props.ts';

export const Overflow = ({ element, surface }: ElementProps): View => {
  const { confirm } = useDesk();
  const choose = async ({ currentTarget }: { currentTarget: HTMLSelectElement }): Promise<void> => {
    const { value } = currentTarget;
    currentTarget.value = '';
    if (element.confirm !== undefined && !(await confirm(record(element.confirm)))) return;
    surface.press(string(element.action_id), value);
  };
  return html`
    <select class="overflow" aria-label="More" onChange=${choose}>
      <option value="">⋯</option>
      ${list(element.options).map(option => html`<option value=${option.value}>${textOf(option.text)}</option>`)}
    </select>`;
};
