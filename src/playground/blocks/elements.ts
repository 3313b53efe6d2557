/** What people can click or fill in, and in which blocks it may stand. */
import { isDeepStrictEqual } from 'node:util';
import {
  all,
  boolean,
  byType,
  type Check,
  integer,
  isRecord,
  list,
  number,
  object,
  oneOf,
  problem,
  rule,
  type Shape,
  string,
  url,
} from './check.ts';
import { richText } from './rich-text.ts';
import { anyOption, confirmation, optionGroup, picture, plainOption, plainText } from './texts.ts';

const ID_CHARACTERS = 255;
const SELECT_OPTIONS = 100;
const FEW_OPTIONS = 10;

/** Unique within its block. */
const actionId: Check = (value, at, found) => {
  string(ID_CHARACTERS)(value, at, found);
  if (typeof value !== 'string') return;
  if (found.actionIds.has(value)) problem(found, at, `action_id "${value}" already exists`);
  found.actionIds.add(value);
};

const focus_on_load = boolean;
const confirm = confirmation;
const placeholder = plainText(150);
const style = oneOf('primary', 'danger');
const accessibility_label = string(75);
const dispatch_action_config = object(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2) },
);
const id = string(ID_CHARACTERS);
const ids = list(id, 1, SELECT_OPTIONS);
const filter = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);

const element = (type: string, required: Shape, optional: Shape): Check =>
  object({ type: oneOf(type), ...required }, { action_id: actionId, ...optional });

const select = (type: string, required: Shape, optional: Shape): Check =>
  element(type, required, { placeholder, confirm, focus_on_load, ...optional });

const multi = { max_selected_items: integer(1, SELECT_OPTIONS) };

type Properties = Readonly<Record<string, unknown>>;

const optionsOf = ({ options, option_groups }: Properties): readonly unknown[] => {
  const groups = Array.isArray(option_groups) ? option_groups.filter(isRecord) : [];
  return [options, ...groups.map(group => group.options)].flatMap(some => (Array.isArray(some) ? some : []));
};

/** What is chosen at first is one of the options, word by word. */
const initialAmongOptions = rule(element => {
  const { initial_option, initial_options } = element;
  const initial = Array.isArray(initial_options) ? initial_options : [];
  return [...initial, ...(initial_option === undefined ? [] : [initial_option])].every(chosen =>
    optionsOf(element).some(offered => isDeepStrictEqual(offered, chosen)),
  );
}, 'initial options must be among the options');

/** Options or groups of options, not both. */
const listed = (type: string, more: Shape): Check =>
  all(
    select(
      type,
      {},
      { options: list(plainOption, 1, SELECT_OPTIONS), option_groups: list(optionGroup, 1, 100), ...more },
    ),
    rule(
      ({ options, option_groups }) => (options === undefined) !== (option_groups === undefined),
      'must define either `options` or `option_groups`',
    ),
    initialAmongOptions,
  );

const input = (type: string, optional: Shape, required: Shape = {}): Check =>
  element(type, required, { placeholder, focus_on_load, dispatch_action_config, ...optional });

const picked = { confirm, focus_on_load, placeholder };

export const button = element(
  'button',
  { text: plainText(75) },
  { value: string(2000), url: url(3000), style, confirm, accessibility_label },
);

