/** Options that are all in sight. */
import { html, type View } from '../html.ts';
import { list, record, string } from '../record.ts';
import { TextObject } from '../text.ts';
import { type ElementProps, naming } from './props.ts';

type Part = Readonly<Record<string, unknown>>;

interface ChoicesProps extends ElementProps {
  readonly type: 'radio' | 'checkbox';
  readonly initial: readonly string[];
  readonly onChoose: (values: readonly string[]) => void;
}

const Choices = (props: ChoicesProps): View => {
  const { block, element, type, initial, onChoose } = props;
  const name = `${block}-${string(element.action_id)}`;
  const choose = ({ currentTarget }: { currentTarget: HTMLInputElement }): void => {
    const group = currentTarget.closest('fieldset')?.querySelectorAll<HTMLInputElement>('input:checked') ?? [];
    onChoose([...group].map(({ value }) => value));
  };
  const one = (option: Part): View => html`
    <label>
      <input type=${type} name=${name} value=${option.value} defaultChecked=${initial.includes(string(option.value))} onChange=${choose} />
      <span><${TextObject} of=${option.text} />${option.description ? html`<small><${TextObject} of=${option.description} /></small>` : null}</span>
    </label>`;
  const { 'aria-required': _, ...named } = naming(props);
  return html`<fieldset class="choices" ...${named}>${list(element.options).map(one)}</fieldset>`;
};

export const RadioButtons = (props: ElementProps): View => {
  const { block, element, surface, isField } = props;
  const action = string(element.action_id);
  const choose = ([value = '']: readonly string[]): void => {
    if (isField) surface.fill(block, action, { selected_option: { value } });
    else surface.press(action, value);
  };
  const initial = [string(record(element.initial_option).value)];
  return html`<${Choices} ...${props} type="radio" initial=${initial} onChoose=${choose} />`;
};

export const Checkboxes = (props: ElementProps): View => {
  const { block, element, surface, isField } = props;
  const action = string(element.action_id);
  const choose = (values: readonly string[]): void => {
    if (isField) surface.fill(block, action, { selected_options: values.map(value => ({ value })) });
    else surface.press(action, values.join(','));
  };
  const initial = list(element.initial_options).map(({ value }) => string(value));
  return html`<${Choices} ...${props} type="checkbox" initial=${initial} onChoose=${choose} />`;
};
