/** Slack's limits that people run into, a row each, and how near a message is to them. The checks in `blocks` refuse what is over. */
import { record } from '../methods/arguments.ts';
import type { Measure } from '../seen.ts';
import type { SlackMessage } from '../workspace.ts';

type Part = Readonly<Record<string, unknown>>;

interface Limit {
  readonly what: string;
  readonly most: number;
  /** Of one part; the fullest part counts. `null` for a part of another kind. */
  readonly size: (part: Part) => number | null;
  /** All parts together count. */
  readonly isSum?: true;
}

const lengthOf = (value: unknown): number => {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return lengthOf(record(value).text ?? '');
};

const ofType =
  (type: string, size: (part: Part) => number) =>
  (part: Part): number | null =>
    part.type === type ? size(part) : null;

const property = (type: string, name: string) => ofType(type, part => lengthOf(part[name]));

const cellsOf = ({ rows }: Part): readonly unknown[] => (Array.isArray(rows) ? rows.flat() : []);
const widest = ({ rows }: Part): number => Math.max(0, ...(Array.isArray(rows) ? rows : []).map(lengthOf));
const characters = (part: Part): number => cellsOf(part).reduce<number>((sum, cell) => sum + lengthOf(cell), 0);

const LIMITS: readonly Limit[] = [
  { what: 'Characters of a header', most: 150, size: property('header', 'text') },
  { what: 'Characters of a section', most: 3000, size: property('section', 'text') },
  { what: 'Fields of a section', most: 10, size: property('section', 'fields') },
  { what: 'Elements of a context', most: 10, size: property('context', 'elements') },
  { what: 'Elements of an actions block', most: 25, size: property('actions', 'elements') },
  { what: 'Characters on a button', most: 75, size: property('button', 'text') },
  { what: 'Characters of a button’s value', most: 2000, size: property('button', 'value') },
  { what: 'Cards of a carousel', most: 10, size: property('carousel', 'elements') },
  { what: 'Characters of a card’s title', most: 150, size: property('card', 'title') },
  { what: 'Characters of a card’s body', most: 200, size: property('card', 'body') },
  { what: 'Buttons of a card', most: 3, size: property('card', 'actions') },
  { what: 'Blocks of a container', most: 10, size: property('container', 'child_blocks') },
  {
    what: 'Rows of a table, without its header',
    most: 100,
    size: ofType('data_table', part => lengthOf(part.rows) - 1),
  },
  { what: 'Columns of a table', most: 20, size: ofType('data_table', widest) },
  { what: 'Characters of all tables', most: 10_000, size: ofType('data_table', characters), isSum: true },
  { what: 'Characters of a picture’s description', most: 2000, size: property('image', 'alt_text') },
  { what: 'Options of a menu', most: 100, size: property('static_select', 'options') },
];

const BLOCKS = 50;
/** Above this Slack cuts the text. */
const TEXT_CHARACTERS = 4000;

/** Limits of parts that the message does not have are left out. */
export const measured = ({ text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>): readonly Measure[] => {
  const parts = partsOf(blocks);
  const ofParts = LIMITS.flatMap(({ what, most, size, isSum }) => {
    const sizes = parts.map(size).filter(found => found !== null);
    if (sizes.length === 0) return [];
    return [{ what, most, used: isSum ? sizes.reduce((sum, one) => sum + one, 0) : Math.max(...sizes) }];
  });
  return [
    { what: 'Blocks', used: blocks.length, most: BLOCKS },
    { what: 'Characters of the text', used: text.length, most: TEXT_CHARACTERS },
    ...ofParts,
  ];
};

/** Every object that says its type, however deep. */
const partsOf = (value: unknown): readonly Part[] => {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const part = value as Part;
  return [...(typeof part.type === 'string' ? [part] : []), ...Object.values(part).flatMap(partsOf)];
};