const SELECTS: Readonly<Record<string, Check>> = {
  static_select: listed('static_select', { initial_option: plainOption }),
  multi_static_select: listed('multi_static_select', {
    initial_options: list(plainOption, 1, SELECT_OPTIONS),
    ...multi,
  }),
  external_select: select('external_select', {}, { initial_option: plainOption, min_query_length: integer(0, 1000) }),
  multi_external_select: select(
    'multi_external_select',
    {},
    { initial_options: list(plainOption, 1, SELECT_OPTIONS), min_query_length: integer(0, 1000), ...multi },
  ),
  users_select: select('users_select', {}, { initial_user: id }),
  multi_users_select: select('multi_users_select', {}, { initial_users: ids, ...multi }),
  channels_select: select('channels_select', {}, { initial_channel: id, response_url_enabled: boolean }),
  multi_channels_select: select('multi_channels_select', {}, { initial_channels: ids, ...multi }),
  conversations_select: select(
    'conversations_select',
    {},
    { initial_conversation: id, default_to_current_conversation: boolean, response_url_enabled: boolean, filter },
  ),
  multi_conversations_select: select(
    'multi_conversations_select',
    {},
    { initial_conversations: ids, default_to_current_conversation: boolean, filter, ...multi },
  ),
};

const CHOICES: Readonly<Record<string, Check>> = {
  checkboxes: all(
    element(
      'checkboxes',
      { options: list(anyOption, 1, FEW_OPTIONS) },
      { initial_options: list(anyOption, 1, FEW_OPTIONS), confirm, focus_on_load },
    ),
    initialAmongOptions,
  ),
  radio_buttons: all(
    element(
      'radio_buttons',
      { options: list(anyOption, 1, FEW_OPTIONS) },
      { initial_option: anyOption, confirm, focus_on_load },
    ),
    initialAmongOptions,
  ),
  datepicker: element('datepicker', {}, { initial_date: string(10), ...picked }),
  timepicker: element('timepicker', {}, { initial_time: string(5), timezone: string(100), ...picked }),
};

const DATE_AND_TIME: Readonly<Record<string, Check>> = {
  datetimepicker: element('datetimepicker', {}, { initial_date_time: number, confirm, focus_on_load }),
};

const RICH_TEXT_INPUT: Readonly<Record<string, Check>> = {
  rich_text_input: input('rich_text_input', { initial_value: richText, min_lines: number, max_lines: number }),
};

const CLICKED: Readonly<Record<string, Check>> = {
  button,
  overflow: element('overflow', { options: list(plainOption, 1, 5) }, { confirm }),
  workflow_button: element(
    'workflow_button',
    { text: plainText(75), workflow: (value, at, found) => isRecord(value) || problem(found, at, 'must be an object') },
    { style, accessibility_label, confirm },
  ),
};

const LONGEST_INPUT = 3000;

const WRITTEN: Readonly<Record<string, Check>> = {
  plain_text_input: input('plain_text_input', {
    initial_value: string(LONGEST_INPUT, 0),
    multiline: boolean,
    min_length: integer(0, LONGEST_INPUT),
    max_length: integer(1, LONGEST_INPUT),
  }),
  email_text_input: input('email_text_input', { initial_value: string(LONGEST_INPUT) }),
  url_text_input: input('url_text_input', { initial_value: url(LONGEST_INPUT) }),
  number_input: input(
    'number_input',
    { initial_value: string(255), min_value: string(255), max_value: string(255) },
    { is_decimal_allowed: boolean },
  ),
  file_input: element('file_input', {}, { filetypes: list(string(255), 1, 100), max_files: integer(1, FEW_OPTIONS) }),
};

export const inActions = byType({ ...CLICKED, ...SELECTS, ...CHOICES, ...DATE_AND_TIME, ...RICH_TEXT_INPUT });
export const inSection = byType({ ...CLICKED, ...SELECTS, ...CHOICES, image: picture() });
export const inInput = byType({ ...WRITTEN, ...SELECTS, ...CHOICES, ...DATE_AND_TIME, ...RICH_TEXT_INPUT });

const feedback = object({ text: plainText(75), value: string(2000) }, { accessibility_label });

export const inContextActions = byType({
  feedback_buttons: element('feedback_buttons', { positive_button: feedback, negative_button: feedback }, {}),
  icon_button: element(
    'icon_button',
    { icon: oneOf('trash'), text: plainText(75) },
    { value: string(2000), confirm, accessibility_label, visible_to_user_ids: ids },
  ),
});
