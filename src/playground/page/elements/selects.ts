/** Menus: of options, of people, of channels. */
import { useDesk } from '../desk.ts';
import { html, type View } from '../html.ts';
import { list, record, string } from '../record.ts';
import { textOf } from '../text.ts';
import { type ElementProps, naming } from './props.ts';

type Part = Readonly<Record<string, unknown>>;

const Options = ({ options, initial }: { options: readonly Part[]; initial: readonly unknown[] }): View =>
  options.map(
    ({ value, text }) => html`<option value=${value} selected=${initial.includes(value)}>${textOf(text)}</option>`,
  );

const Offered = ({ element }: { element: Part }): View => {
  const { initial_option, initial_options } = element;
  const initial = [record(initial_option), ...list(initial_options)].map(({ value }) => value);
  const groups = list(element.option_groups);
  if (groups.length === 0) return html`<${Options} options=${list(element.options)} initial=${initial} />`;
  return groups.map(
    group =>
      html`<optgroup label=${textOf(group.label)}><${Options} options=${list(group.options)} initial=${initial} /></optgroup>`,
  );
};

type Changed = { readonly currentTarget: HTMLSelectElement };

/** A field keeps what is chosen until the modal is sent off; a menu elsewhere tells the bot at once. */
const keeper =
  ({ block, element, surface, isField }: ElementProps, filled: (value: string) => Part) =>
  ({ currentTarget: { value } }: Changed): void => {
    if (isField) surface.fill(block, string(element.action_id), filled(value));
    else if (value !== '') surface.press(string(element.action_id), value);
  };

export const Select = (props: ElementProps): View => {
  const { element } = props;
  const change = keeper(props, value => ({ selected_option: value === '' ? null : { value } }));
  const initial = string(record(element.initial_option).value);
  return html`
    <select ...${naming(props)} onChange=${change}>
      ${(initial === '' || props.isRequired !== true) && html`<option value="">${textOf(element.placeholder) || 'Choose …'}</option>`}
      <${Offered} element=${element} />
    </select>`;
};

export const MultiSelect = (props: ElementProps): View => {
  const { block, element, surface, isField } = props;
  const change = ({ currentTarget }: Changed): void => {
    const values = [...currentTarget.selectedOptions].map(({ value }) => value);
    const action = string(element.action_id);
    if (isField) surface.fill(block, action, { selected_options: values.map(value => ({ value })) });
    else surface.press(action, values.join(','));
  };
  return html`<select multiple ...${naming(props)} onChange=${change}><${Offered} element=${element} /></select>`;
};

const Listed = ({ props, field, offers }: { props: ElementProps; field: string; offers: readonly Part[] }): View => {
  const change = keeper(props, value => ({ [`selected_${field}`]: value || null }));
  const initial = string(props.element[`initial_${field}`]);
  return html`
    <select ...${naming(props)} onChange=${change}>
      <option value="">${textOf(props.element.placeholder) || 'Choose …'}</option>
      ${offers.map(({ id, name }) => html`<option value=${id} selected=${id === initial}>${name}</option>`)}
    </select>`;
};

export const PeopleSelect = (props: ElementProps): View => {
  const { seen } = useDesk();
  return html`<${Listed} props=${props} field="user" offers=${seen.people} />`;
};

export const PlaceSelect = (props: ElementProps): View => {
  const { seen } = useDesk();
  const field = string(props.element.type).startsWith('channels') ? 'channel' : 'conversation';
  return html`<${Listed} props=${props} field=${field} offers=${seen.places.filter(({ kind }) => kind !== 'direct')} />`;
};
