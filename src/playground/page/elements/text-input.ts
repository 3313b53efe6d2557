/** Everything that is typed: text, numbers, addresses, days and times. */
import { html, type View } from '../html.ts';
import { string } from '../record.ts';
import { textOf } from '../text.ts';
import { type ElementProps, naming } from './props.ts';

interface Kind {
  /** Of the browser's field. */
  readonly type: string;
  /** Of the value that is sent, and of the one at first. */
  readonly field: string;
  readonly initial: string;
}

const typed = (type: string): Kind => ({ type, field: 'value', initial: 'initial_value' });

const KINDS: Readonly<Record<string, Kind>> = {
  plain_text_input: typed('text'),
  number_input: typed('number'),
  email_text_input: typed('email'),
  url_text_input: typed('url'),
  datepicker: { type: 'date', field: 'selected_date', initial: 'initial_date' },
  timepicker: { type: 'time', field: 'selected_time', initial: 'initial_time' },
};

export const TextInput = (props: ElementProps): View => {
  const { block, element, surface, isField } = props;
  const { type, field, initial } = KINDS[string(element.type)] ?? typed('text');
  const action = string(element.action_id);
  const change = ({ currentTarget: { value } }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }): void => {
    if (isField) surface.fill(block, action, { [field]: value || null });
    else surface.press(action, value);
  };
  const shared = {
    ...naming(props),
    placeholder: textOf(element.placeholder),
    defaultValue: string(element[initial]),
    maxLength: typeof element.max_length === 'number' ? element.max_length : undefined,
    [isField ? 'onInput' : 'onChange']: change,
  };
  if (element.multiline === true) return html`<textarea rows="4" ...${shared}></textarea>`;
  return html`<input type=${type} step=${type === 'number' ? 'any' : undefined} ...${shared} />`;
};
