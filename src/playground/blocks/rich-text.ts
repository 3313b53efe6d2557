/** Rich text: sections, lists, quotes and code, each of inline elements. */
import { anything, boolean, byType, type Check, integer, list, number, object, oneOf, string, url } from './check.ts';

const ELEMENTS_AT_MOST = 1000;
const CHARACTERS_AT_MOST = 40_000;

const style = object({}, { bold: boolean, code: boolean, italic: boolean, strike: boolean, underline: boolean });

const inline = (
  type: string,
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
) => object({ type: oneOf(type), ...required }, { style, ...optional });

const text = inline('text', { text: string(CHARACTERS_AT_MOST) });
const link = inline('link', { url: url(3000) }, { text: string(CHARACTERS_AT_MOST), unsafe: boolean });

const inlineElement = byType({
  text,
  link,
  broadcast: inline('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  color: inline('color', { value: string(255) }),
  channel: inline('channel', { channel_id: string(255) }),
  date: inline('date', { timestamp: number, format: string(255) }, { url: url(3000), fallback: string(255) }),
  emoji: inline('emoji', { name: string(255) }, { unicode: string(255), url: url(3000) }),
  team: inline('team', { team_id: string(255) }),
  user: inline('user', { user_id: string(255) }),
  usergroup: inline('usergroup', { usergroup_id: string(255) }),
});

const border = integer(0, 1);
const inlines = list(inlineElement, 0, ELEMENTS_AT_MOST);
const section = object({ type: oneOf('rich_text_section'), elements: inlines });

const element = byType({
  rich_text_section: section,
  rich_text_list: object(
    {
      type: oneOf('rich_text_list'),
      style: oneOf('bullet', 'ordered'),
      elements: list(section, 1, ELEMENTS_AT_MOST),
    },
    { indent: integer(0, 8), offset: integer(0, 1e6), border },
  ),
  rich_text_quote: object({ type: oneOf('rich_text_quote'), elements: inlines }, { border }),
  rich_text_preformatted: object(
    { type: oneOf('rich_text_preformatted'), elements: list(byType({ text, link }), 0, ELEMENTS_AT_MOST) },
    { border, language: anything },
  ),
});

/** Without `block_id`: as a block, and as a cell or a title. */
export const RICH_TEXT = { type: oneOf('rich_text'), elements: list(element, 1, ELEMENTS_AT_MOST) } as const;

export const richText = object(RICH_TEXT, { block_id: string(255) });

/** Every text that is written in it, put together. */
export const plainOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(plainOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  const { text: written, elements } = value as { text?: unknown; elements?: unknown };
  return (typeof written === 'string' ? written : '') + plainOf(elements);
};
