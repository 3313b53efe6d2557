/** What breaks a limit in one block or element, by its type, in words that name the place. */
import type { Button, CardBlock, KnownBlock, RawNumberElement, RawTextElement, RichTextBlock } from '@slack/types';
import { LIMITS } from './limit-table.ts';

type BlockOf<T extends KnownBlock['type']> = Extract<KnownBlock, { type: T }>;

/** `where` names the block: "blocks[3]". */
type Check<B> = (block: B, where: string) => readonly string[];

/** Blocks that this bot sends; any other type is a problem of its own. */
type SentType =
  | 'actions'
  | 'card'
  | 'carousel'
  | 'container'
  | 'context'
  | 'data_table'
  | 'divider'
  | 'header'
  | 'image'
  | 'input'
  | 'section';

type Checks = { readonly [T in SentType]: Check<BlockOf<T>> };

const textProblems = (text: string | undefined, most: number, where: string): readonly string[] => {
  if (text === undefined) return [];
  if (text.length === 0) return [`${where} is empty`];
  return text.length > most ? [`${where} has ${text.length} characters, at most ${most}`] : [];
};

const countProblems = (found: number, most: number, where: string): readonly string[] => {
  if (found === 0) return [`${where}: none`];
  return found > most ? [`${where}: ${found}, at most ${most}`] : [];
};

const buttonProblems: Check<Button> = (button, where) => [
  ...textProblems(button.text.text, LIMITS.buttonText, `${where}.text`),
  ...textProblems(button.value, LIMITS.buttonValue, `${where}.value`),
  ...textProblems(button.action_id, LIMITS.id, `${where}.action_id`),
  ...textProblems(button.accessibility_label, LIMITS.accessibilityLabel, `${where}.accessibility_label`),
  ...textProblems(button.confirm?.title?.text, LIMITS.confirmTitle, `${where}.confirm.title`),
  ...textProblems(button.confirm?.text.text, LIMITS.confirmText, `${where}.confirm.text`),
  ...textProblems(button.confirm?.confirm?.text, LIMITS.confirmButton, `${where}.confirm.confirm`),
];

const isButton = (element: { readonly type: string }): element is Button => element.type === 'button';

const actionProblems = (buttons: readonly { readonly type: string }[], most: number, where: string) => [
  ...countProblems(buttons.length, most, where),
  ...buttons.filter(isButton).flatMap((button, index) => buttonProblems(button, `${where}[${index}]`)),
];

const cardProblems: Check<CardBlock> = (card, where) => [
  ...(card.title || card.body || card.hero_image || card.actions ? [] : [`${where} is empty`]),
  ...textProblems(card.title?.text, LIMITS.cardTitle, `${where}.title`),
  ...textProblems(card.subtitle?.text, LIMITS.cardTitle, `${where}.subtitle`),
  ...textProblems(card.body?.text, LIMITS.cardBody, `${where}.body`),
  ...(card.actions ? actionProblems(card.actions, LIMITS.cardButtons, `${where}.actions`) : []),
];

export type TableCell = RawTextElement | RawNumberElement | RichTextBlock;

export const cellText = (cell: TableCell): string => ('text' in cell ? cell.text : JSON.stringify(cell.elements));

const tableProblems: Check<BlockOf<'data_table'>> = ({ rows, caption, page_size: pageSize = 5, ...rest }, where) => {
  const columns = rows[0]?.length ?? 0;
  const texts = rows.flat().map(cellText);
  const header = rest.row_header_column_index ?? 0;
  return [
    ...textProblems(caption, Number.POSITIVE_INFINITY, `${where}.caption`),
    ...countProblems(columns, LIMITS.tableColumns, `${where} columns`),
    ...countProblems(rows.length - 1, LIMITS.tableRows, `${where} rows`),
    ...(rows.every(row => row.length === columns) ? [] : [`${where} rows differ in length`]),
    ...(texts.every(text => text.length > 0) ? [] : [`${where} has empty cells`]),
    ...(rows.flat().every(cell => cell.type !== 'raw_number' || Number.isFinite(cell.value))
      ? []
      : [`${where} has cells that are no numbers`]),
    ...(pageSize >= 1 && pageSize <= LIMITS.tablePageSize ? [] : [`${where}.page_size is ${pageSize}`]),
    ...(header >= 0 && header < columns ? [] : [`${where}.row_header_column_index is ${header}`]),
  ];
};

