/** What can be pressed, chosen or filled in, by kind. */
import { html, type View } from '../html.ts';
import { string } from '../record.ts';
import { Button } from './button.ts';
import { Checkboxes, RadioButtons } from './choices.ts';
import { FileInput } from './file-input.ts';
import { Overflow } from './overflow.ts';
import type { ElementProps } from './props.ts';
import { MultiSelect, PeopleSelect, PlaceSelect, Select } from './selects.ts';
import { TextInput } from './text-input.ts';

const KINDS: Readonly<Record<string, (props: ElementProps) => View>> = {
  button: Button,
  overflow: Overflow,
  static_select: Select,
  multi_static_select: MultiSelect,
  users_select: PeopleSelect,
  channels_select: PlaceSelect,
  conversations_select: PlaceSelect,
  radio_buttons: RadioButtons,
  checkboxes: Checkboxes,
  plain_text_input: TextInput,
  number_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  datepicker: TextInput,
  timepicker: TextInput,
  file_input: FileInput,
};

export const Element = (props: ElementProps): View => {
  const kind = KINDS[string(props.element.type)];
  return kind ? html`<${kind} ...${props} />` : html`<span class="note">(${string(props.element.type)})</span>`;
};
