/** Everything in blocks that a person can press, choose or fill in, and what they have chosen. */
import type { AnyBlock } from '@slack/types';
import type { ViewValues } from './local-slack.ts';
import { record } from './methods/arguments.ts';
import type { SlackObject } from './objects.ts';

export interface Element {
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly element: SlackObject;
  /** An input that must not stay empty. */
  readonly isRequired: boolean;
}

/** Blocks that came without an id get one, as Slack gives them; always the same one. */
export const withBlockIds = (blocks: readonly AnyBlock[]): readonly SlackObject[] =>
  blocks.map((block, index) => ({ ...block, block_id: block.block_id || `b${index}` }));

/** Wherever they are: in actions, beside a section, in the cards of a carousel, in a container, in an input. */
export const elementsOf = (blocks: readonly AnyBlock[]): readonly Element[] =>
  withBlockIds(blocks).flatMap(block => within(block, block));

const within = (value: unknown, block: SlackObject): readonly Element[] => {
  if (Array.isArray(value)) return value.flatMap(item => within(item, block));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as SlackObject;
  const around = typeof object.block_id === 'string' ? object : block;
  const own = typeof object.action_id === 'string' ? [elementIn(object, around)] : [];
  return [...own, ...Object.values(object).flatMap(inner => within(inner, around))];
};

const elementIn = (element: SlackObject, block: SlackObject): Element => ({
  blockId: String(block.block_id),
  actionId: String(element.action_id),
  type: String(element.type),
  element,
  isRequired: block.type === 'input' && block.optional !== true,
});

interface FieldKind {
  /** In `state.values` and in an action. */
  readonly field: string;
  readonly initial: string;
  readonly holds: 'option' | 'options' | 'text' | 'texts' | 'files';
}

const option: FieldKind = { field: 'selected_option', initial: 'initial_option', holds: 'option' };
const options: FieldKind = { field: 'selected_options', initial: 'initial_options', holds: 'options' };
const typed: FieldKind = { field: 'value', initial: 'initial_value', holds: 'text' };
const picked = (what: string): FieldKind => ({ field: `selected_${what}`, initial: `initial_${what}`, holds: 'text' });
const several = (what: string): FieldKind => ({ ...picked(what), holds: 'texts' });

/** What has a value; a button has none, and the menu of an overflow forgets it. */
const FIELDS: Readonly<Record<string, FieldKind>> = {
  static_select: option,
  radio_buttons: option,
  checkboxes: options,
  multi_static_select: options,
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  datepicker: picked('date'),
  timepicker: picked('time'),
  datetimepicker: picked('date_time'),
  users_select: picked('user'),
  channels_select: picked('channel'),
  conversations_select: picked('conversation'),
  multi_users_select: several('users'),
  multi_channels_select: several('channels'),
  multi_conversations_select: several('conversations'),
  file_input: { field: 'files', initial: '', holds: 'files' },
};

/** `null`: it keeps no value. */
export const fieldOf = ({ type }: Element): FieldKind | null => FIELDS[type] ?? null;

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** By block id, then action id, everything that has a value: as it was chosen, otherwise as it is at first. */
export const valuesOf = (elements: readonly Element[], chosen: ViewValues): ViewValues => {
  const values: Record<string, Record<string, SlackObject>> = {};
  for (const element of elements) {
    const kind = fieldOf(element);
    if (!kind) continue;
    const { blockId, actionId, type } = element;
    const isList = kind.holds !== 'option' && kind.holds !== 'text';
    const initial = { [kind.field]: element.element[kind.initial] ?? (isList ? [] : null) };
    values[blockId] = { ...values[blockId], [actionId]: { type, ...initial, ...chosen[blockId]?.[actionId] } };
  }
  return values;
};

/** The whole option of that value. @throws Error that lists the options */
export const optionOf = ({ actionId, element }: Element, value: unknown): SlackObject => {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.map(group => record(group).options) : [];
  const all = [element.options ?? [], ...groups].flat().map(record);
  const found = all.find(offered => offered.value === value);
  if (!found)
    throw new Error(
      `${actionId} has no option ${String(value)}; there are: ${all.map(offered => offered.value).join(', ')}`,
    );
  return found;
};

/** In words, for somebody who looked for something else. */
export const listed = (elements: readonly Element[]): string =>
  elements.map(({ actionId, type, element }) => `${actionId} (${labelOf(element) || type})`).join(', ') || 'nothing';

const labelOf = ({ text, placeholder }: SlackObject): string => String(record(text ?? placeholder).text ?? '');