const containerProblems: Check<BlockOf<'container'>> = (container, where) => [
  ...(container.title || container.rich_text_title ? [] : [`${where} has no title`]),
  ...textProblems(container.title?.text, LIMITS.containerTitle, `${where}.title`),
  ...textProblems(container.subtitle?.text, LIMITS.containerTitle, `${where}.subtitle`),
  ...countProblems(container.child_blocks.length, LIMITS.containerChildren, `${where} children`),
  ...container.child_blocks.flatMap((child, index) => [
    ...(CONTAINED.has(child.type) ? [] : [`${where}: a ${child.type} cannot be in a container`]),
    ...blockProblems(child, `${where}.child_blocks[${index}]`),
  ]),
];

const CONTAINED: ReadonlySet<string> = new Set([
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'input',
  'section',
]);

const sectionProblems: Check<BlockOf<'section'>> = ({ text, fields, accessory }, where) => [
  ...(text || fields ? [] : [`${where} has neither text nor fields`]),
  ...textProblems(text?.text, LIMITS.sectionText, `${where}.text`),
  ...(fields ? countProblems(fields.length, LIMITS.sectionFields, `${where}.fields`) : []),
  ...(fields ?? []).flatMap((field, index) => textProblems(field.text, LIMITS.fieldText, `${where}.fields[${index}]`)),
  ...(accessory && isButton(accessory) ? buttonProblems(accessory, `${where}.accessory`) : []),
];

const imageProblems: Check<BlockOf<'image'>> = (image, where) => [
  ...textProblems(image.alt_text, LIMITS.altText, `${where}.alt_text`),
  ...textProblems(image.title?.text, LIMITS.imageTitle, `${where}.title`),
  ...('slack_file' in image && 'image_url' in image ? [`${where} names its picture twice`] : []),
];

interface Option {
  readonly text: { readonly text: string };
  readonly value?: string;
  readonly description?: { readonly text: string };
}

const optionProblems = (options: readonly Option[], most: number, where: string): readonly string[] => [
  ...countProblems(options.length, most, `${where}.options`),
  ...options.flatMap((option, index) => [
    ...textProblems(option.text.text, LIMITS.optionText, `${where}.options[${index}].text`),
    ...textProblems(option.value ?? '', LIMITS.optionValue, `${where}.options[${index}].value`),
    ...textProblems(option.description?.text, LIMITS.optionText, `${where}.options[${index}].description`),
  ]),
];

const inputProblems: Check<BlockOf<'input'>> = ({ label, hint, element }, where) => [
  ...textProblems(label.text, LIMITS.inputLabel, `${where}.label`),
  ...textProblems(hint?.text, LIMITS.inputLabel, `${where}.hint`),
  ...textProblems(element.action_id, LIMITS.id, `${where}.action_id`),
  ...(element.type === 'static_select' ? optionProblems(element.options ?? [], LIMITS.selectOptions, where) : []),
  ...(element.type === 'radio_buttons' ? optionProblems(element.options, LIMITS.radioOptions, where) : []),
  ...('placeholder' in element
    ? textProblems(element.placeholder?.text, LIMITS.placeholder, `${where}.placeholder`)
    : []),
  ...(element.type === 'file_input'
    ? countProblems(element.max_files ?? 10, LIMITS.fileInputFiles, `${where}.max_files`)
    : []),
];

const CHECKS: Checks = {
  actions: ({ elements }, where) => actionProblems(elements, LIMITS.actionsElements, `${where}.elements`),
  card: cardProblems,
  carousel: ({ elements }, where) => [
    ...countProblems(elements.length, LIMITS.carouselCards, `${where} cards`),
    ...elements.flatMap((card, index) => cardProblems(card, `${where}.elements[${index}]`)),
  ],
  container: containerProblems,
  context: ({ elements }, where) => [
    ...countProblems(elements.length, LIMITS.contextElements, `${where}.elements`),
    ...elements.flatMap((element, index) =>
      'text' in element ? textProblems(element.text, LIMITS.contextText, `${where}.elements[${index}]`) : [],
    ),
  ],
  data_table: tableProblems,
  divider: () => [],
  header: ({ text }, where) => textProblems(text.text, LIMITS.headerText, `${where}.text`),
  image: imageProblems,
  input: inputProblems,
  section: sectionProblems,
};

export const blockProblems = (block: KnownBlock, where: string): readonly string[] => {
  const check = (CHECKS as Partial<Record<string, Check<KnownBlock>>>)[block.type];
  return check
    ? [...textProblems(block.block_id, LIMITS.id, `${where}.block_id`), ...check(block, where)]
    : [`${where}: blocks of type ${block.type} are not among those that are sent`];
};
