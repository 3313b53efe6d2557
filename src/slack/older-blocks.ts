/** The same message for a Slack that refuses newer blocks: tables, cards and containers as sections and buttons. */
import type {
  ActionsBlock,
  AnyBlock,
  CardBlock,
  ContainerBlock,
  DataTableBlock,
  KnownBlock,
  SectionBlock,
} from '@slack/types';
import { actions, context, type Message, section } from './blocks/message.ts';
import { joined, type Mrkdwn, md, mrkdwn } from './escape.ts';
import { cellText } from './limit-checks.ts';
import { LIMITS } from './limit-table.ts';

/** Nothing newer than sections, contexts, buttons and images; whatever a message has no room for is said to be missing. */
export const withOlderBlocks = ({ text, blocks }: Message): Message => {
  const older = blocks.flatMap(olderBlocks);
  if (older.length <= LIMITS.messageBlocks) return { text, blocks: older };
  const cut = context(md`Slack takes no longer message; the rest was left out.`);
  return { text, blocks: [...older.slice(0, LIMITS.messageBlocks - 1), ...(cut ? [cut] : [])] };
};

/** What is left where Slack takes no blocks at all. */
export const textOnly = ({ text }: Message): Message => ({ text, blocks: [] });

type Newer = DataTableBlock | CardBlock | ContainerBlock | Extract<KnownBlock, { type: 'carousel' }>;
type Older = { readonly [T in Newer['type']]: (block: Extract<Newer, { type: T }>) => readonly AnyBlock[] };

const OLDER: Older = {
  data_table: block => tableSections(block),
  card: block => cardBlocks(block),
  carousel: ({ elements }) => elements.flatMap(cardBlocks),
  container: ({ title, child_blocks: children }) => [
    ...(title ? [section(md`*${mrkdwn(title.text, LIMITS.containerTitle)}*`)] : []),
    ...children,
  ],
};

const olderBlocks = (block: AnyBlock): readonly AnyBlock[] => {
  const convert = (OLDER as Partial<Record<string, (block: AnyBlock) => readonly AnyBlock[]>>)[block.type];
  return convert ? convert(block) : [block];
};

/** A line per row: its name, then each figure with the title of its column. Cells know no markup, so they are escaped here. */
const tableSections = ({
  rows,
  caption,
  row_header_column_index: header = 0,
}: DataTableBlock): readonly SectionBlock[] => {
  const [titles = [], ...body] = rows.map(row => row.map(cell => mrkdwn(cellText(cell), LONGEST_CELL)));
  const lines = body.map(row => {
    const others = row.flatMap((cell, column) => (column === header ? [] : [md`${titles[column] ?? md``} ${cell}`]));
    return md`*${row[header] ?? md``}:* ${joined(others, ' · ')}`;
  });
  return chunked([md`*${mrkdwn(caption, LIMITS.headerText)}*`, ...lines]).map(chunk => section(joined(chunk, '\n')));
};

const LONGEST_CELL = 80;

/** As many lines to a section as it takes. */
const chunked = (lines: readonly Mrkdwn[]): readonly (readonly Mrkdwn[])[] => {
  const chunks: Mrkdwn[][] = [[]];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > LIMITS.sectionText) {
      chunks.push([]);
      length = 0;
    }
    chunks.at(-1)!.push(line);
    length += line.length + 1;
  }
  return chunks.filter(chunk => chunk.length > 0);
};

/** A card's texts are markup already. */
const cardBlocks = ({
  title,
  subtitle,
  body,
  actions: buttons = [],
}: CardBlock): readonly (SectionBlock | ActionsBlock)[] => {
  const texts = [title && `*${title.text}*`, subtitle?.text, body?.text].filter(text => text !== undefined) as Mrkdwn[];
  return [section(joined(texts, '\n')), actions(buttons)].filter(block => block !== null);
};
