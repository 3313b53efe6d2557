/** Holds a message or view against the limits of Block Kit before it is sent. */
import type { AnyBlock, KnownBlock, View } from '@slack/types';
import type { Message } from './blocks/message.ts';
import { blockProblems, cellText } from './limit-checks.ts';
import { LIMITS } from './limit-table.ts';

/** Blocks that a place does not show. */
const NOT_SHOWN = {
  message: ['alert', 'input'],
  modal: ['data_table', 'carousel'],
  home: ['alert'],
} as const satisfies Record<string, readonly string[]>;

/** What breaks a limit, in words; empty where Slack will take it. */
export const problemsOf = (sent: Message | View): readonly string[] =>
  'type' in sent ? viewProblems(sent) : messageProblems(sent);

const messageProblems = ({ text, blocks }: Message): readonly string[] => [
  ...(text.trim() === '' ? ['text is empty'] : []),
  ...(text.length > LIMITS.messageText ? [`text has ${text.length} characters`] : []),
  ...(blocks.length > LIMITS.messageBlocks ? [`${blocks.length} blocks, at most ${LIMITS.messageBlocks}`] : []),
  ...blocksProblems(blocks, NOT_SHOWN.message),
];

const viewProblems = (view: View): readonly string[] => {
  const metadata = view.private_metadata?.length ?? 0;
  return [
    ...(view.blocks.length > LIMITS.viewBlocks ? [`${view.blocks.length} blocks, at most ${LIMITS.viewBlocks}`] : []),
    ...(metadata > LIMITS.privateMetadata ? [`private_metadata has ${metadata} characters`] : []),
    ...(view.type === 'modal' ? titleProblems(view) : []),
    ...blocksProblems(view.blocks, view.type === 'home' ? NOT_SHOWN.home : NOT_SHOWN.modal),
  ];
};

const titleProblems = (view: Extract<View, { type: 'modal' }>): readonly string[] => {
  const hasInput = view.blocks.some(({ type }) => type === 'input');
  return [
    ...[view.title, view.submit, view.close].flatMap(words =>
      words && (words.text.length > LIMITS.viewTitle || words.text === '') ? [`"${words.text}" is no title`] : [],
    ),
    ...(hasInput && !view.submit ? ['inputs without a submit button'] : []),
  ];
};

const blocksProblems = (blocks: readonly AnyBlock[], notShown: readonly string[]): readonly string[] => {
  const known = blocks as readonly KnownBlock[];
  const ids = blocks.flatMap(({ block_id: id }) => id ?? []);
  return [
    ...known.flatMap((block, index) => blockProblems(block, `blocks[${index}]`)),
    ...known.filter(({ type }) => notShown.includes(type)).map(({ type }) => `a ${type} is not shown here`),
    ...(tableCharacters(known) > LIMITS.tableCharacters ? [`tables have ${tableCharacters(known)} characters`] : []),
    ...(new Set(ids).size < ids.length ? ['a block_id occurs twice'] : []),
    ...known.filter(hasTwins).map(({ type }) => `an action_id occurs twice in a ${type}`),
  ];
};

const tableCharacters = (blocks: readonly KnownBlock[]): number =>
  blocks
    .filter(block => block.type === 'data_table')
    .flatMap(({ rows }) => rows.flat())
    .reduce((sum, cell) => sum + cellText(cell).length, 0);

const hasTwins = (block: KnownBlock): boolean => {
  const ids = actionIds(block);
  return new Set(ids).size < ids.length;
};

const actionIds = (block: KnownBlock): readonly string[] => {
  if (block.type === 'actions') return block.elements.flatMap(element => element.action_id ?? []);
  if (block.type === 'card') return (block.actions ?? []).flatMap(button => button.action_id ?? []);
  return block.type === 'carousel' ? block.elements.flatMap(actionIds) : [];
};
